import { bbox } from '@turf/turf'
import type { Geometry } from 'geojson'
import { watch } from 'vue'
import { useCompounds } from '../stores/compounds.ts'
import { useConnections } from '../stores/connections.ts'
import { useSelection } from '../stores/selection.ts'
import { useSettings } from '../stores/settings.ts'
import { useView } from '../stores/view.ts'
import type { Insets } from '../stores/view.ts'
import { roomAround } from './camera.ts'
import type { Box } from './camera.ts'
import { findConnection } from './data/connection-features.ts'
import type { MapEngine } from './engine.ts'

/** Closer than this a compound fills the screen; further out its buildings cannot be told apart. */
const COMPOUND_ZOOM = 16.4
const NEAR_ENOUGH = 14.4
const POINT_ZOOM = 16.5

/**
 * Moves the camera when the desk asks for it, and shows what has been chosen: from a list by flying there,
 * from the map itself only as far as panels cover it.
 * @param pickedHere tells whether the last choice was a click on the map
 */
export function followDesk(engine: MapEngine, pickedHere: () => boolean): () => void {
  const view = useView()
  const settings = useSettings()
  const selection = useSelection()
  const compounds = useCompounds()
  const connections = useConnections()

  const room = (): Insets => roomAround(view.insets, view.footHeight)

  function home(instantly: boolean): void {
    const bounds = settings.settings?.bounds
    if (bounds !== undefined) engine.flyToBox(asBox(bounds), room(), { maxZoom: 15, instantly })
  }

  const stops = [
    watch(
      () => view.flyTo,
      (request) => {
        if (request === null) return
        if (request.kind === 'home') home(false)
        else if (request.kind === 'camera') engine.flyToCamera(request.camera)
        else if (request.kind === 'bounds') engine.flyToBox(request.bounds, room(), request.flight)
        else engine.flyToPoint(request.position, request.zoom ?? POINT_ZOOM, room())
        view.flyTo = null
      },
      { immediate: true, flush: 'post' },
    ),
    watch(
      () => selection.compoundId,
      (id) => {
        const picked = pickedHere()
        const compound = id === null ? undefined : compounds.byId.get(id)
        const box = compound === undefined ? null : asBox(bbox(compound.geometry as Geometry))
        if (box === null || view.flyTo !== null) return
        const near = picked || engine.camera.zoom >= NEAR_ENOUGH
        // The panel that opens for it takes its room first.
        requestAnimationFrame(() => {
          if (near && engine.shows(box, room())) return
          engine.flyToBox(box, room(), { maxZoom: picked ? engine.camera.zoom : COMPOUND_ZOOM })
        })
      },
      { flush: 'post' },
    ),
    watch(
      () => selection.connectionId,
      (id) => {
        const found = findConnection(id, connections.collection, connections.candidates)
        if (found === null) return
        const [lng, lat] = found.position
        requestAnimationFrame(() => {
          const zoom = engine.camera.zoom
          if (zoom >= NEAR_ENOUGH && engine.shows([lng, lat, lng, lat], room())) return
          engine.flyToPoint([lng, lat], Math.max(zoom, POINT_ZOOM), room())
        })
      },
      { flush: 'post' },
    ),
  ]
  if (view.camera === null && settings.settings === null) {
    stops.push(
      watch(
        () => settings.settings,
        () => {
          if (view.camera === null) home(true)
        },
        { once: true },
      ),
    )
  }
  return () => stops.forEach((stop) => stop())
}

export function asBox([west = 0, south = 0, east = 0, north = 0]: readonly number[]): Box {
  return [west, south, east, north]
}
