import { setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'

/** Tells MapLibre where its worker went when the page was bundled; before the first map is made. */
export function prepareWorkers(): void {
  setWorkerUrl(new URL(workerUrl, location.href).href)
}
