import { onMounted, shallowRef, watch, type Ref } from 'vue'
import { useKeptDrafts } from '../stores/kept-drafts.ts'

/**
 * Keeps a form while it is filled in and offers what was left of it the next time it opens.
 *
 * @param key names form and record, e.g. `consent-counts/XQ-003`
 * @param current all that is typed, as plain data
 * @param restore puts such data back into the form
 */
export function useKeptForm<Value>(
  key: string,
  current: () => Value,
  restore: (value: Value) => void,
): { offer: Ref<Value | null>; takeBack: () => void; dismiss: () => void; forget: () => void } {
  const keeper = useKeptDrafts()
  const offer = shallowRef<Value | null>(null)
  const untouched = JSON.stringify(current())
  onMounted(() => {
    offer.value = keeper.of<Value>(key)
  })

  const stop = watch(
    () => JSON.stringify(current()),
    (now) => {
      if (now === untouched) keeper.drop(key)
      else keeper.keep(key, JSON.parse(now))
    },
  )

  function takeBack(): void {
    if (offer.value !== null) restore(offer.value)
    offer.value = null
  }

  /** Not wanted; what is typed from now on is kept all the same. */
  function dismiss(): void {
    offer.value = null
    if (JSON.stringify(current()) === untouched) keeper.drop(key)
  }

  /** The form closes for good, saved or given up: nothing of it stays. */
  function forget(): void {
    offer.value = null
    stop()
    keeper.drop(key)
  }

  return { offer, takeBack, dismiss, forget }
}
