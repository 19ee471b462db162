export interface Vertex {
  readonly x: number
  readonly y: number
}

/** Edges of a piece of a tile, in the tile's own units. */
export interface ClipBox {
  readonly minX: number
  readonly minY: number
  readonly maxX: number
  readonly maxY: number
}

interface Side {
  readonly inside: (at: Vertex) => boolean
  readonly cut: (a: Vertex, b: Vertex) => Vertex
}

/** Points of the box; one that lies on the far edges belongs to the next tile, so that none is drawn twice. */
export function clipPoints(points: readonly Vertex[], { minX, minY, maxX, maxY }: ClipBox): Vertex[] {
  return points.filter(({ x, y }) => x >= minX && x < maxX && y >= minY && y < maxY)
}

/** The parts of a line in the box. O(vertices) */
export function clipLine(line: readonly Vertex[], box: ClipBox): Vertex[][] {
  return sidesOf(box).reduce<Vertex[][]>(
    (parts, side) => parts.flatMap((part) => cutLine(part, side)),
    [[...line]],
  )
}

/**
 * The part of a closed ring in the box (Sutherland and Hodgman): what leaves it runs along the edge, which no fill
 * shows. O(vertices)
 */
export function clipRing(ring: readonly Vertex[], box: ClipBox): Vertex[] {
  const open = ring.slice(0, -1)
  const cut = sidesOf(box).reduce<readonly Vertex[]>(cutRing, open)
  const [first] = cut
  return first === undefined || cut.length < 3 ? [] : [...cut, first]
}

function sidesOf({ minX, minY, maxX, maxY }: ClipBox): Side[] {
  return [
    { inside: ({ x }) => x >= minX, cut: (a, b) => atX(a, b, minX) },
    { inside: ({ x }) => x <= maxX, cut: (a, b) => atX(a, b, maxX) },
    { inside: ({ y }) => y >= minY, cut: (a, b) => atY(a, b, minY) },
    { inside: ({ y }) => y <= maxY, cut: (a, b) => atY(a, b, maxY) },
  ]
}

function cutLine(line: readonly Vertex[], { inside, cut }: Side): Vertex[][] {
  const parts: Vertex[][] = []
  let part: Vertex[] = []
  line.forEach((vertex, index) => {
    const before = line[index - 1]
    if (before !== undefined && inside(before) !== inside(vertex)) part.push(cut(before, vertex))
    if (inside(vertex)) part.push(vertex)
    else {
      if (part.length > 1) parts.push(part)
      part = []
    }
  })
  if (part.length > 1) parts.push(part)
  return parts
}

function cutRing(ring: readonly Vertex[], { inside, cut }: Side): Vertex[] {
  return ring.flatMap((vertex, index) => {
    const before = ring[(index + ring.length - 1) % ring.length] ?? vertex
    const crossing = inside(before) === inside(vertex) ? [] : [cut(before, vertex)]
    return inside(vertex) ? [...crossing, vertex] : crossing
  })
}

const atX = (a: Vertex, b: Vertex, x: number): Vertex => ({
  x,
  y: a.y + ((b.y - a.y) * (x - a.x)) / (b.x - a.x),
})

const atY = (a: Vertex, b: Vertex, y: number): Vertex => ({
  x: a.x + ((b.x - a.x) * (y - a.y)) / (b.y - a.y),
  y,
})
