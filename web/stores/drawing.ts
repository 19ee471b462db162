import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { LngLat } from '#core/compound/compound.ts'
import { regionOfRing } from '#core/geo/region.ts'
import { usePicked, type DrawHow } from './picked.ts'

export type PickTool = 'box' | 'lasso' | 'polygon'

/** The outline being drawn to pick compounds, and what it would take. */
export const useDrawing = defineStore('drawing', () => {
  const picked = usePicked()
  const tool = ref<PickTool | null>(null)
  /** What the outline does to the set; Shift and Alt overrule it while held. */
  const chosenHow = ref<DrawHow>('replace')
  const heldHow = ref<DrawHow | null>(null)
  const how = computed<DrawHow>(() => heldHow.value ?? chosenHow.value)
  /** Corners set so far; of a box all four. */
  const vertices = shallowRef<readonly LngLat[]>([])
  /** Where the next corner of a polygon would go. */
  const cursor = shallowRef<LngLat | null>(null)

  const ring = computed(() => (cursor.value === null ? vertices.value : [...vertices.value, cursor.value]))
  const taken = computed<readonly string[]>(() =>
    tool.value === null || ring.value.length < 3 ? [] : picked.inside(regionOfRing(ring.value)),
  )
  /** How many would be picked when the outline ends here. */
  const sizeAfter = computed(() => picked.after(how.value, taken.value).size)

  function clear(): void {
    vertices.value = []
    cursor.value = null
  }

  function choose(next: PickTool | null): void {
    clear()
    tool.value = next
  }

  return { tool, chosenHow, heldHow, how, vertices, cursor, ring, taken, sizeAfter, clear, choose }
})
