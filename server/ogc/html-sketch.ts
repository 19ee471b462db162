import type { Feature, Position } from 'geojson'
import { toPlane } from '#core/geo/projection.ts'

const WIDTH = 1200
const HEIGHT = 360
const MARGIN = 16

/** More strokes than this make a page slow and say no more. */
const MOST_SHAPES = 3000

/** A small drawing of the features of a page in true proportion; nothing is fetched for it. */
export function sketchOf(features: readonly Feature[], title: string): string {
  const shapes = features.slice(0, MOST_SHAPES).flatMap(({ geometry }) => partsOf(geometry))
  const all = shapes.flatMap(({ positions }) => positions)
  if (all.length === 0) return ''
  const [west, south, east, north] = [
    all.reduce((least, [x]) => Math.min(least, x), Infinity),
    all.reduce((least, [, y]) => Math.min(least, y), Infinity),
    all.reduce((most, [x]) => Math.max(most, x), -Infinity),
    all.reduce((most, [, y]) => Math.max(most, y), -Infinity),
  ]
  const scale = Math.min(
    (WIDTH - 2 * MARGIN) / Math.max(east - west, 1),
    (HEIGHT - 2 * MARGIN) / Math.max(north - south, 1),
  )
  const left = (WIDTH - (east - west) * scale) / 2
  const top = (HEIGHT - (north - south) * scale) / 2
  const place = ([x, y]: readonly [number, number]): string =>
    `${(left + (x - west) * scale).toFixed(1)} ${(top + (north - y) * scale).toFixed(1)}`
  const drawn = shapes.map(({ kind, positions }) => {
    const [first] = positions
    if (kind === 'point') return first === undefined ? '' : `M${place(first)}h.01`
    return `M${positions.map(place).join('L')}${kind === 'area' ? 'Z' : ''}`
  })
  const isPoints = shapes.every(({ kind }) => kind === 'point')
  return `<svg role="img" aria-label="${title}" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="xMidYMid meet"><path d="${drawn.join('')}" fill="var(--accent)" fill-opacity="${shapes.some(({ kind }) => kind === 'area') ? '.15' : '0'}" fill-rule="evenodd" stroke="var(--accent)" stroke-width="${isPoints ? 5 : 1}" stroke-linecap="round" stroke-linejoin="round"/></svg>`
}

interface Shape {
  readonly kind: 'point' | 'line' | 'area'
  readonly positions: readonly (readonly [number, number])[]
}

function partsOf(geometry: Feature['geometry']): Shape[] {
  switch (geometry.type) {
    case 'Point':
      return [shape('point', [geometry.coordinates])]
    case 'MultiPoint':
      return geometry.coordinates.map((position) => shape('point', [position]))
    case 'LineString':
      return [shape('line', geometry.coordinates)]
    case 'MultiLineString':
      return geometry.coordinates.map((line) => shape('line', line))
    case 'Polygon':
      return geometry.coordinates.map((ring) => shape('area', ring))
    case 'MultiPolygon':
      return geometry.coordinates.flat().map((ring) => shape('area', ring))
    case 'GeometryCollection':
      return geometry.geometries.flatMap(partsOf)
  }
}

function shape(kind: Shape['kind'], positions: readonly Position[]): Shape {
  return {
    kind,
    positions: positions.map(([longitude = 0, latitude = 0]) => {
      const [x, y] = toPlane([longitude, latitude])
      return [x, y] as const
    }),
  }
}
