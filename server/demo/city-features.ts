import type { City } from './city.ts'
import { boxRing, type CityFrame, type GridPoint } from './city-frame.ts'
import { fixed, lineOf, pointOf, polygonOf, roundDeep, type TextFeature } from './geojson-text.ts'
import type { Outline } from './land.ts'
import type { Plane } from '#core/geo/projection.ts'
import { distanceBetween } from '#core/geo/plane-geometry.ts'
import { seaRing } from './sea.ts'
import type { Street } from './streets.ts'

/** compounds.geojson: the whole record but its buildings; the drainage facts stand at the top (CONTRACT). */
export function* compoundFeatures(city: City): Generator<TextFeature> {
  for (const { footprint, buildings: _, drainage, gates, ...facts } of city.compounds) {
    const { outlet, ...levels } = drainage
    yield {
      type: 'Feature',
      id: facts.id,
      geometry: footprint,
      properties: { ...facts, gates: roundDeep(gates), outlet: roundDeep(outlet), ...levels },
    }
  }
}

export function* buildingFeatures(city: City): Generator<TextFeature> {
  for (const { buildings } of city.compounds) {
    for (const { footprint, ...facts } of buildings) {
      if (footprint === null) continue
      yield { type: 'Feature', id: facts.id, geometry: footprint, properties: { ...facts, source: 'demo' } }
    }
  }
}

export function* wellFeatures({ frame, mains, numbers }: City): Generator<TextFeature> {
  for (const well of mains.wells) {
    const id = numbers.wellId(well)
    yield {
      type: 'Feature',
      id,
      geometry: pointOf(frame.place(well.point)),
      properties: {
        id,
        kind: well.kind,
        system: well.system,
        ground: fixed(well.ground, 3),
        ...(well.system === 'WS' ? {} : { load: fixed(well.load, 4) }),
        ...(well.waterLevel === null ? {} : { waterLevel: fixed(well.waterLevel, 2) }),
        street: well.street,
        source: 'demo',
      },
    }
  }
}

export function* pipeFeatures({ frame, mains, numbers }: City): Generator<TextFeature> {
  for (const pipe of mains.pipes) {
    const id = numbers.pipeId(pipe)
    yield {
      type: 'Feature',
      id,
      geometry: lineOf([frame.place(pipe.from.point), frame.place(pipe.to.point)]),
      properties: {
        id,
        from: numbers.wellId(pipe.from),
        to: numbers.wellId(pipe.to),
        system: pipe.system,
        dn: pipe.dn,
        material: pipe.material,
        invertStart: pipe.invertStart,
        invertEnd: pipe.invertEnd,
        status: pipe.status,
        street: pipe.street,
        source: 'demo',
      },
    }
  }
}

/** basemap.geojson, from the ground up: outlines (real), sea, rivers, blocks, parks, streets, buildings. */
export function* baseMapFeatures(
  city: City,
  outlines: readonly Outline[],
  district: string,
): Generator<TextFeature> {
  const { frame } = city
  const own = outlines.find(({ name }) => name === district)
  if (own === undefined) throw new Error(`no outline of ${district}`)
  for (const outline of outlines) {
    yield feature(outline === own ? 'district' : 'neighbour', outlineGeometry(outline), {
      name: outline.name,
      source: 'real',
    })
  }
  const beside = (name: string) => outlines.find((outline) => outline.name === name)
  yield feature('sea', polygonOf([seaRing(own, beside('北戴河区'), beside('山海关区'))]), { name: '渤海' })
  for (const river of city.rivers) yield feature('river', polygonOf([river.ring]), { name: river.name })
  for (const block of city.blocks) {
    const ring = boxRing(frame, block.inner)
    if (block.use === 'park') yield feature('park', polygonOf([ring]), { name: null, kind: 'park' })
    else yield feature('block', polygonOf([ring]), { kind: block.use })
  }
  for (const street of city.streets) {
    yield feature('road', lineOf(streetLine(frame, street)), { name: street.name, rank: street.rank })
  }
  for (const ring of city.background) yield feature('building', polygonOf([ring]), {})
}

function feature(
  kind: string,
  geometry: TextFeature['geometry'],
  properties: Readonly<Record<string, unknown>>,
): TextFeature {
  return {
    type: 'Feature',
    geometry,
    properties: { class: kind, ...properties, source: properties.source ?? 'demo' },
  }
}

/** As published, without the vertices that repeat. */
function outlineGeometry(outline: Outline): TextFeature['geometry'] {
  return {
    type: 'MultiPolygon',
    coordinates: outline.rings.map((ring) => [
      ring.filter((vertex, index) => {
        const before = ring[index - 1]
        return before === undefined || before[0] !== vertex[0] || before[1] !== vertex[1]
      }),
    ]),
  }
}

/** Vertices often enough for the bends to show. */
function streetLine(frame: CityFrame, street: Street): Plane[] {
  return street.crossings.flatMap((crossing, index): Plane[] => {
    const next = street.crossings[index + 1]
    if (next === undefined) return [crossing.position]
    const steps = Math.ceil(distanceBetween(crossing.position, next.position) / 130)
    return Array.from({ length: steps }, (_, step): Plane => {
      const share = step / steps
      const point: GridPoint = [
        crossing.point[0] + (next.point[0] - crossing.point[0]) * share,
        crossing.point[1] + (next.point[1] - crossing.point[1]) * share,
      ]
      return frame.place(point)
    })
  })
}

/** Outer rings only, in the outline's own degrees. */
export function outlinesOf(collection: {
  readonly features: readonly {
    readonly properties: { readonly name: string }
    readonly geometry:
      | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly (readonly number[])[])[] }
      | {
          readonly type: 'MultiPolygon'
          readonly coordinates: readonly (readonly (readonly (readonly number[])[])[])[]
        }
  }[]
}): Outline[] {
  return collection.features.map(({ properties, geometry }) => {
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
    return {
      name: properties.name,
      rings: polygons.flatMap((rings) =>
        rings
          .slice(0, 1)
          .map((ring) => ring.map(([longitude = 0, latitude = 0]) => [longitude, latitude] as const)),
      ),
    }
  })
}
