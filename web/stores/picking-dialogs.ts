import { defineStore } from 'pinia'
import { ref } from 'vue'

/** Which dialog of picking is open, and what was typed into it last. */
export const usePickingDialogs = defineStore('picking-dialogs', () => {
  const open = ref<'expression' | 'sets' | null>(null)
  const expression = ref('')
  return { open, expression }
})
