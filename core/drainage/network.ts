import { at, distanceBetween, lengthOf } from '../geo/plane-geometry.ts'
import { indexLines, type LineIndex } from '../geo/spatial-index.ts'
import type { Plane } from '../geo/projection.ts'
import { fullFlow, fullVelocity } from './hydraulics.ts'
import type { NetworkFault, Pipe, Well } from './model.ts'
import { inspectNetwork } from './network-faults.ts'
import type { PipeGraph } from './pipe-graph.ts'
import type { DrainageRules } from './rules.ts'

/**
 * The network as a directed graph in flat arrays: pipes and wells are numbered as they came. A pipe is `usable` where
 * it is a storm pipe in use without a fault that keeps it out of the paths.
 */
export interface StormNetwork {
  readonly wells: readonly Well[]
  readonly pipes: readonly Pipe[]
  readonly wellNumber: ReadonlyMap<string, number>
  readonly pipeNumber: ReadonlyMap<string, number>
  readonly from: Int32Array
  readonly to: Int32Array
  /** Hydraulic length, m. */
  readonly length: Float64Array
  readonly slope: Float64Array
  readonly roughness: Float64Array
  /** m/s, full. */
  readonly velocity: Float64Array
  /** L/s, full. */
  readonly fullFlow: Float64Array
  readonly usable: Uint8Array
  /** The main a well empties into, on the way to a storm outfall where there is one; −1 = none. */
  readonly outPipe: Int32Array
  /**
   * The pipe a well's water takes for counting loads: `outPipe`, or a faulty storm pipe in use. What cannot be a path
   * for a new connection still brings its water to the mains below.
   */
  readonly loadPipe: Int32Array
  /** Load pipes, each after all that flow into it. */
  readonly order: Int32Array
  /** Place of a pipe in `order`; −1 = no load pipe. */
  readonly place: Int32Array
  /** 1 where the way from this well over usable pipes ends at a storm outfall. */
  readonly reaches: Uint8Array
  /** Pipes that arrive at a well, as `arriving[arrivingStart[w] … arrivingStart[w + 1])`. */
  readonly arrivingStart: Int32Array
  readonly arriving: Int32Array
  /** Pipes that leave a well, likewise. */
  readonly leavingStart: Int32Array
  readonly leaving: Int32Array
  readonly faults: readonly NetworkFault[]
  /** Why a pipe is not usable though it is a storm pipe in use. */
  readonly pipeFault: ReadonlyMap<number, NetworkFault>
  /** Storm manholes. */
  readonly manholes: LineIndex
  /** Usable pipes that lead to a storm outfall. */
  readonly mains: LineIndex
}

/**
 * Builds the graph. O(n log n). Ids that pipes name must be among the wells (the importers see to it); a pipe that
 * names none is left out.
 */
export function buildNetwork(
  wells: readonly Well[],
  pipes: readonly Pipe[],
  rules: DrainageRules,
): StormNetwork {
  const wellNumber = new Map(wells.map((well, index) => [well.id, index]))
  const pipeNumber = new Map(pipes.map((pipe, index) => [pipe.id, index]))
  const from = Int32Array.from(pipes, (pipe) => wellNumber.get(pipe.from) ?? -1)
  const to = Int32Array.from(pipes, (pipe) => wellNumber.get(pipe.to) ?? -1)
  const length = Float64Array.from(pipes, (pipe) => pipe.length ?? lengthOf(pipe.line))
  const slope = Float64Array.from(pipes, (pipe, k) =>
    pipe.invertStart === null || pipe.invertEnd === null
      ? NaN
      : (pipe.invertStart - pipe.invertEnd) / (length[k] ?? NaN),
  )
  const roughness = Float64Array.from(pipes, (pipe) => roughnessOf(pipe, rules))
  const velocity = Float64Array.from(pipes, (pipe, k) =>
    fullVelocity(pipe.dn, Math.max(0, slope[k] ?? 0), roughness[k] ?? NaN),
  )
  const full = Float64Array.from(pipes, (pipe, k) =>
    fullFlow(pipe.dn, Math.max(0, slope[k] ?? 0), roughness[k] ?? NaN),
  )
  const [arrivingStart, arriving] = groupByWell(to, wells.length)
  const [leavingStart, leaving] = groupByWell(from, wells.length)
  const graph = { wells, pipes, from, to, length, slope, arrivingStart, arriving, leavingStart, leaving }
  const { usable, faults, pipeFault } = inspectNetwork(graph, rules)
  const reaches = findReaching(wells, from, to, usable, arrivingStart, arriving)
  const outPipe = Int32Array.from(wells, (_, w) => chooseMain(graph, usable, reaches, w))
  const loadPipe = Int32Array.from(wells, (_, w) =>
    (outPipe[w] ?? -1) >= 0 ? (outPipe[w] ?? -1) : chooseLoadPipe(graph, w),
  )
  const { order, place } = orderByFlow(pipes.length, wells.length, to, loadPipe)
  const lineOfWell = (w: number): readonly Plane[] => [wells[w]?.position ?? [NaN, NaN]]
  const stormManholes = Int32Array.from(
    [...wells.keys()].filter((w) => wells[w]?.system === 'YS' && wells[w]?.kind === 'manhole'),
  )
  const mainPipes = Int32Array.from(
    [...pipes.keys()].filter((k) => usable[k] === 1 && outPipe[from[k] ?? -1] === k && reaches[to[k] ?? -1]),
  )
  return {
    ...graph,
    wellNumber,
    pipeNumber,
    roughness,
    velocity,
    fullFlow: full,
    usable,
    outPipe,
    loadPipe,
    order,
    place,
    reaches,
    faults,
    pipeFault,
    manholes: indexLines(stormManholes, lineOfWell),
    mains: indexLines(mainPipes, (k) => drawnInFlow(graph, k)),
  }
}

/** The drawn line from the start well to the end well; turned round where the survey drew it against the flow. */
export function drawnInFlow(
  graph: Pick<PipeGraph, 'wells' | 'pipes' | 'from'>,
  pipe: number,
): readonly Plane[] {
  const line = graph.pipes[pipe]?.line ?? []
  const start = graph.wells[graph.from[pipe] ?? -1]?.position
  if (!start || line.length < 2) return line
  const reversed =
    distanceBetween(at(line, line.length - 1), start) + 1e-6 < distanceBetween(at(line, 0), start)
  return reversed ? [...line].reverse() : line
}

/** Pipes from `pipe` down to the outfall, in the order of flow; ends early where the way is broken. */
export function pathFrom(network: StormNetwork, pipe: number): number[] {
  const path: number[] = []
  for (let k = pipe; k >= 0 && path.length <= network.pipes.length;) {
    path.push(k)
    k = network.outPipe[network.to[k] ?? -1] ?? -1
  }
  return path
}

function roughnessOf(pipe: Pipe, { roughness }: DrainageRules): number {
  return pipe.n ?? roughness.byMaterial[pipe.material] ?? roughness.unknown
}

/** Pipe numbers grouped by the well at one of their ends: start offsets and members. */
function groupByWell(ends: Int32Array, wellCount: number): [Int32Array, Int32Array] {
  const start = new Int32Array(wellCount + 1)
  for (const w of ends) if (w >= 0) start[w + 1] = (start[w + 1] ?? 0) + 1
  for (let w = 0; w < wellCount; w++) start[w + 1] = (start[w + 1] ?? 0) + (start[w] ?? 0)
  const next = start.slice()
  const members = new Int32Array(start[wellCount] ?? 0)
  ends.forEach((w, k) => {
    if (w < 0) return
    members[next[w] ?? 0] = k
    next[w] = (next[w] ?? 0) + 1
  })
  return [start, members]
}

/** Wells from which usable pipes lead to a storm outfall: a search upstream from the outfalls. */
function findReaching(
  wells: readonly Well[],
  from: Int32Array,
  to: Int32Array,
  usable: Uint8Array,
  arrivingStart: Int32Array,
  arriving: Int32Array,
): Uint8Array {
  const reaches = new Uint8Array(wells.length)
  const waiting: number[] = []
  wells.forEach((well, w) => {
    if (well.kind !== 'outfall' || well.system !== 'YS') return
    reaches[w] = 1
    waiting.push(w)
  })
  for (let w = waiting.pop(); w !== undefined; w = waiting.pop()) {
    for (let i = arrivingStart[w] ?? 0; i < (arrivingStart[w + 1] ?? 0); i++) {
      const k = arriving[i] ?? -1
      const upstream = from[k] ?? -1
      if (usable[k] !== 1 || to[k] !== w || upstream < 0 || reaches[upstream]) continue
      if (wells[upstream]?.kind === 'outfall') continue
      reaches[upstream] = 1
      waiting.push(upstream)
    }
  }
  return reaches
}

/**
 * The main a well empties into. Where several usable pipes leave, one that leads to an outfall, then the lowest, then
 * the largest: dry weather and most of the storm take that way. Ids and order in the file never decide.
 */
function chooseMain(graph: PipeGraph, usable: Uint8Array, reaches: Uint8Array, well: number): number {
  if (graph.wells[well]?.kind === 'outfall') return -1
  let best = -1
  for (let i = graph.leavingStart[well] ?? 0; i < (graph.leavingStart[well + 1] ?? 0); i++) {
    const k = graph.leaving[i] ?? -1
    if (usable[k] === 1 && (best < 0 || isBetterMain(graph, reaches, k, best))) best = k
  }
  return best
}

function isBetterMain(graph: PipeGraph, reaches: Uint8Array, a: number, b: number): boolean {
  const key = (k: number): number[] => [
    1 - (reaches[graph.to[k] ?? -1] ?? 0),
    graph.pipes[k]?.invertStart ?? Infinity,
    -(graph.pipes[k]?.dn ?? 0),
    -(graph.slope[k] ?? 0),
    graph.length[k] ?? 0,
  ]
  const left = key(a)
  const right = key(b)
  const differing = left.findIndex((value, i) => value !== right[i])
  return differing >= 0 && (left[differing] ?? 0) < (right[differing] ?? 0)
}

/** A storm pipe in use that leaves the well, faulty or not; the largest. */
function chooseLoadPipe(graph: PipeGraph, well: number): number {
  if (graph.wells[well]?.kind === 'outfall') return -1
  let best = -1
  for (let i = graph.leavingStart[well] ?? 0; i < (graph.leavingStart[well + 1] ?? 0); i++) {
    const k = graph.leaving[i] ?? -1
    const pipe = graph.pipes[k]
    if (pipe?.system !== 'YS' || pipe.status !== 'in_use') continue
    if (best < 0 || pipe.dn > (graph.pipes[best]?.dn ?? 0)) best = k
  }
  return best
}

/** Load pipes from the heads down; pipes of a loop have no place and carry no load on. */
function orderByFlow(
  pipeCount: number,
  wellCount: number,
  to: Int32Array,
  loadPipe: Int32Array,
): { order: Int32Array; place: Int32Array } {
  const open = new Int32Array(wellCount)
  for (const k of loadPipe) {
    const end = to[k] ?? -1
    if (k >= 0 && end >= 0) open[end] = (open[end] ?? 0) + 1
  }
  const order: number[] = []
  const place = new Int32Array(pipeCount).fill(-1)
  const ready: number[] = []
  open.forEach((count, w) => {
    if (count === 0) ready.push(w)
  })
  for (let w = ready.pop(); w !== undefined; w = ready.pop()) {
    const k = loadPipe[w] ?? -1
    const end = to[k] ?? -1
    if (k < 0 || end < 0) continue
    place[k] = order.length
    order.push(k)
    open[end] = (open[end] ?? 0) - 1
    if (open[end] === 0) ready.push(end)
  }
  return { order: Int32Array.from(order), place }
}
