import type { Box, Region } from './region.ts'

/** The sides of a region, found by height: a test at one height looks at a few of them instead of at all. */
export interface RegionEdges {
  /** Calls back once for every side whose box meets this box, until the callback returns true. */
  some(box: Box, test: (ax: number, ay: number, bx: number, by: number) => boolean): boolean
}

/** Lays the sides into bands of equal height. O(n) to build, O(sides in the bands) to ask. */
export function edgesByHeight({ rings, box }: Region): RegionEdges {
  const edges = edgesOf(rings)
  const count = edges.length / 4
  const bands = Math.max(1, Math.min(1024, count))
  const low = box[1]
  const height = (box[3] - box[1]) / bands
  const bandOf = (y: number): number =>
    height > 0 ? Math.min(bands - 1, Math.max(0, Math.floor((y - low) / height))) : 0
  const members: number[][] = Array.from({ length: bands }, () => [])
  for (let edge = 0; edge < count; edge++) {
    const [ay, by] = [edges[edge * 4 + 1] ?? 0, edges[edge * 4 + 3] ?? 0]
    const last = bandOf(Math.max(ay, by))
    for (let band = bandOf(Math.min(ay, by)); band <= last; band++) members[band]?.push(edge)
  }
  return {
    some(wanted, test) {
      const first = bandOf(wanted[1])
      const last = bandOf(wanted[3])
      for (let band = first; band <= last; band++) {
        for (const edge of members[band] ?? []) {
          const at = edge * 4
          const [ax, ay, bx, by] = [
            edges[at] ?? 0,
            edges[at + 1] ?? 0,
            edges[at + 2] ?? 0,
            edges[at + 3] ?? 0,
          ]
          // A side that spans several bands is tested in the first of them that is asked for.
          if (band > first && bandOf(Math.min(ay, by)) < band) continue
          if (Math.max(ax, bx) < wanted[0] || Math.min(ax, bx) > wanted[2]) continue
          if (Math.max(ay, by) < wanted[1] || Math.min(ay, by) > wanted[3]) continue
          if (test(ax, ay, bx, by)) return true
        }
      }
      return false
    },
  }
}

/** Every side of every ring, the closing ones included, as ax, ay, bx, by. */
export function edgesOf(rings: readonly Float64Array[]): Float64Array {
  const edges = new Float64Array(rings.reduce((sum, ring) => sum + ring.length * 2, 0))
  let at = 0
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      const next = (i + 2) % ring.length
      edges[at] = ring[i] ?? 0
      edges[at + 1] = ring[i + 1] ?? 0
      edges[at + 2] = ring[next] ?? 0
      edges[at + 3] = ring[next + 1] ?? 0
      at += 4
    }
  }
  return edges
}
