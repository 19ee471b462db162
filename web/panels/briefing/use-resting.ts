import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue'

/** A pointer that lies still this long is not wanted on a wall. */
const REST_MS = 3000

/** True while nobody moves the pointer: it and the controls then fade. A key that pages does not bring them back. */
export function useResting(): Ref<boolean> {
  const resting = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  const rest = (): void => {
    resting.value = true
  }
  const wake = (): void => {
    resting.value = false
    clearTimeout(timer)
    timer = setTimeout(rest, REST_MS)
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Tab') wake()
  }
  onMounted(() => {
    wake()
    window.addEventListener('pointermove', wake, { passive: true })
    window.addEventListener('pointerdown', wake, { passive: true })
    window.addEventListener('keydown', onKey, { capture: true })
  })
  onBeforeUnmount(() => {
    clearTimeout(timer)
    window.removeEventListener('pointermove', wake)
    window.removeEventListener('pointerdown', wake)
    window.removeEventListener('keydown', onKey, { capture: true })
  })
  return resting
}
