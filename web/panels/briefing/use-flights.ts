import { onBeforeUnmount, watch } from 'vue'
import type { Downstream } from '#core/api/connections.ts'
import type { CompoundFeature } from '#core/api/compounds.ts'
import type { Briefing } from '#core/api/briefing.ts'
import { useBriefing, type Chapter } from '../../stores/briefing.ts'
import { useCompounds } from '../../stores/compounds.ts'
import { useConnections } from '../../stores/connections.ts'
import { useSettings } from '../../stores/settings.ts'
import { useView } from '../../stores/view.ts'

type Box = readonly [number, number, number, number]
type Flight = { readonly pitch: number; readonly bearing: number; readonly maxZoom: number }

/** How each chapter looks at its place. */
const FLIGHTS: Readonly<Record<Chapter, Flight>> = {
  totals: { pitch: 30, bearing: 0, maxZoom: 13.6 },
  spread: { pitch: 0, bearing: 0, maxZoom: 14 },
  standing: { pitch: 0, bearing: 0, maxZoom: 14 },
  plan: { pitch: 42, bearing: -14, maxZoom: 14.5 },
  tieIns: { pitch: 28, bearing: 0, maxZoom: 17 },
}

/** After a window has changed its size the map needs a moment to take it up. */
const RESIZE_MS = 160

/**
 * Flies to what each chapter tells of, again when the window changes, and back to where the desk was looking when
 * the presentation ends.
 */
export function useFlights(): void {
  const view = useView()
  const briefing = useBriefing()
  const compounds = useCompounds()
  const connections = useConnections()
  const settings = useSettings()
  const before = view.camera
  let timer: ReturnType<typeof setTimeout> | undefined

  function fly(): void {
    const { facts, chapter } = briefing
    if (facts === null) return
    const bounds = boxOf(targetOf(chapter, facts, compounds.features, connections.downstream))
    if (bounds !== null) view.flyTo = { kind: 'bounds', bounds, flight: FLIGHTS[chapter] }
  }

  watch(
    [
      () => briefing.chapter,
      () => briefing.facts,
      () => compounds.features,
      () => settings.settings,
      () => connections.downstream,
    ],
    fly,
    { immediate: true, flush: 'post' },
  )
  watch(
    () => (briefing.chapter === 'tieIns' ? (briefing.facts?.tieIns?.example?.connectionId ?? null) : null),
    // Without the way to the outfall the chapter shows the tie-in alone.
    (id) => void connections.trace(id).catch(() => undefined),
    { immediate: true },
  )
  watch(
    () => view.insets,
    () => {
      clearTimeout(timer)
      timer = setTimeout(fly, RESIZE_MS)
    },
  )
  onBeforeUnmount(() => {
    clearTimeout(timer)
    void connections.trace(null)
    view.flyTo = before === null ? { kind: 'home' } : { kind: 'camera', camera: before }
  })
}

/** Positions that a chapter wants in view. */
function* targetOf(
  chapter: Chapter,
  { places, tieIns }: Briefing,
  features: readonly CompoundFeature[],
  downstream: Downstream | null,
): Generator<readonly number[]> {
  const example = tieIns?.example ?? null
  const selected = new Set(places.filter((one) => one.selected).map((one) => one.compoundId))
  for (const { id, geometry, properties } of features) {
    if (chapter === 'tieIns' && example !== null) {
      if (id !== example.compoundId) continue
      yield* geometry.type === 'Polygon' ? geometry.coordinates.flat() : geometry.coordinates.flat(2)
    } else if (chapter === 'standing' || selected.has(id)) yield properties.anchor
  }
  if (chapter !== 'tieIns' || example === null) return
  for (const { geometry } of downstream?.features ?? [])
    yield* geometry.type === 'Point' ? [geometry.coordinates] : geometry.coordinates
}

function boxOf(positions: Iterable<readonly number[]>): Box | null {
  let box: Box | null = null
  for (const [lng = Number.NaN, lat = Number.NaN] of positions) {
    const [west, south, east, north]: Box = box ?? [lng, lat, lng, lat]
    box = [Math.min(west, lng), Math.min(south, lat), Math.max(east, lng), Math.max(north, lat)]
  }
  return box
}
