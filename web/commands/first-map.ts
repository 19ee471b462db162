import { watch } from 'vue'
import { useView } from '../stores/view.ts'

/** A tab in the background draws no map; whoever opens it at last must find the desk. */
const PATIENCE_MS = 5000

let drawn: Promise<void> | null = null
let patient: Promise<void> | null = null

/** Resolves once ground and compounds are on screen. */
export function mapDrawn(): Promise<void> {
  const view = useView()
  drawn ??= new Promise((resolve) => {
    watch(
      () => view.mapDrawn,
      (is) => is && resolve(),
      { immediate: true },
    )
  })
  return drawn
}

/**
 * Resolves once ground and compounds are on screen. What is not needed for them, panels and records for them, waits
 * for it, so that the processor draws the map first; but not for ever.
 */
export function firstMap(): Promise<void> {
  patient ??= Promise.race([mapDrawn(), new Promise<void>((resolve) => setTimeout(resolve, PATIENCE_MS))])
  return patient
}
