import { defineStore } from 'pinia'
import { ref } from 'vue'
import { whenHeard } from '../api/client.ts'

/** Does the service answer? And if not, of when is what stands on the screen? */
export const useLine = defineStore('line', () => {
  const lost = ref(!navigator.onLine)
  /** The oldest answer shown that was kept and not given just now; ISO. */
  const keptAt = ref<string | null>(null)
  /** The server has a newer page than this one. */
  const newPage = ref(false)

  whenHeard((answer) => {
    if (answer === 'live') {
      lost.value = false
      keptAt.value = null
      return
    }
    lost.value = true
    if (answer === 'nothing') return
    if (keptAt.value === null || answer.keptAt < keptAt.value) keptAt.value = answer.keptAt
  })

  function cut(): void {
    lost.value = true
  }

  return { lost, keptAt, newPage, cut }
})
