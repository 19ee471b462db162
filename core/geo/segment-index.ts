/** Straight segments that can be asked by exact distance; coordinates flat, `x1 y1 x2 y2` each, in plane metres. */
export interface SegmentIndex {
  /** The exactly nearest segment, of equally near ones the lowest number; −1 where there is none. */
  nearest(x: number, y: number): number
  /** Segments whose exact distance is at most `radius` m, in no order. */
  within(x: number, y: number, radius: number): number[]
  /** Bytes it holds besides the coordinates. */
  readonly bytes: number
}

/** Children of a node. */
const FANOUT = 8

/** Of a tree over as many segments as there are whole numbers: 8^16 and more. */
const MOST_LEVELS = 16

/**
 * A packed tree over segments in the order of a space-filling curve. Boxes of nodes are kept as 32-bit floats, widened by
 * what that rounds, so that they only ever let through too much; distances are those of the segments themselves.
 * About 8 bytes a segment; building takes O(n), a question O(log n + hits).
 */
export function indexSegments(coordinates: Float64Array): SegmentIndex {
  const count = coordinates.length / 4
  const extent = extentOf(coordinates)
  const order = inCurveOrder(coordinates, count, extent)
  const levels = boxLevels(coordinates, order, extent)
  const stack: number[] = []
  // Room for a way down and all that was left aside on it.
  const nodes = new Float64Array(FANOUT * MOST_LEVELS)
  const squares = new Float64Array(FANOUT * MOST_LEVELS)

  const squareTo = (segment: number, x: number, y: number): number => {
    const at = 4 * segment
    const ax = coordinates[at] ?? NaN
    const ay = coordinates[at + 1] ?? NaN
    const dx = (coordinates[at + 2] ?? NaN) - ax
    const dy = (coordinates[at + 3] ?? NaN) - ay
    const square = dx * dx + dy * dy
    const along = square === 0 ? 0 : ((x - ax) * dx + (y - ay) * dy) / square
    const share = along < 0 ? 0 : along > 1 ? 1 : along
    const gapX = ax + share * dx - x
    const gapY = ay + share * dy - y
    return gapX * gapX + gapY * gapY
  }
  /** Square of the distance to a node's box. */
  const squareToBox = (level: number, node: number, x: number, y: number): number => {
    const boxes = levels.boxes[level]
    if (!boxes) return 0
    const at = 4 * node
    const rx = x - levels.originX
    const ry = y - levels.originY
    const left = (boxes[at] ?? 0) - rx
    const low = (boxes[at + 1] ?? 0) - ry
    const right = rx - (boxes[at + 2] ?? 0)
    const high = ry - (boxes[at + 3] ?? 0)
    const dx = left > 0 ? left : right > 0 ? right : 0
    const dy = low > 0 ? low : high > 0 ? high : 0
    return dx * dx + dy * dy
  }
  const top = levels.boxes.length - 1
  return {
    bytes: order.byteLength + levels.boxes.reduce((sum, boxes) => sum + boxes.byteLength, 0),
    nearest(x, y) {
      let best = -1
      let least = Infinity
      let height = 0
      const push = (level: number, node: number, square: number, floor: number): void => {
        // The nearest on top: of eight at most, an insertion from the top down.
        let at = height++
        for (; at > floor && (squares[at - 1] ?? 0) < square; at--) {
          nodes[at] = nodes[at - 1] ?? 0
          squares[at] = squares[at - 1] ?? 0
        }
        nodes[at] = node * MOST_LEVELS + level
        squares[at] = square
      }
      if (count > 0) push(top, 0, 0, 0)
      while (height > 0) {
        height--
        if ((squares[height] ?? 0) > least) continue
        const level = (nodes[height] ?? 0) % MOST_LEVELS
        const first = ((nodes[height] ?? 0) - level) * (FANOUT / MOST_LEVELS)
        if (level > 0) {
          const floor = height
          const end = Math.min(levels.sizes[level - 1] ?? 0, first + FANOUT)
          for (let child = first; child < end; child++) {
            const square = squareToBox(level - 1, child, x, y)
            if (square <= least) push(level - 1, child, square, floor)
          }
          continue
        }
        const end = Math.min(count, first + FANOUT)
        for (let i = first; i < end; i++) {
          const segment = order[i] ?? 0
          const square = squareTo(segment, x, y)
          if (square > least || (square === least && segment > best)) continue
          least = square
          best = segment
        }
      }
      return best
    },
    within(x, y, radius) {
      const found: number[] = []
      const most = radius * radius
      stack.length = 0
      if (count > 0) stack.push(top, 0)
      while (stack.length > 0) {
        const node = stack.pop() ?? 0
        const level = stack.pop() ?? 0
        if (squareToBox(level, node, x, y) > most) continue
        if (level > 0) {
          const end = Math.min(levels.sizes[level - 1] ?? 0, (node + 1) * FANOUT)
          for (let child = node * FANOUT; child < end; child++) stack.push(level - 1, child)
          continue
        }
        const end = Math.min(count, (node + 1) * FANOUT)
        for (let i = node * FANOUT; i < end; i++) {
          const segment = order[i] ?? 0
          if (squareTo(segment, x, y) <= most) found.push(segment)
        }
      }
      return found
    },
  }
}

interface Levels {
  /** By level from the leaves up: left, low, right, high of each node, from the origin. */
  readonly boxes: readonly Float32Array[]
  readonly sizes: readonly number[]
  readonly originX: number
  readonly originY: number
}

function boxLevels(coordinates: Float64Array, order: Uint32Array, extent: Extent): Levels {
  const { minX, minY, maxX, maxY } = extent
  const widen = Math.max(maxX - minX, maxY - minY, 1) * 2 ** -22
  const boxes: Float32Array[] = []
  const sizes: number[] = []
  let size = Math.max(1, Math.ceil(order.length / FANOUT))
  const leaves = emptyBoxes(size)
  for (let i = 0; i < order.length; i++) {
    const at = 4 * (order[i] ?? 0)
    const x1 = (coordinates[at] ?? NaN) - minX
    const y1 = (coordinates[at + 1] ?? NaN) - minY
    const x2 = (coordinates[at + 2] ?? NaN) - minX
    const y2 = (coordinates[at + 3] ?? NaN) - minY
    include(
      leaves,
      (i / FANOUT) | 0,
      Math.min(x1, x2),
      Math.min(y1, y2),
      Math.max(x1, x2),
      Math.max(y1, y2),
      widen,
    )
  }
  boxes.push(leaves)
  sizes.push(size)
  for (let below = leaves; size > 1; below = boxes[boxes.length - 1] ?? below) {
    const parents = emptyBoxes(Math.ceil(size / FANOUT))
    for (let child = 0; child < size; child++) {
      const at = 4 * child
      include(
        parents,
        (child / FANOUT) | 0,
        below[at] ?? 0,
        below[at + 1] ?? 0,
        below[at + 2] ?? 0,
        below[at + 3] ?? 0,
        0,
      )
    }
    size = Math.ceil(size / FANOUT)
    boxes.push(parents)
    sizes.push(size)
  }
  return { boxes, sizes, originX: minX, originY: minY }
}

function emptyBoxes(size: number): Float32Array {
  const boxes = new Float32Array(4 * size)
  for (let at = 0; at < boxes.length; at += 4) {
    boxes[at] = boxes[at + 1] = Infinity
    boxes[at + 2] = boxes[at + 3] = -Infinity
  }
  return boxes
}

function include(
  boxes: Float32Array,
  node: number,
  left: number,
  low: number,
  right: number,
  high: number,
  widen: number,
): void {
  const at = 4 * node
  if (left - widen < (boxes[at] ?? NaN)) boxes[at] = left - widen
  if (low - widen < (boxes[at + 1] ?? NaN)) boxes[at + 1] = low - widen
  if (right + widen > (boxes[at + 2] ?? NaN)) boxes[at + 2] = right + widen
  if (high + widen > (boxes[at + 3] ?? NaN)) boxes[at + 3] = high + widen
}

interface Extent {
  readonly minX: number
  readonly minY: number
  readonly maxX: number
  readonly maxY: number
}

function extentOf(coordinates: Float64Array): Extent {
  let minX = Infinity
  let minY = Infinity
  let maxX = -Infinity
  let maxY = -Infinity
  for (let at = 0; at < coordinates.length; at += 2) {
    const x = coordinates[at] ?? NaN
    const y = coordinates[at + 1] ?? NaN
    if (x < minX) minX = x
    if (x > maxX) maxX = x
    if (y < minY) minY = y
    if (y > maxY) maxY = y
  }
  return { minX, minY, maxX, maxY }
}

/**
 * Segment numbers by the cells their middles lie in, 2^15 a side, along a Hilbert curve: what is near in the order is
 * near on the map, and a stray coordinate far away costs nothing but itself.
 */
function inCurveOrder(coordinates: Float64Array, count: number, extent: Extent): Uint32Array {
  const { minX, minY, maxX, maxY } = extent
  const scaleX = maxX > minX ? CELLS / (maxX - minX) : 0
  const scaleY = maxY > minY ? CELLS / (maxY - minY) : 0
  const keys = new Uint32Array(count)
  for (let i = 0; i < count; i++) {
    const at = 4 * i
    const x = ((coordinates[at] ?? 0) + (coordinates[at + 2] ?? 0)) / 2
    const y = ((coordinates[at + 1] ?? 0) + (coordinates[at + 3] ?? 0)) / 2
    keys[i] = alongCurve(((x - minX) * scaleX) | 0, ((y - minY) * scaleY) | 0)
  }
  return sortedBy(keys)
}

const CURVE_BITS = 15
const CELLS = (1 << CURVE_BITS) - 1

/** Place of a cell along the Hilbert curve, from the coarsest quadrant in, mirrored and turned as the curve is. */
function alongCurve(x: number, y: number): number {
  let place = 0
  let mirrored = 0
  let turned = 0
  for (let bit = CURVE_BITS - 1; bit >= 0; bit--) {
    let right = ((x >>> bit) & 1) ^ mirrored
    let upper = ((y >>> bit) & 1) ^ mirrored
    const exchanged = turned & (right ^ upper)
    right ^= exchanged
    upper ^= exchanged
    place = (place << 2) | ((3 * right) ^ upper)
    mirrored ^= right & (upper ^ 1)
    turned ^= upper ^ 1
  }
  return place
}

/** Numbers 0 … n − 1 in the order of their keys of 30 bits: two rounds of counting by 15, equal keys by number. */
function sortedBy(keys: Uint32Array): Uint32Array {
  const count = keys.length
  const middle = new Uint32Array(count)
  const result = new Uint32Array(count)
  const low = startsOf(keys, 0)
  for (let item = 0; item < count; item++) {
    const digit = (keys[item] ?? 0) & CELLS
    const place = low[digit] ?? 0
    middle[place] = item
    low[digit] = place + 1
  }
  const high = startsOf(keys, CURVE_BITS)
  for (let i = 0; i < count; i++) {
    const item = middle[i] ?? 0
    const digit = (keys[item] ?? 0) >>> CURVE_BITS
    const place = high[digit] ?? 0
    result[place] = item
    high[digit] = place + 1
  }
  return result
}

/** Where each digit's items begin. */
function startsOf(keys: Uint32Array, shift: number): Uint32Array {
  const starts = new Uint32Array(CELLS + 2)
  for (let i = 0; i < keys.length; i++) {
    const next = (((keys[i] ?? 0) >>> shift) & CELLS) + 1
    starts[next] = (starts[next] ?? 0) + 1
  }
  for (let digit = 0; digit <= CELLS; digit++)
    starts[digit + 1] = (starts[digit + 1] ?? 0) + (starts[digit] ?? 0)
  return starts
}
