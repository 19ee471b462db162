import { defineStore } from 'pinia'
import { ref } from 'vue'

export interface Toast {
  readonly id: number
  readonly text: string
  readonly kind: 'note' | 'warning'
}

/** Short notes that pass by, and what a screen reader is told. */
export const useMessages = defineStore('messages', () => {
  const toasts = ref<Toast[]>([])
  const announcement = ref('')
  let last = 0

  function toast(text: string, kind: Toast['kind'] = 'note'): void {
    last += 1
    const id = last
    toasts.value = [...toasts.value.slice(-2), { id, text, kind }]
    setTimeout(() => dismiss(id), kind === 'note' ? 4000 : 7000)
  }

  function dismiss(id: number): void {
    toasts.value = toasts.value.filter((one) => one.id !== id)
  }

  function announce(text: string): void {
    announcement.value = text
  }

  return { toasts, announcement, toast, dismiss, announce }
})
