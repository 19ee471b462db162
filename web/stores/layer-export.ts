import { defineStore } from 'pinia'
import { ref } from 'vue'

/** Is the dialog of files to take away open? */
export const useLayerExport = defineStore('layer-export', () => {
  const open = ref(false)
  return { open }
})
