import type { StormNetwork } from './network.ts'
import { rainIntensity } from './rainfall.ts'
import type { DrainageRules } from './rules.ts'

/** A load that a compound brings to a well, or takes from it (negative ΨF). */
export interface LoadChange {
  /** Number of the well it enters. */
  readonly well: number
  /** ΨF, ha. */
  readonly psiF: number
  /** Time of arrival at the well, min. */
  readonly arrival: number
  /** Flow of the branch at its own time, L/s. */
  readonly flow: number
}

/** Flows of all load pipes at one return period, and what changes to the loads make of them. */
export interface FlowModel {
  readonly returnPeriod: number
  /** Q of a pipe with the loads the model was built on, L/s. */
  flow(pipe: number): number
  /** ΨF that a pipe carries, ha. */
  load(pipe: number): number
  /** What pipes carry after `changes`; only what lies below a change is computed again. */
  after(changes: readonly LoadChange[]): FlowsAfter
  /** The same with these changes standing, O(length of their ways down): no model of the whole network again. */
  beside(standing: readonly LoadChange[]): FlowModel
}

/** Valid until the model is asked again. */
export interface FlowsAfter {
  /** Q of a pipe, L/s. */
  (pipe: number): number
  /** ΨF that it carries, ha. */
  load(pipe: number): number
  /** When all of that has arrived, min. */
  time(pipe: number): number
}

/**
 * Rational method with accumulated loads (SPEC 5.5): W is the sum of ΨF upstream, t the longest way of loaded water
 * (t1 + ΣL/60v), Q = max(q(P, t)·W, Q of each upstream pipe at its own t, each local inflow at its own t): the
 * partial-area rule, without which a long thin tributary would lower the peak.
 *
 * Building takes O(pipes); `after` O(length of the ways down). The model reuses one scratch area: the function that
 * `after` returns is valid until the next call.
 */
export function createFlowModel(
  network: StormNetwork,
  rules: DrainageRules,
  returnPeriod: number,
  standing: readonly LoadChange[] = [],
): FlowModel {
  const base = emptyTable(network.pipes.length)
  const scratch: Scratch = {
    ...emptyTable(network.pipes.length),
    stamp: new Int32Array(network.pipes.length),
    round: 0,
  }
  const ground = { network, rules, returnPeriod }
  const standingAt = groupByWell(standing)
  const before = readerOf(base, null)
  for (const k of network.order) keep(base, k, flowOf(ground, k, standingAt, before))
  return modelOn(ground, base, null, standing, scratch)
}

const OF_NETWORK = new WeakMap<StormNetwork, WeakMap<DrainageRules, Map<number, FlowModel>>>()

/** The model of what is there today, computed once for a network, a set of rules and a return period. */
export function flowModelOf(network: StormNetwork, rules: DrainageRules, returnPeriod: number): FlowModel {
  const byRules = OF_NETWORK.get(network) ?? new WeakMap<DrainageRules, Map<number, FlowModel>>()
  const byPeriod = byRules.get(rules) ?? new Map<number, FlowModel>()
  const model = byPeriod.get(returnPeriod) ?? createFlowModel(network, rules, returnPeriod)
  OF_NETWORK.set(network, byRules.set(rules, byPeriod.set(returnPeriod, model)))
  return model
}

interface Flow {
  readonly load: number
  readonly time: number
  readonly flow: number
}

interface FlowTable {
  readonly load: Float64Array
  readonly time: Float64Array
  readonly flow: Float64Array
}

interface Scratch extends FlowTable {
  /** The round in which a pipe's row was written. */
  readonly stamp: Int32Array
  round: number
}

interface Ground {
  readonly network: StormNetwork
  readonly rules: DrainageRules
  readonly returnPeriod: number
}

type Reader = (of: keyof FlowTable, pipe: number) => number

function modelOn(
  ground: Ground,
  base: FlowTable,
  overlay: ReadonlyMap<number, Flow> | null,
  standing: readonly LoadChange[],
  scratch: Scratch,
): FlowModel {
  const { network } = ground
  const before = readerOf(base, overlay)
  const recompute = (
    changes: readonly LoadChange[],
  ): { round: number; touched: readonly number[]; read: Reader } => {
    const round = ++scratch.round
    const grouped = groupByWell([...standing, ...changes])
    const touched: number[] = []
    for (const { well } of changes) {
      let k = network.loadPipe[well] ?? -1
      while (k >= 0 && (network.place[k] ?? -1) >= 0 && scratch.stamp[k] !== round) {
        scratch.stamp[k] = round
        touched.push(k)
        k = network.loadPipe[network.to[k] ?? -1] ?? -1
      }
    }
    touched.sort((a, b) => (network.place[a] ?? 0) - (network.place[b] ?? 0))
    const read: Reader = (of, pipe) =>
      scratch.stamp[pipe] === round ? (scratch[of][pipe] ?? 0) : before(of, pipe)
    for (const k of touched) keep(scratch, k, flowOf(ground, k, grouped, read))
    return { round, touched, read }
  }
  return {
    returnPeriod: ground.returnPeriod,
    flow: (pipe) => before('flow', pipe),
    load: (pipe) => before('load', pipe),
    after(changes) {
      const { round, read } = recompute(changes)
      const fresh: Reader = (of, pipe) => {
        if (round !== scratch.round) throw new Error('a newer question has replaced this answer')
        return read(of, pipe)
      }
      return Object.assign((pipe: number) => fresh('flow', pipe), {
        load: (pipe: number) => fresh('load', pipe),
        time: (pipe: number) => fresh('time', pipe),
      })
    },
    beside(more) {
      const { touched, read } = recompute(more)
      const rows = touched.map((k): [number, Flow] => [
        k,
        { load: read('load', k), time: read('time', k), flow: read('flow', k) },
      ])
      return modelOn(ground, base, new Map([...(overlay ?? []), ...rows]), [...standing, ...more], scratch)
    },
  }
}

function flowOf(
  { network, rules, returnPeriod }: Ground,
  k: number,
  changes: ReadonlyMap<number, LoadChange[]>,
  read: Reader,
): Flow {
  const w = network.from[k] ?? -1
  let { load, time, flow } = localInflow(network, rules, returnPeriod, w, changes.get(w))
  for (let i = network.arrivingStart[w] ?? 0; i < (network.arrivingStart[w + 1] ?? 0); i++) {
    const upper = network.arriving[i] ?? -1
    if ((network.place[upper] ?? -1) < 0) continue
    const upperLoad = read('load', upper)
    if (upperLoad <= 0) continue
    load += upperLoad
    flow = Math.max(flow, read('flow', upper))
    time = Math.max(time, read('time', upper) + travelTime(network, upper))
  }
  return {
    load,
    time,
    flow: load > 0 ? Math.max(flow, rainIntensity(rules.rain, returnPeriod, time) * load) : 0,
  }
}

function emptyTable(pipes: number): FlowTable {
  return { load: new Float64Array(pipes), time: new Float64Array(pipes), flow: new Float64Array(pipes) }
}

function readerOf(base: FlowTable, overlay: ReadonlyMap<number, Flow> | null): Reader {
  if (!overlay) return (of, pipe) => base[of][pipe] ?? 0
  return (of, pipe) => overlay.get(pipe)?.[of] ?? base[of][pipe] ?? 0
}

function keep(table: FlowTable, k: number, { load, time, flow }: Flow): void {
  table.load[k] = load
  table.time[k] = time
  table.flow[k] = flow
}

/** Minutes a full pipe takes; 0 for one whose slope is unknown, which is the careful side. */
function travelTime(network: StormNetwork, pipe: number): number {
  const velocity = network.velocity[pipe] ?? 0
  return velocity > 0 ? (network.length[pipe] ?? 0) / (60 * velocity) : 0
}

function localInflow(
  network: StormNetwork,
  rules: DrainageRules,
  returnPeriod: number,
  w: number,
  changes: readonly LoadChange[] = [],
): { load: number; time: number; flow: number } {
  const well = network.wells[w]
  const taken = changes.reduce((sum, { psiF }) => sum + Math.min(0, psiF), 0)
  const own = Math.max(0, (well?.load ?? 0) + taken)
  const t1 = well?.t1 ?? rules.defaultT1
  let load = own
  let time = own > 0 ? t1 : 0
  let flow = own > 0 ? rainIntensity(rules.rain, returnPeriod, t1) * own : 0
  for (const change of changes) {
    if (change.psiF <= 0) continue
    load += change.psiF
    time = Math.max(time, change.arrival)
    flow = Math.max(flow, change.flow)
  }
  return { load, time, flow }
}

function groupByWell(changes: readonly LoadChange[]): Map<number, LoadChange[]> {
  const grouped = new Map<number, LoadChange[]>()
  for (const change of changes) grouped.set(change.well, [...(grouped.get(change.well) ?? []), change])
  return grouped
}
