import { defineStore } from 'pinia'
import { ref } from 'vue'

/** What is open and what the pointer is over, shared by map, list and panels. */
export const useSelection = defineStore('selection', () => {
  const compoundId = ref<string | null>(null)
  const connectionId = ref<string | null>(null)
  const hoveredCompoundId = ref<string | null>(null)
  const hoveredConnectionId = ref<string | null>(null)

  function selectCompound(id: string | null): void {
    if (compoundId.value !== id) connectionId.value = null
    compoundId.value = id
  }

  function selectConnection(id: string | null, ofCompound?: string): void {
    if (ofCompound !== undefined) compoundId.value = ofCompound
    connectionId.value = id
  }

  return {
    compoundId,
    connectionId,
    hoveredCompoundId,
    hoveredConnectionId,
    selectCompound,
    selectConnection,
  }
})
