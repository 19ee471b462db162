import type { Surfaces } from '#core/compound/compound.ts'
import type { CompoundSite } from '#core/drainage/model.ts'
import { areaOf } from '#core/geo/plane-geometry.ts'
import type { Plane } from '#core/geo/projection.ts'
import type { CoordinateFrame } from './coordinate-frame.ts'
import { isRecord, type RawFeature } from './feature-collection.ts'
import { createGeometryReader } from './geometry-reader.ts'
import type { ImportFault } from './import-fault.ts'
import { HECTARES, LEVEL, MINUTES, readFeatures, requireId, type Imported } from './network-geojson.ts'
import { readProperties, type PropertyReader } from './property-reader.ts'

const SURFACES = ['roof', 'asphalt', 'stone', 'gravel', 'dryStone', 'earth', 'green'] as const

/** No compound is larger than this, ha: square metres given as hectares are. */
const LARGEST_COMPOUND = 500

/** Compounds as the connection engine reads them (contract: Polygon or Point with `id, ground, …`). */
export function readCompoundSites(
  text: string,
  file: string,
  frame: CoordinateFrame,
): Imported<CompoundSite> {
  return readFeatures(text, file, frame, (feature, faults) => readSite(feature, file, frame, faults))
}

function readSite(
  feature: RawFeature,
  file: string,
  frame: CoordinateFrame,
  faults: ImportFault[],
): CompoundSite {
  const properties = readProperties(feature, file, faults)
  const geometry = createGeometryReader(feature, file, frame, faults)
  const isPoint = feature.geometryType === 'Point'
  const outline = isPoint ? null : geometry.rings()
  const position = isPoint ? geometry.point() : middleOf(outline?.[0] ?? [])
  const outlet = feature.properties['outlet']
  const psiF = properties.optionalNumber('psiF', { ...HECTARES, max: LARGEST_COMPOUND })
  const surfaces = readSurfaces(feature, 'surfaces', properties)
  if (isPoint && psiF === null && surfaces === null) {
    properties.fault('surfaces and psiF are missing', 'one of them, since a Point has no area (ha)')
  }
  if (outline && areaOf(outline) <= 0) properties.fault('the outline has no area', 'a Polygon')
  const drainsTo = feature.properties['drainsTo']
  return {
    id: requireId(feature, properties),
    outline,
    position: position ?? [NaN, NaN],
    ground: properties.number('ground', LEVEL),
    outlet: outlet === undefined || outlet === null ? null : geometry.position(outlet, 'outlet'),
    crownStart: properties.optionalNumber('crownStart', LEVEL),
    surfaces,
    psiF,
    t1: properties.optionalNumber('t1', MINUTES),
    surfacesBefore: readSurfaces(feature, 'surfacesBefore', properties),
    t1Before: properties.optionalNumber('t1Before', MINUTES),
    drainsTo: drainsTo === undefined || drainsTo === null ? null : properties.text('drainsTo'),
  }
}

function readSurfaces(feature: RawFeature, name: string, { fault }: PropertyReader): Surfaces | null {
  const value = feature.properties[name]
  if (value === undefined || value === null) return null
  const expected = `areas in ha of ${SURFACES.join(', ')}`
  if (!isRecord(value)) {
    fault(`${name} is no object`, expected)
    return null
  }
  for (const [kind, area] of Object.entries(value)) {
    if (!SURFACES.some((known) => known === kind)) fault(`${name}.${kind} is no surface`, expected)
    else if (area !== null && (typeof area !== 'number' || !Number.isFinite(area) || area < 0)) {
      fault(`${name}.${kind} is ${String(area)}`, 'a number of 0 or more (ha)')
    }
  }
  const areas = SURFACES.flatMap((kind) => {
    const area = value[kind]
    return typeof area === 'number' ? [[kind, area] as const] : []
  })
  const total = areas.reduce((sum, [, area]) => sum + area, 0)
  if (total > LARGEST_COMPOUND) {
    fault(`${name} add up to ${total}`, `at most ${LARGEST_COMPOUND} ha (are these m²?)`)
  }
  return Object.fromEntries(areas)
}

function middleOf(ring: readonly Plane[]): Plane {
  const open = ring.slice(0, -1)
  const sum = open.reduce(([x, y], vertex) => [x + vertex[0], y + vertex[1]], [0, 0])
  return [(sum[0] ?? 0) / open.length, (sum[1] ?? 0) / open.length]
}
