import type { LayerSpecification } from 'maplibre-gl'
import type { Colouring, LayerGroup, Theme } from '../../stores/view.ts'
import { baseLayers } from './base.ts'
import { buildingLabels, buildingLayers } from './buildings.ts'
import {
  dashedOutlineLayers,
  focusLayers,
  footprintLayers,
  hatchLayers,
  outlineLayers,
  pointLayers,
} from './compounds.ts'
import { connectionLayers } from './connections.ts'
import { downstreamLayers, pipeLayers, wellLayers } from './drainage.ts'
import { compoundLabels, groundNames, subdistrictNames } from './labels.ts'
import { drawingLayers, pickedLayers } from './picking.ts'
import { markingLayers } from './marking.ts'
import { markerLayer, measureLayers } from './measure.ts'
import { palettes } from './palette.ts'
import { planMarkLayers } from './plan-marks.ts'
import { reviewMarkLayers } from './review-marks.ts'
import { presenceLayers } from './presence.ts'
import type { ScoreBreaks } from './score-classes.ts'

/** All that decides how the map looks; data is not among it. */
export interface Look {
  readonly theme: Theme
  readonly colouring: Colouring
  readonly breaks: ScoreBreaks
  readonly hidden: readonly LayerGroup[]
  /** Another base map lies below: our own land, water and streets step aside. */
  readonly foreignBase: boolean
  /** Letters can be drawn: their font is there. */
  readonly lettered: boolean
  /** The desk of the centre: tie-ins are seen from afar, and the compounds' discs step back. */
  readonly tieInsFirst: boolean
  /** The first map, ground and compounds, has been drawn: everything else joins it. */
  readonly complete: boolean
}

interface Section {
  readonly layers: readonly LayerSpecification[]
  readonly group?: LayerGroup | 'ground'
  /** Belongs to the first map. */
  readonly first?: true
  /** Names of the own ground: another base map writes its own. */
  readonly ownNames?: true
}

/** Every layer of the map, from the ground up. */
export function layers(look: Look): LayerSpecification[] {
  return sections(look).flatMap(({ layers: some, group, first, ownNames }) => {
    if (!look.complete && first !== true) return []
    const shown =
      group === undefined || (group === 'ground' ? !look.foreignBase : !look.hidden.includes(group))
    if (ownNames === true && look.foreignBase) return some.map(hide)
    if (!shown && group === 'labels') return some.map(silence)
    if (!shown) return some.map(hide)
    return look.lettered ? some : some.map(silence)
  })
}

/** What a card tells when the pointer rests on it, beside what can be clicked. */
export const HOVER_LAYERS = ['outfall', 'well', 'pipe', 'pipe-doubtful', 'pipe-abandoned'] as const

/** What a click or the pointer may hit, topmost first. */
export const HIT_LAYERS = [
  'connections-point',
  'candidates-point',
  'compound-point',
  'compound-mark',
  'compound-fill',
] as const

/** Another base map is laid directly below this layer. */
export const FIRST_DATA_LAYER = 'neighbour-outline'

function sections(look: Look): Section[] {
  const palette = palettes[look.theme]
  const compounds = { palette, colouring: look.colouring, breaks: look.breaks }
  const base = baseLayers(palette, look.complete)
  const boundary = base.findIndex((layer) => layer.id === FIRST_DATA_LAYER)
  return [
    { layers: base.slice(0, boundary), group: 'ground', first: true },
    { layers: base.slice(boundary), first: true },
    { layers: footprintLayers(compounds), first: true },
    { layers: hatchLayers(compounds) },
    { layers: buildingLayers(palette), group: 'buildings' },
    { layers: outlineLayers(compounds), first: true },
    { layers: dashedOutlineLayers(compounds) },
    { layers: pipeLayers(palette), group: 'pipes' },
    { layers: downstreamLayers(palette) },
    { layers: wellLayers(palette), group: 'pipes' },
    { layers: pickedLayers(palette) },
    { layers: focusLayers(compounds) },
    { layers: groundNames(palette), group: 'labels', ownNames: true },
    { layers: subdistrictNames(palette), group: 'labels' },
    { layers: buildingLabels(palette), group: 'buildings' },
    { layers: compoundLabels(compounds), group: 'labels' },
    { layers: pointLayers(compounds, look), first: true },
    { layers: reviewMarkLayers(look.colouring) },
    { layers: planMarkLayers(palette) },
    { layers: presenceLayers(palette) },
    { layers: connectionLayers(palette, look.tieInsFirst), group: 'connections' },
    { layers: measureLayers(palette) },
    { layers: drawingLayers(palette) },
    { layers: markingLayers(palette) },
    { layers: [markerLayer(palette)] },
  ]
}

/** Without its letters; a sign that is more than letters stays. */
function silence(layer: LayerSpecification): LayerSpecification {
  if (layer.type !== 'symbol' || layer.layout?.['text-field'] === undefined) return layer
  if (layer.layout['icon-image'] === undefined) return hide(layer)
  return { ...layer, layout: { ...layer.layout, 'text-field': '' } }
}

function hide(layer: LayerSpecification): LayerSpecification {
  return { ...layer, layout: { ...layer.layout, visibility: 'none' } } as LayerSpecification
}
