import type { Obstacles } from '../geo/obstacles.ts'
import { distanceBetween } from '../geo/plane-geometry.ts'
import type { Plane } from '../geo/projection.ts'

/** What a way must keep from an obstacle, m: the clearance, or less where an end stands nearer. */
export type Keep = (obstacle: number) => number

/** Shortest ways from one start to any number of ends. */
export interface WayTree {
  /** The shortest way over corners pushed out by the clearance; null where there is none. */
  to(end: Plane): readonly Plane[] | null
}

/** A corner to walk by, or the start. */
interface Node {
  readonly position: Plane
  /** m from the start over free legs; Infinity until found. */
  walked: number
  previous: Node | null
  settled: boolean
  /** How many of the obstacles met it is known to keep clear of; −1 = it does not. */
  clearOf: number
  /** The same of the legs to other nodes. */
  readonly legs: Map<Node, number>
  /** Other nodes to which the leg keeps clear of everything, met or not. */
  readonly proven: Set<Node>
}

/** Rounds of finding a way and meeting further buildings on it; each meets at least one. */
const MOST_ROUNDS = 200

/**
 * A visibility graph that grows by the buildings that stand in the way, kept from one end to the next: what was learnt
 * on the way to one manhole holds for all others. Legs are tested when they are asked for, and once.
 */
export function createWayTree(obstacles: Obstacles, start: Plane, clearance: number, keep: Keep): WayTree {
  const met: number[] = []
  const isMet = new Set<number>()
  const root = nodeAt(start)
  const nodes: Node[] = [root]
  restart(nodes, root)

  const isClear = (a: Plane, b: Plane, known: number): boolean => {
    for (let i = known; i < met.length; i++) {
      const obstacle = met[i] ?? -1
      if (!obstacles.clears(obstacle, a, b, keep(obstacle))) return false
    }
    return true
  }
  const isOpen = (node: Node): boolean => {
    if (node.clearOf < 0) return false
    node.clearOf = isClear(node.position, node.position, node.clearOf) ? met.length : -1
    return node.clearOf >= 0
  }
  const isFree = (a: Node, b: Node): boolean => {
    const known = a.legs.get(b) ?? b.legs.get(a) ?? 0
    if (known < 0) return false
    const free = isClear(a.position, b.position, known)
    a.legs.set(b, free ? met.length : -1)
    return free
  }
  const meet = (a: Plane, b: Plane): boolean => {
    const before = met.length
    for (const obstacle of obstacles.near(a, b, clearance)) {
      if (isMet.has(obstacle) || obstacles.clears(obstacle, a, b, keep(obstacle))) continue
      isMet.add(obstacle)
      met.push(obstacle)
      for (const corner of obstacles.corners(obstacle, clearance)) nodes.push(nodeAt(corner))
    }
    return met.length > before
  }
  /** Settles the next node of the tree. */
  const advance = (): Node | null => {
    const here = nextNode(nodes)
    if (!here) return null
    here.settled = true
    for (const there of nodes) {
      if (there.settled) continue
      const walked = here.walked + distanceBetween(here.position, there.position)
      if (walked >= there.walked - 1e-9 || !isOpen(there) || !isFree(here, there)) continue
      there.walked = walked
      there.previous = here
    }
    return here
  }
  const lastNodeTo = (end: Plane): Node | null => {
    if (isClear(start, end, 0)) return root
    let best: Node | null = null
    let least = Infinity
    const weigh = (node: Node): void => {
      const whole = node.walked + distanceBetween(node.position, end)
      if (whole >= least - 1e-9 || !isClear(node.position, end, 0)) return
      best = node
      least = whole
    }
    for (const node of nodes) if (node.settled) weigh(node)
    for (let next = advance(); next; next = advance()) {
      weigh(next)
      if (next.walked >= least) break
    }
    return best
  }
  /** Does the way keep clear of everything? What stands in it joins the graph. */
  const prove = (line: readonly Node[], end: Plane): boolean => {
    let grown = false
    line.forEach((node, i) => {
      const next = line[i + 1]
      if (next && node.proven.has(next)) return
      if (meet(node.position, next?.position ?? end)) grown = true
      else if (next) node.proven.add(next)
    })
    return !grown
  }
  return {
    to(end) {
      for (let round = 0; round < MOST_ROUNDS; round++) {
        const last = lastNodeTo(end)
        if (!last) return null
        const line = wayTo(last)
        if (prove(line, end)) return [...line.map(({ position }) => position), end]
        restart(nodes, root)
      }
      return null
    },
  }
}

function nodeAt(position: Plane): Node {
  return {
    position,
    walked: Infinity,
    previous: null,
    settled: false,
    clearOf: 0,
    legs: new Map(),
    proven: new Set(),
  }
}

function restart(nodes: readonly Node[], root: Node): void {
  for (const node of nodes) {
    node.walked = node === root ? 0 : Infinity
    node.previous = null
    node.settled = false
  }
}

function nextNode(nodes: readonly Node[]): Node | null {
  let best: Node | null = null
  for (const node of nodes) {
    if (!node.settled && node.walked < (best?.walked ?? Infinity)) best = node
  }
  return best
}

function wayTo(last: Node): Node[] {
  const line: Node[] = []
  for (let node: Node | null = last; node; node = node.previous) line.unshift(node)
  return line
}
