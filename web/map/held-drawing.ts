import type { Map as MapLibreMap } from 'maplibre-gl'

/** Whoever waits for a slow network sees what is there, a layer at a time, from here on. */
const PATIENCE_MS = 2000

/**
 * Lets a map load, lay out and place everything without drawing it: each of the dozen frames in which another tile
 * or letter arrives costs as much as the last one, and without a graphics card that is most of the time until the
 * whole picture stands. The picture that was there stays on screen meanwhile.
 */
export class HeldDrawing {
  readonly #map: MapLibreMap
  #timer: ReturnType<typeof setTimeout> | undefined
  #until: 'idle' | 'told' = 'idle'

  constructor(map: MapLibreMap) {
    this.#map = map
    // Moving or resizing shows another piece of the world: that cannot wait.
    map.on('movestart', () => this.release())
    map.on('resize', () => this.release())
  }

  /** @param until the next idle, or longer: `told` waits for another call of this */
  hold(until: 'idle' | 'told'): void {
    this.#until = until
    if (!this.held) this.#map.painter.render = () => undefined
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.release(), PATIENCE_MS)
  }

  /** All has come. @returns whether it is drawn already */
  settle(): boolean {
    if (!this.held) return true
    if (this.#until === 'idle') this.release()
    return false
  }

  /** Draws what has gathered. */
  release(): void {
    if (!this.held) return
    clearTimeout(this.#timer)
    Reflect.deleteProperty(this.#map.painter, 'render')
    this.#map.triggerRepaint()
  }

  get held(): boolean {
    return Object.hasOwn(this.#map.painter, 'render')
  }
}
