import { computed, watch } from 'vue'
import type { WatchHandle } from 'vue'
import type { Point } from 'geojson'
import type { CompoundFeature } from '#core/api/compounds.ts'
import { api } from '../api/client.ts'
import { mapDrawn } from '../commands/first-map.ts'
import { i18n } from '../locales/i18n.ts'
import { useCompounds } from '../stores/compounds.ts'
import { useConnections } from '../stores/connections.ts'
import { useDrawing } from '../stores/drawing.ts'
import { useFilters } from '../stores/filters.ts'
import { useMarking } from '../stores/marking.ts'
import { useMeasure } from '../stores/measure.ts'
import { usePicked } from '../stores/picked.ts'
import { usePlanMarks } from '../stores/plan-marks.ts'
import { usePresence } from '../stores/presence.ts'
import { useSelection } from '../stores/selection.ts'
import { useStaging } from '../stores/staging.ts'
import { useView } from '../stores/view.ts'
import { anchors, footprints, haloes, subdistrictNames } from './data/compound-features.ts'
import { drawnConnections, drawnDownstream, findConnection, idsOf } from './data/connection-features.ts'
import { markingFigure } from './data/marking-figure.ts'
import { outlineFigure } from './data/outline-figure.ts'
import { presencePoints } from './data/presence-features.ts'
import { markedCompounds } from './data/plan-mark-features.ts'
import type { MapEngine } from './engine.ts'
import { images } from './images/images.ts'
import { fontsFor } from './label-fonts.ts'
import type { MapLook } from './look.ts'
import { measureFigure } from './measure/figure.ts'
import { palettes } from './style/palette.ts'
import type { SourceId } from './style/sources.ts'

const COMPOUND_SOURCES: readonly SourceId[] = ['compounds', 'compound-points']
const CONNECTION_SOURCES: readonly SourceId[] = ['connections', 'candidates']
/** Compounds that a map redraws within a frame or two. */
const FOLLOWS_EVERY_MOVE = 500
const REST_MS = 150
const pointAt = (position: readonly number[]): Point => ({ type: 'Point', coordinates: [...position] })

/**
 * The stores drive the map, never the other way round: each watcher below turns one piece of a store into one
 * source, one state or one look. Nothing else changes what the map shows.
 * @returns ends it
 */
export function syncMap(engine: MapEngine, look: MapLook): () => void {
  const handles = [
    ...syncCompounds(engine),
    ...syncConnections(engine),
    syncPlanMarks(engine),
    syncPresence(engine),
    ...syncPointers(engine, look),
    syncFilter(engine),
    syncLook(engine, look),
    syncMarker(engine),
    syncMeasure(engine),
    ...syncPicking(engine),
    syncMarking(engine),
  ]
  void completeMap(engine, look)
  return () => handles.forEach((stop) => stop())
}

function syncCompounds(engine: MapEngine): WatchHandle[] {
  const compounds = useCompounds()
  const selection = useSelection()
  const staging = useStaging()
  const focused = (): string | null => (staging.scene ?? selection).compoundId
  return [
    watch(
      () => compounds.register,
      (register) => engine.setData('subdistricts', subdistrictNames(register)),
      { immediate: true },
    ),
    watch(
      () => compounds.features,
      restful((features: readonly CompoundFeature[]) => {
        engine.setData('compounds', footprints(features))
        engine.setData('compound-points', anchors(features))
      }),
      { immediate: true },
    ),
    watch(
      () => compounds.byId.get(focused() ?? ''),
      (compound) => engine.setData('compound-focus', haloes(compound === undefined ? [] : [compound])),
      { immediate: true },
    ),
  ]
}

/** A big register is cut into tiles anew only once the hand rests; a small one follows every move. */
function restful(
  draw: (features: readonly CompoundFeature[]) => void,
): (features: readonly CompoundFeature[]) => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let drawn = 0
  return (features) => {
    clearTimeout(timer)
    const moves = features.length > FOLLOWS_EVERY_MOVE && features.length === drawn
    drawn = features.length
    if (moves) timer = setTimeout(draw, REST_MS, features)
    else draw(features)
  }
}

function syncConnections(engine: MapEngine): WatchHandle[] {
  const connections = useConnections()
  const selection = useSelection()
  const staging = useStaging()
  const open = computed(() =>
    findConnection((staging.scene ?? selection).connectionId, connections.collection, connections.candidates),
  )
  return [
    watch(
      () => connections.collection,
      (collection) => engine.setData('connections', drawnConnections(collection)),
      { immediate: true },
    ),
    watch(
      () => [connections.candidates, connections.collection] as const,
      ([candidates, best]) => engine.setData('candidates', drawnConnections(candidates, idsOf(best))),
      { immediate: true },
    ),
    watch(
      open,
      (found) =>
        engine.setData(
          'connection-focus',
          found === null ? null : { type: 'Feature', geometry: pointAt(found.position), properties: {} },
        ),
      { immediate: true },
    ),
    watch(
      () => [connections.downstream, open.value] as const,
      ([downstream, found]) => engine.setData('downstream', drawnDownstream(downstream, found?.properties)),
      { immediate: true },
    ),
  ]
}

/** Who comes and goes in a what-if, or which of two plans has whom. */
function syncPlanMarks(engine: MapEngine): WatchHandle {
  const compounds = useCompounds()
  const planMarks = usePlanMarks()
  const view = useView()
  return watch(
    () => [planMarks.marks, compounds.byId, view.locale] as const,
    ([marks, byId]) =>
      engine.setData(
        'plan-marks',
        markedCompounds(byId, marks, (mark, id) =>
          i18n.global.t(`whatIf.map.${mark}`, { n: planMarks.placesMoved(id) }),
        ),
      ),
  )
}

/** Where colleagues are at work. */
function syncPresence(engine: MapEngine): WatchHandle {
  const compounds = useCompounds()
  const connections = useConnections()
  const presence = usePresence()
  return watch(
    () => [presence.others, compounds.byId, connections.collection, connections.candidates] as const,
    ([others, byId, best, candidates]) =>
      engine.setData('presence', presencePoints(others, byId, [best, candidates])),
  )
}

/** The pointer over a row of a list lights the map up, and the other way round. */
function syncPointers(engine: MapEngine, look: MapLook): WatchHandle[] {
  const selection = useSelection()
  const follow =
    (sources: readonly SourceId[]) => (now: string | null, before: string | null | undefined) => {
      for (const source of sources) {
        if (before !== null && before !== undefined) engine.setStates(source, [[before, { hovered: false }]])
        if (now !== null) engine.setStates(source, [[now, { hovered: true }]])
      }
    }
  return [
    watch(() => selection.hoveredCompoundId, follow(COMPOUND_SOURCES)),
    watch(() => selection.hoveredConnectionId, follow(CONNECTION_SOURCES)),
    watch(() => branchOf(selection.hoveredConnectionId), follow(CONNECTION_SOURCES)),
    watch(
      // Before that there is no source that could hold it.
      () => (look.complete.value ? branchOf(selection.connectionId) : null),
      (now, before) => {
        if (before !== null && before !== undefined)
          engine.setStates('candidates', [[before, { chosen: false }]])
        if (now !== null) engine.setStates('candidates', [[now, { chosen: true }]])
      },
      { flush: 'post' },
    ),
  ]
}

/** The way of a tie-in is a feature of its own, named after it. */
function branchOf(connectionId: string | null): string | null {
  return connectionId === null ? null : `${connectionId}-branch`
}

/** Dims what the filter leaves out; only compounds whose state turns are touched. */
function syncFilter(engine: MapEngine): WatchHandle {
  const compounds = useCompounds()
  const filters = useFilters()
  const staging = useStaging()
  let dimmed: ReadonlySet<string> = new Set()
  return watch(
    () =>
      [staging.scene === null ? filters.matchingIds : staging.scene.spotlight, compounds.features] as const,
    ([matching, features]) => {
      const wanted = new Set<string>()
      if (matching !== null) for (const { id } of features) if (!matching.has(id)) wanted.add(id)
      const turned: [string, { dimmed: boolean }][] = []
      for (const id of wanted) if (!dimmed.has(id)) turned.push([id, { dimmed: true }])
      for (const id of dimmed) if (!wanted.has(id)) turned.push([id, { dimmed: false }])
      dimmed = wanted
      if (turned.length === 0) return
      for (const source of COMPOUND_SOURCES) engine.setStates(source, turned)
    },
    { immediate: true },
  )
}

function syncLook(engine: MapEngine, look: MapLook): WatchHandle {
  return watch(
    () => [look.layers.value, look.theme.value] as const,
    ([layers, theme], [, before]) => {
      if (theme !== before) engine.setImages(images(palettes[theme]))
      engine.setLayers(layers)
    },
  )
}

function syncMarker(engine: MapEngine): WatchHandle {
  const view = useView()
  return watch(
    () => view.marker,
    (marker) =>
      engine.setData(
        'marker',
        marker === null
          ? null
          : { type: 'Feature', geometry: pointAt(marker.position), properties: { label: marker.label } },
      ),
    { immediate: true },
  )
}

function syncMeasure(engine: MapEngine): WatchHandle {
  const view = useView()
  const measure = useMeasure()
  return watch(
    () => measureFigure(view.measuring, measure.vertices, measure.cursor),
    (figure) => engine.setData('measure', figure),
  )
}

/** The point being marked by hand, and what the engine says of it. */
function syncMarking(engine: MapEngine): WatchHandle {
  const marking = useMarking()
  return watch(
    () => markingFigure(marking.draft, marking.judged, marking.hovered, marking.vertexSnap?.position ?? null),
    (figure) => engine.setData('marking', figure),
  )
}

/** The picked set, and the outline that is to change it. */
function syncPicking(engine: MapEngine): WatchHandle[] {
  const picked = usePicked()
  const staging = useStaging()
  const drawing = useDrawing()
  return [
    watch(
      () => (staging.scene === null ? picked.features : []),
      (features) => engine.setData('picked', haloes(features)),
      { immediate: true },
    ),
    watch(
      () => outlineFigure(drawing.tool, drawing.vertices, drawing.cursor, drawing.how),
      (figure) => engine.setData('drawing', figure),
    ),
  ]
}

/** The rest waits this long for the letters, so that all of it is laid out and drawn once; then it comes without. */
const LETTERS_PATIENCE_MS = 1000

/** Everything but ground and compounds joins the first map, with its letters if their font comes soon enough. */
async function completeMap(engine: MapEngine, look: MapLook): Promise<void> {
  await mapDrawn()
  const letters = lettersCome().then(() => (look.lettered.value = true))
  await Promise.race([letters, new Promise((resolve) => setTimeout(resolve, LETTERS_PATIENCE_MS))])
  engine.gather('idle')
  look.complete.value = true
}

async function lettersCome(): Promise<void> {
  const compounds = useCompounds()
  // Before its style sheet is there no font is known that could be waited for.
  const [{ names }] = await Promise.all([
    api.groundNames().catch(() => ({ names: [] })),
    import('../styles/fonts.ts'),
  ])
  const letters = (): string[] => [
    ...names,
    ...compounds.features.flatMap(({ properties }) => [properties.name, properties.subdistrict]),
  ]
  await fontsFor(letters())
  watch(
    () => compounds.features,
    () => void fontsFor(letters()),
  )
}
