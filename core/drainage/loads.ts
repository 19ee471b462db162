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
  const pipeCount = network.pipes.length
  const base = {
    load: new Float64Array(pipeCount),
    time: new Float64Array(pipeCount),
    flow: new Float64Array(pipeCount),
  }
  const next = {
    load: new Float64Array(pipeCount),
    time: new Float64Array(pipeCount),
    flow: new Float64Array(pipeCount),
  }
  const stamp = new Int32Array(pipeCount)
  let round = 0
  const standingAt = groupByWell(standing)

  const compute = (k: number, changes: ReadonlyMap<number, LoadChange[]>, target: typeof base): void => {
    const w = network.from[k] ?? -1
    const own = localInflow(network, rules, returnPeriod, w, changes.get(w))
    let { load, time, flow } = own
    for (let i = network.arrivingStart[w] ?? 0; i < (network.arrivingStart[w + 1] ?? 0); i++) {
      const upper = network.arriving[i] ?? -1
      if ((network.place[upper] ?? -1) < 0) continue
      const from = stamp[upper] === round && round > 0 ? next : base
      const upperLoad = from.load[upper] ?? 0
      if (upperLoad <= 0) continue
      load += upperLoad
      flow = Math.max(flow, from.flow[upper] ?? 0)
      time = Math.max(time, (from.time[upper] ?? 0) + travelTime(network, upper))
    }
    target.load[k] = load
    target.time[k] = time
    target.flow[k] = load > 0 ? Math.max(flow, rainIntensity(rules.rain, returnPeriod, time) * load) : 0
  }
  for (const k of network.order) compute(k, standingAt, base)

  return {
    returnPeriod,
    flow: (pipe) => base.flow[pipe] ?? 0,
    load: (pipe) => base.load[pipe] ?? 0,
    after(changes) {
      round++
      const grouped = groupByWell([...standing, ...changes])
      const touched: number[] = []
      for (const { well } of changes) {
        let k = network.loadPipe[well] ?? -1
        while (k >= 0 && (network.place[k] ?? -1) >= 0 && stamp[k] !== round) {
          stamp[k] = round
          touched.push(k)
          k = network.loadPipe[network.to[k] ?? -1] ?? -1
        }
      }
      touched.sort((a, b) => (network.place[a] ?? 0) - (network.place[b] ?? 0))
      for (const k of touched) compute(k, grouped, next)
      const answered = round
      const read = (of: 'flow' | 'load' | 'time', pipe: number): number => {
        if (answered !== round) throw new Error('a newer question has replaced this answer')
        return (stamp[pipe] === round ? next[of][pipe] : base[of][pipe]) ?? 0
      }
      return Object.assign((pipe: number) => read('flow', pipe), {
        load: (pipe: number) => read('load', pipe),
        time: (pipe: number) => read('time', pipe),
      })
    },
  }
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
