import type { MultiPolygon, Polygon, Position } from 'geojson'
import type { LngLat } from '#core/compound/compound.ts'

/**
 * A point inside an area for its marker and label: the middle of the widest stretch of a horizontal line through
 * the middle of its largest part. Unlike the centroid it never falls out of an L or a ring.
 */
export function anchorOf(area: Polygon | MultiPolygon): LngLat {
  const parts = area.type === 'Polygon' ? [area.coordinates] : area.coordinates
  const largest = parts.reduce((best, part) => (height(part) > height(best) ? part : best), parts[0] ?? [])
  const levels = (largest[0] ?? []).map(latitude)
  const middle = (Math.min(...levels) + Math.max(...levels)) / 2
  const [west, east] = widestStretch(largest, middle)
  return [(west + east) / 2, middle]
}

function widestStretch(rings: readonly Position[][], level: number): readonly [number, number] {
  const crossings = rings.flatMap((ring) => crossingsOf(ring, level)).sort((a, b) => a - b)
  let best: readonly [number, number] = [0, 0]
  for (let index = 0; index + 1 < crossings.length; index += 2) {
    const from = crossings[index] ?? 0
    const to = crossings[index + 1] ?? from
    if (index === 0 || to - from > best[1] - best[0]) best = [from, to]
  }
  return best
}

function crossingsOf(ring: readonly Position[], level: number): number[] {
  return ring.flatMap((end, index) => {
    const start = ring[index - 1]
    // Half-open, so that a vertex on the line counts once.
    if (start === undefined || latitude(start) > level === latitude(end) > level) return []
    const share = (level - latitude(start)) / (latitude(end) - latitude(start))
    const from = start[0] ?? 0
    return [from + share * ((end[0] ?? 0) - from)]
  })
}

function height(rings: readonly Position[][]): number {
  const levels = (rings[0] ?? []).map(latitude)
  return Math.max(...levels) - Math.min(...levels)
}

function latitude(position: Position): number {
  return position[1] ?? 0
}
