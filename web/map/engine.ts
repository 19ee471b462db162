import 'maplibre-gl/dist/maplibre-gl.css'
import { Map as MapLibreMap } from 'maplibre-gl'
import type { GeoJSONSource, LayerSpecification, MapMouseEvent, SourceSpecification } from 'maplibre-gl'
import type { Feature, FeatureCollection } from 'geojson'
import type { Camera, Insets } from '../stores/view.ts'
import { BREATHING, flightMs, holds, openOffset, openRectangle } from './camera.ts'
import type { Box, LngLatPair } from './camera.ts'
import { IMAGE_RATIO } from './images/images.ts'
import type { Pixels } from './images/hatch.ts'
import { HeldDrawing } from './held-drawing.ts'
import { layerChanges } from './layer-changes.ts'
import type { GeoJsonSourceId, SourceId } from './style/sources.ts'
import { reportDrags } from './report-drags.ts'
import { prepareWorkers } from './worker.ts'

export interface EngineStart {
  readonly container: HTMLElement
  readonly view: { readonly camera: Camera } | { readonly bounds: Box; readonly insets: Insets }
  readonly sources: Record<SourceId, SourceSpecification>
  readonly layers: readonly LayerSpecification[]
  /** Draws an image of the style when a layer first asks for it. */
  readonly image: ImageMaker
  readonly words: Record<string, string>
}

export type ImageMaker = (id: string) => Pixels | null

export interface Pointer {
  readonly position: LngLatPair
  /** px from the stage's top left */
  readonly x: number
  readonly y: number
  /** Keys held. */
  readonly shift: boolean
  readonly alt: boolean
}

/** What lies under the pointer, topmost first. */
export interface Hit {
  readonly layer: string
  readonly properties: Readonly<Record<string, unknown>>
}

export interface EngineEvents {
  readonly idle: () => void
  readonly busy: () => void
  readonly moved: (camera: Camera) => void
  readonly moving: () => void
  readonly pointer: (pointer: Pointer | null) => void
  readonly click: (pointer: Pointer) => void
  readonly doubleClick: (pointer: Pointer) => void
  /** A drag by button or finger, reported while `setDrawing` is on; `lost` where the screen took it away. */
  readonly press: (pointer: Pointer) => void
  readonly drag: (pointer: Pointer) => void
  readonly release: (pointer: Pointer) => void
  readonly lost: () => void
  /** The other button, or a long touch. */
  readonly secondary: () => void
  readonly fault: (message: string, source: string | null) => void
  /** A tile of a source has come. */
  readonly arrived: (source: string) => void
}

/** ms that letters and signs take to appear, once the first map is there. */
const FADE_MS = 150
/** How a flight to a box ends; a turned view takes the longest way allowed. */
export interface BoxFlight {
  readonly maxZoom?: number
  readonly instantly?: boolean
  readonly pitch?: number
  readonly bearing?: number
}

const EMPTY: FeatureCollection = { type: 'FeatureCollection', features: [] }
const reducedMotion = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches

/**
 * The only holder of a MapLibre map. It knows sources, layers and cameras, nothing of compounds;
 * whatever arrives before the style is there waits for it.
 */
export class MapEngine {
  readonly #map: MapLibreMap
  #layers: readonly LayerSpecification[]
  /** Those that no layer draws yet are not on the map. */
  readonly #sources: Record<SourceId, SourceSpecification>
  readonly #early = new Map<SourceId, FeatureCollection | Feature>()
  #image: ImageMaker
  #waiting: (() => void)[] | null = []
  readonly #events: EngineEvents
  readonly #drawing: { on: boolean } = { on: false }
  readonly #held: HeldDrawing

  constructor(start: EngineStart, events: EngineEvents) {
    prepareWorkers()
    this.#events = events
    this.#layers = start.layers
    this.#sources = start.sources
    this.#image = start.image
    this.#map = new MapLibreMap({
      container: start.container,
      style: { version: 8, sources: this.#sourcesOf(start.layers), layers: [...start.layers] },
      validateStyle: false,
      // No `glyphs`: every letter is drawn from the bundled font by the browser.
      localIdeographFontFamily: "'Noto Sans SC Variable', 'Noto Sans SC', 'Noto Sans CJK SC'",
      attributionControl: false,
      locale: start.words,
      minZoom: 7,
      maxZoom: 20.5,
      maxPitch: 60,
      // Shift picks compounds.
      boxZoom: false,
      // The first map stands at once: every frame of a fade is drawn whole, and nothing is there to fade from.
      fadeDuration: 0,
      ...opening(start),
    })
    this.#held = new HeldDrawing(this.#map)
    this.#held.hold('idle')
    this.#map.setMissingStyleImageResolver((id) => this.#addImage(id))
    this.#map.once('style.load', () => {
      const waiting = this.#waiting ?? []
      this.#waiting = null
      for (const work of waiting) work()
    })
    this.#listen()
  }

  destroy(): void {
    this.#map.remove()
  }

  /** Layers that draw whatever their sources hold, from the ground up. */
  get drawnLayers(): string[] {
    return this.#layers.flatMap(({ id, layout }) => (layout?.visibility === 'none' ? [] : [id]))
  }

  get canvas(): HTMLCanvasElement {
    return this.#map.getCanvas()
  }

  setData(source: GeoJsonSourceId, data: FeatureCollection | Feature | null): void {
    this.#change(() => {
      const present = this.#map.getSource<GeoJSONSource>(source)
      if (present !== undefined) present.setData(data ?? EMPTY)
      else if (data === null) this.#early.delete(source)
      else this.#early.set(source, data)
    })
  }

  /** What is changed from here on is drawn in one go: at the next idle, or at the idle after another call of this. */
  gather(until: 'idle' | 'told'): void {
    this.#held.hold(until)
  }

  /** The whole map is on screen: what appears from here on fades in. */
  startFading(): void {
    if (!reducedMotion()) this.#map._fadeDuration = FADE_MS
  }

  /** States of many features at once; one repaint follows. */
  setStates(source: SourceId, states: Iterable<readonly [id: string, state: Record<string, boolean>]>): void {
    this.#change(() => {
      if (this.#map.getSource(source) === undefined) return
      for (const [id, state] of states) this.#map.setFeatureState({ source, id }, state)
    })
  }

  setLayers(layers: readonly LayerSpecification[]): void {
    this.#change(() => {
      for (const change of layerChanges(this.#layers, layers)) {
        if (change.kind === 'add') {
          this.#addLayer(change.layer, change.before)
        } else if (change.kind === 'paint') {
          this.#map.setPaintProperty(change.layer, change.name as never, change.value as never, {
            validate: false,
          })
        } else if (change.kind === 'layout') {
          this.#map.setLayoutProperty(change.layer, change.name as never, change.value as never, {
            validate: false,
          })
        } else if (change.kind === 'zooms') {
          this.#map.setLayerZoomRange(change.layer, change.from, change.to)
        } else {
          this.#map.setFilter(change.layer, change.value, { validate: false })
        }
      }
      this.#layers = layers
    })
  }

  /** Same names and sizes as before, other colours: nothing has to be laid out again. */
  setImages(image: ImageMaker): void {
    this.#change(() => {
      this.#image = image
      for (const id of this.#map.listImages()) {
        const pixels = image(id)
        if (pixels !== null) this.#map.updateImage(id, pixels)
      }
    })
  }

  /** Lays other sources and layers below the given layer; the ones laid before go. */
  setUnderlay(
    below: string,
    underlay: {
      sources: Record<string, SourceSpecification>
      layers: readonly LayerSpecification[]
    },
  ): void {
    this.#change(() => {
      const present = this.#map.getStyle()
      for (const layer of present.layers) if (layer.id.startsWith('under:')) this.#map.removeLayer(layer.id)
      for (const id of Object.keys(present.sources)) if (id.startsWith('under:')) this.#map.removeSource(id)
      for (const [id, source] of Object.entries(underlay.sources)) this.#map.addSource(id, source)
      for (const layer of underlay.layers) this.#map.addLayer(layer, below)
    })
  }

  /** The topmost feature of these layers within `reach` px, as it is drawn at this very point. */
  hitAt({ x, y }: Pointer, layers: readonly string[], reach = 0): Hit | null {
    if (this.#waiting !== null) return null
    const box: [[number, number], [number, number]] = [
      [x - reach, y - reach],
      [x + reach, y + reach],
    ]
    const [top] = this.#map.queryRenderedFeatures(box, { layers: [...layers], validate: false })
    return top === undefined ? null : { layer: top.layer.id, properties: top.properties }
  }

  pixelOf(position: LngLatPair): { x: number; y: number } {
    const { x, y } = this.#map.project([position[0], position[1]])
    return { x, y }
  }

  positionOf(x: number, y: number): [lng: number, lat: number] {
    const { lng, lat } = this.#map.unproject([x, y])
    return [lng, lat]
  }

  get centre(): Pointer {
    const { lng, lat } = this.#map.getCenter()
    return { position: [lng, lat], ...this.pixelOf([lng, lat]), shift: false, alt: false }
  }

  get camera(): Camera {
    const { lng, lat } = this.#map.getCenter()
    return {
      lng,
      lat,
      zoom: this.#map.getZoom(),
      bearing: this.#map.getBearing(),
      pitch: this.#map.getPitch(),
    }
  }

  zoomBy(step: 1 | -1): void {
    this.#map.easeTo({ zoom: this.#map.getZoom() + step, duration: reducedMotion() ? 0 : 220 })
  }

  faceNorth(): void {
    this.#map.easeTo({ bearing: 0, pitch: 0, duration: flightMs(0, reducedMotion()) })
  }

  /** Puts a place into the middle of what the panels leave open. */
  flyToPoint(position: LngLatPair, zoom: number, insets: Insets): void {
    const { width, height } = this.#size()
    const { x, y } = this.pixelOf(position)
    this.#map.flyTo({
      center: [position[0], position[1]],
      zoom,
      offset: openOffset(width, height, insets),
      duration: flightMs(Math.hypot(x - width / 2, y - height / 2), reducedMotion()),
    })
  }

  /** Exactly this view again, as a link or the back button has it. */
  flyToCamera({ lng, lat, zoom, bearing, pitch }: Camera): void {
    const { width, height } = this.#size()
    const { x, y } = this.pixelOf([lng, lat])
    this.#map.flyTo({
      center: [lng, lat],
      zoom,
      bearing,
      pitch,
      duration: flightMs(Math.hypot(x - width / 2, y - height / 2), reducedMotion()),
    })
  }

  flyToBox(box: Box, insets: Insets, options: BoxFlight = {}): void {
    const { width, height } = this.#size()
    const turned = options.pitch !== undefined || options.bearing !== undefined
    this.#map.fitBounds([...box], {
      padding: paddingFor(width, height, insets),
      maxZoom: options.maxZoom ?? 17,
      ...(turned ? { pitch: options.pitch ?? 0, bearing: options.bearing ?? 0 } : {}),
      duration: options.instantly === true ? 0 : flightMs(turned ? Infinity : width, reducedMotion()),
    })
  }

  /** Is this box wholly in the part that no panel covers? */
  shows(box: Box, insets: Insets): boolean {
    const { width, height } = this.#size()
    const corners = [
      this.pixelOf([box[0], box[1]]),
      this.pixelOf([box[2], box[1]]),
      this.pixelOf([box[0], box[3]]),
      this.pixelOf([box[2], box[3]]),
    ]
    const xs = corners.map((corner) => corner.x)
    const ys = corners.map((corner) => corner.y)
    return holds(openRectangle(width, height, insets), {
      left: Math.min(...xs),
      right: Math.max(...xs),
      top: Math.min(...ys),
      bottom: Math.max(...ys),
    })
  }

  /** While a tool takes double clicks for itself. */
  setDoubleClickZoom(on: boolean): void {
    if (on) this.#map.doubleClickZoom.enable()
    else this.#map.doubleClickZoom.disable()
  }

  /** While on, a drag draws instead of moving the map. */
  setDrawing(on: boolean): void {
    this.#drawing.on = on
    if (on) this.#map.dragPan.disable()
    else this.#map.dragPan.enable()
    // With panning off the map would leave the finger's drag to the browser.
    this.canvas.style.touchAction = on ? 'none' : ''
  }

  #pointerAt(event: PointerEvent): Pointer {
    const { left, top } = this.canvas.getBoundingClientRect()
    const [x, y] = [event.clientX - left, event.clientY - top]
    return { position: this.positionOf(x, y), x, y, shift: event.shiftKey, alt: event.altKey }
  }

  #size(): { width: number; height: number } {
    const { clientWidth: width, clientHeight: height } = this.#map.getContainer()
    return { width, height }
  }

  #change(work: () => void): void {
    this.#events.busy()
    if (this.#waiting !== null) this.#waiting.push(work)
    else work()
    this.#map.triggerRepaint()
  }

  #sourcesOf(layers: readonly LayerSpecification[]): Record<string, SourceSpecification> {
    const ids = new Set(layers.flatMap((layer) => ('source' in layer ? [layer.source as SourceId] : [])))
    return Object.fromEntries([...ids].map((id) => [id, this.#sources[id]]))
  }

  #addLayer(layer: LayerSpecification, before: string | undefined): void {
    for (const [id, source] of Object.entries(this.#sourcesOf([layer]))) {
      if (this.#map.getSource(id) !== undefined) continue
      const data = this.#early.get(id as SourceId)
      this.#map.addSource(id, data === undefined || source.type !== 'geojson' ? source : { ...source, data })
      this.#early.delete(id as SourceId)
    }
    this.#map.addLayer(layer, before)
  }

  #addImage(id: string): void {
    const pixels = this.#image(id)
    if (pixels !== null && !this.#map.hasImage(id)) {
      this.#map.addImage(id, pixels, { pixelRatio: IMAGE_RATIO })
    }
  }

  #listen(): void {
    const map = this.#map
    const events = this.#events
    // Of what is held back another idle tells, once it is drawn.
    map.on('idle', () => this.#held.settle() && events.idle())
    map.on('movestart', () => events.busy())
    map.on('move', () => events.moving())
    map.on('moveend', () => events.moved(this.camera))
    map.on('mousemove', (event) => events.pointer(pointerOf(event)))
    map.on('mouseout', () => events.pointer(null))
    map.on('click', (event) => events.click(pointerOf(event)))
    map.on('dblclick', (event) => events.doubleClick(pointerOf(event)))
    map.on('contextmenu', () => events.secondary())
    reportDrags(this.canvas, this.#drawing, {
      press: (event) => events.press(this.#pointerAt(event)),
      drag: (event) => events.drag(this.#pointerAt(event)),
      release: (event) => events.release(this.#pointerAt(event)),
      lost: () => events.lost(),
    })
    map.on('error', ({ error, ...about }) =>
      events.fault(error.message, 'sourceId' in about ? String(about.sourceId) : null),
    )
    map.on('sourcedata', (event) => {
      if (event.tile?.state === 'loaded') events.arrived(event.sourceId)
    })
  }
}

function pointerOf(event: MapMouseEvent): Pointer {
  const { lngLat, point, originalEvent } = event
  return {
    position: [lngLat.lng, lngLat.lat],
    x: point.x,
    y: point.y,
    shift: originalEvent.shiftKey,
    alt: originalEvent.altKey,
  }
}

function opening({ view, container }: EngineStart): object {
  if ('camera' in view) {
    const { lng, lat, zoom, bearing, pitch } = view.camera
    return { center: [lng, lat], zoom, bearing, pitch }
  }
  const padding = paddingFor(container.clientWidth, container.clientHeight, view.insets)
  return { bounds: [...view.bounds], fitBoundsOptions: { padding } }
}

function paddingFor(width: number, height: number, insets: Insets): Insets {
  const open = openRectangle(width, height, insets)
  const side = Math.min(BREATHING, (open.right - open.left) / 6, (open.bottom - open.top) / 6)
  return {
    left: open.left + side,
    top: open.top + side,
    right: width - open.right + side,
    bottom: height - open.bottom + side,
  }
}
