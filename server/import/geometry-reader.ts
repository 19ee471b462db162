import type { Plane } from '#core/geo/projection.ts'
import type { CoordinateFrame } from './coordinate-frame.ts'
import type { RawFeature } from './feature-collection.ts'
import type { ImportFault } from './import-fault.ts'

/** Reads the geometry of one feature into plane metres; at most one fault for each feature. */
export function createGeometryReader(
  feature: RawFeature,
  file: string,
  frame: CoordinateFrame,
  faults: ImportFault[],
): {
  point(): Plane | null
  line(): readonly Plane[] | null
  rings(): readonly (readonly Plane[])[] | null
  position(value: unknown, name: string): Plane | null
} {
  const before = faults.length
  const fault = (what: string, expected: string): null => {
    if (faults.length === before) faults.push({ file, feature: feature.id, what, expected })
    return null
  }
  const position = (value: unknown, name: string): Plane | null => {
    const [x, y]: unknown[] = Array.isArray(value) ? value : []
    if (typeof x !== 'number' || typeof y !== 'number' || !Number.isFinite(x) || !Number.isFinite(y)) {
      return fault(`${name} is ${JSON.stringify(value) ?? 'missing'}`.slice(0, 80), 'two finite numbers')
    }
    const found = frame.fault(x, y)
    return found ? fault(`${name} ${found.what}`, found.expected) : frame.toPlane(x, y)
  }
  const positions = (value: unknown, least: number, expected: string): readonly Plane[] | null => {
    if (!Array.isArray(value) || value.length < least) return fault('too few coordinates', expected)
    const read = value.map((vertex) => position(vertex, 'coordinate'))
    const known = read.filter((vertex) => vertex !== null)
    return known.length === read.length ? known : null
  }
  return {
    position,
    point: () =>
      feature.geometryType === 'Point'
        ? position(feature.coordinates, 'coordinate')
        : fault(`geometry is ${feature.geometryType ?? 'missing'}`, 'a Point'),
    line: () =>
      feature.geometryType === 'LineString'
        ? positions(feature.coordinates, 2, 'a LineString of two vertices or more')
        : fault(`geometry is ${feature.geometryType ?? 'missing'}`, 'a LineString'),
    rings: () => {
      if (feature.geometryType !== 'Polygon' || !Array.isArray(feature.coordinates)) {
        return fault(`geometry is ${feature.geometryType ?? 'missing'}`, 'a Polygon')
      }
      const rings = feature.coordinates.map((ring) => positions(ring, 4, 'closed rings'))
      const known = rings.filter((ring) => ring !== null)
      if (known.length === 0) return fault('no ring', 'a Polygon with an outer ring')
      return known.length === rings.length ? known : null
    },
  }
}
