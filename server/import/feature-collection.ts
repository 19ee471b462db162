import type { ImportFault } from './import-fault.ts'

/** A feature as it stands in the file, nothing of it trusted yet. */
export interface RawFeature {
  /** `properties.id`, else the feature's own id, else its number in the file. */
  readonly id: string
  readonly hasId: boolean
  readonly geometryType: string | null
  readonly coordinates: unknown
  readonly properties: Readonly<Record<string, unknown>>
}

export interface RawCollection {
  readonly features: readonly RawFeature[]
  readonly faults: readonly ImportFault[]
}

/**
 * Reads the text of a GeoJSON FeatureCollection. `NaN` and `Infinity`, which some programs write though JSON has no
 * such words, are kept as text so that the fault names the feature they stand in.
 *
 * @param mayBeEmpty false for files that an answer needs features of
 */
export function readFeatureCollection(text: string, file: string, mayBeEmpty = false): RawCollection {
  const fault = (what: string, expected: string): RawCollection => ({
    features: [],
    faults: [{ file, feature: null, what, expected }],
  })
  if (text.trim() === '') return fault('the file is empty', 'a GeoJSON FeatureCollection')
  const document = parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text)
  if (document === undefined) return fault('no JSON', 'a GeoJSON FeatureCollection')
  if (
    !isRecord(document) ||
    document['type'] !== 'FeatureCollection' ||
    !Array.isArray(document['features'])
  ) {
    return fault('no FeatureCollection', 'a GeoJSON FeatureCollection with features')
  }
  const features: unknown[] = document['features']
  if (features.length === 0 && !mayBeEmpty) return fault('no features', 'at least one feature')
  const faults: ImportFault[] = []
  const read = features.flatMap((feature, index) => {
    if (isRecord(feature)) return [readFeature(feature, index)]
    faults.push({ file, feature: `#${index + 1}`, what: 'no object', expected: 'a Feature' })
    return []
  })
  return { features: read, faults }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function readFeature(feature: Record<string, unknown>, index: number): RawFeature {
  const properties = isRecord(feature['properties']) ? feature['properties'] : {}
  const geometry = isRecord(feature['geometry']) ? feature['geometry'] : {}
  const id = [properties['id'], feature['id']].find(isId)
  return {
    id: id === undefined ? `#${index + 1}` : String(id),
    hasId: id !== undefined,
    geometryType: typeof geometry['type'] === 'string' ? geometry['type'] : null,
    coordinates: geometry['coordinates'],
    properties,
  }
}

function isId(value: unknown): value is string | number {
  return (typeof value === 'string' && value !== '') || (typeof value === 'number' && Number.isFinite(value))
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    try {
      return JSON.parse(text.replace(/([[:,]\s*)(-?(?:NaN|Infinity))(?=\s*[,\]}])/g, '$1"$2"'))
    } catch {
      return undefined
    }
  }
}
