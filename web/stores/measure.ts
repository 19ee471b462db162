import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { LngLat } from '#core/compound/compound.ts'

/** The line or ring being measured; the kind of measuring stands in the view store. */
export const useMeasure = defineStore('measure', () => {
  const vertices = shallowRef<readonly LngLat[]>([])
  /** Where the next vertex would go; null once the figure is finished. */
  const cursor = shallowRef<LngLat | null>(null)
  const finished = ref(false)

  function clear(): void {
    vertices.value = []
    cursor.value = null
    finished.value = false
  }

  /** After a finished figure the next vertex starts a new one. */
  function add(vertex: LngLat): void {
    if (finished.value) clear()
    const last = vertices.value.at(-1)
    if (last !== undefined && last[0] === vertex[0] && last[1] === vertex[1]) return
    vertices.value = [...vertices.value, vertex]
  }

  function undo(): void {
    vertices.value = vertices.value.slice(0, -1)
    finished.value = false
    if (vertices.value.length === 0) cursor.value = null
  }

  function finish(): void {
    finished.value = vertices.value.length > 1
    cursor.value = null
  }

  return { vertices, cursor, finished, clear, add, undo, finish }
})
