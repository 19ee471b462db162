import type { DrainageSystem, Pipe, Well } from '#core/drainage/model.ts'
import type { CoordinateFrame } from './coordinate-frame.ts'
import { readFeatureCollection, type RawFeature } from './feature-collection.ts'
import { createGeometryReader } from './geometry-reader.ts'
import type { ImportFault } from './import-fault.ts'
import { readProperties, type PropertyReader } from './property-reader.ts'

export interface Imported<T> {
  readonly items: readonly T[]
  readonly faults: readonly ImportFault[]
}

export const LEVEL = { unit: 'm above datum', min: -500, max: 9000 }
const SIZE = { unit: 'mm', min: 50, max: 6000 }
const ROUGHNESS = { unit: "Manning's n", min: 0.005, max: 0.1 }
const LENGTH = { unit: 'm', min: 0, max: 100_000 }
export const MINUTES = { unit: 'min', min: 0.1, max: 300 }
export const HECTARES = { unit: 'ha', min: 0, max: 100_000 }

/** Wells as the contract has them: `id, ground, kind, system, load, t1, waterLevel?`. */
export function readWells(text: string, file: string, frame: CoordinateFrame): Imported<Well> {
  return readFeatures(text, file, frame, (feature, faults) => {
    const properties = readProperties(feature, file, faults)
    const position = createGeometryReader(feature, file, frame, faults).point()
    return {
      id: requireId(feature, properties),
      position: position ?? [NaN, NaN],
      ground: properties.number('ground', LEVEL),
      kind: properties.choice('kind', ['manhole', 'outfall']),
      system: systemOf(feature, properties),
      load: properties.optionalNumber('load', HECTARES) ?? 0,
      t1: properties.optionalNumber('t1', MINUTES) ?? undefined,
      waterLevel: properties.optionalNumber('waterLevel', LEVEL),
    }
  })
}

/**
 * Pipes as the contract has them: `id, from, to, system, dn, material, n?, invertStart, invertEnd, status, length?`.
 * A missing invert is no fault of the file: the engine leaves such a pipe out and reports it.
 */
export function readPipes(text: string, file: string, frame: CoordinateFrame): Imported<Pipe> {
  return readFeatures(text, file, frame, (feature, faults) => {
    const properties = readProperties(feature, file, faults)
    const line = createGeometryReader(feature, file, frame, faults).line()
    return {
      id: requireId(feature, properties),
      from: properties.text('from'),
      to: properties.text('to'),
      line: line ?? [],
      system: systemOf(feature, properties),
      dn: properties.number('dn', SIZE),
      material: properties.text('material'),
      n: properties.optionalNumber('n', ROUGHNESS),
      invertStart: properties.optionalNumber('invertStart', LEVEL),
      invertEnd: properties.optionalNumber('invertEnd', LEVEL),
      status: properties.choice('status', ['in_use', 'abandoned']),
      length: properties.optionalNumber('length', LENGTH),
    }
  })
}

/** Reads every feature with `read` and collects all faults, a missing id and a doubled one among them. */
export function readFeatures<T extends { readonly id: string }>(
  text: string,
  file: string,
  _frame: CoordinateFrame,
  read: (feature: RawFeature, faults: ImportFault[]) => T,
): Imported<T> {
  const collection = readFeatureCollection(text, file)
  const faults = [...collection.faults]
  const seen = new Set<string>()
  const items = collection.features.map((feature) => {
    const item = read(feature, faults)
    if (feature.hasId && seen.has(item.id)) {
      faults.push({ file, feature: item.id, what: 'the id is there twice', expected: 'ids of their own' })
    }
    seen.add(item.id)
    return item
  })
  return { items, faults }
}

export function requireId(feature: RawFeature, { fault }: PropertyReader): string {
  if (!feature.hasId) fault('id is missing', 'a text')
  return feature.id
}

/** `YS`, `WS`, `HS`; any other word, or null, is an unknown system. The property itself must be there. */
function systemOf({ properties }: RawFeature, { fault }: PropertyReader): DrainageSystem {
  const value = properties['system']
  if (value === undefined) fault('system is missing', 'YS, WS, HS or another word')
  return value === 'YS' || value === 'WS' || value === 'HS' ? value : 'unknown'
}
