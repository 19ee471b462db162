import { watch } from 'vue'
import { useView } from '../stores/view.ts'

/** A tab in the background draws no map; whoever opens it at last must find the desk. */
const PATIENCE_MS = 5000

let drawn: Promise<void> | null = null

/**
 * Resolves once ground and compounds are on screen. What is not needed for them, panels, tie-ins, pipes and letters,
 * waits for it, so that the processor draws the map first.
 */
export function firstMap(): Promise<void> {
  const view = useView()
  drawn ??= new Promise((resolve) => {
    setTimeout(resolve, PATIENCE_MS)
    watch(
      () => view.mapDrawn,
      (is) => is && resolve(),
      { immediate: true },
    )
  })
  return drawn
}
