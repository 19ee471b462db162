import { at, distanceBetween } from '../geo/plane-geometry.ts'
import type { NetworkFault, Pipe } from './model.ts'
import type { PipeGraph } from './pipe-graph.ts'
import { findLoops } from './network-loops.ts'
import type { DrainageRules } from './rules.ts'

/** Shorter pipes are slips of the survey (SPEC 3.2). */
const SHORTEST_PIPE = 0.05

export interface Inspection {
  readonly usable: Uint8Array
  readonly faults: readonly NetworkFault[]
  readonly pipeFault: ReadonlyMap<number, NetworkFault>
}

/**
 * Examines a network as SPEC 3.2 asks. Pipes with an adverse slope, an unknown invert, a doubtful size or a place in a
 * loop are left out of the paths; everything else is only reported. Nothing is repaired or guessed.
 */
export function inspectNetwork(graph: PipeGraph, rules: DrainageRules): Inspection {
  const usable = new Uint8Array(graph.pipes.length)
  const faults: NetworkFault[] = []
  const pipeFault = new Map<number, NetworkFault>()
  const leaveOut = (k: number, fault: NetworkFault): void => {
    usable[k] = 0
    faults.push(fault)
    if (!pipeFault.has(k)) pipeFault.set(k, fault)
  }
  graph.pipes.forEach((pipe, k) => {
    if (pipe.system !== 'YS' || pipe.status !== 'in_use') return
    usable[k] = 1
    const fault = faultOf(graph, pipe, k)
    if (fault) leaveOut(k, fault)
    faults.push(...oddities(graph, pipe, k))
  })
  const inUse = Uint8Array.from(graph.pipes, (pipe) =>
    pipe.system === 'YS' && pipe.status === 'in_use' ? 1 : 0,
  )
  const usableLoops = new Set(findLoops(graph, usable).flat())
  for (const k of new Set([...findLoops(graph, inUse).flat(), ...usableLoops])) {
    const fault = { code: 'CYCLE', pipeId: graph.pipes[k]?.id, leftOut: true }
    if (usableLoops.has(k)) leaveOut(k, fault)
    else if (usable[k] === 0) faults.push(fault)
  }
  faults.push(...partsWithoutOutfall(graph, inUse), ...stepsBetweenMains(graph, usable, rules))
  return { usable, faults, pipeFault }
}

function faultOf(graph: PipeGraph, pipe: Pipe, k: number): NetworkFault | null {
  const leftOut = true
  const start = graph.wells[graph.from[k] ?? -1]
  const end = graph.wells[graph.to[k] ?? -1]
  if (pipe.suspect) return { code: 'DATA_SUSPECT', pipeId: pipe.id, which: pipe.suspect, leftOut }
  if (!start || !end || start === end) {
    return { code: 'DATA_SUSPECT', pipeId: pipe.id, which: 'ends', leftOut }
  }
  if (pipe.invertStart === null || pipe.invertEnd === null) {
    return {
      code: 'MISSING_INVERT',
      pipeId: pipe.id,
      end: pipe.invertStart === null ? 'start' : 'end',
      leftOut,
    }
  }
  const length = graph.length[k] ?? 0
  if (!(length >= SHORTEST_PIPE)) {
    return { code: 'DATA_SUSPECT', pipeId: pipe.id, which: 'length', length, leftOut }
  }
  if (!((graph.slope[k] ?? 0) > 1e-9)) {
    return { code: 'ADVERSE_SLOPE', pipeId: pipe.id, slope: graph.slope[k] ?? 0, leftOut }
  }
  const above = Math.max(
    pipe.invertStart - start.ground,
    end.kind === 'outfall' ? -Infinity : pipe.invertEnd - end.ground,
  )
  if (above > 0)
    return { code: 'DATA_SUSPECT', pipeId: pipe.id, which: 'invert above ground', m: above, leftOut }
  return null
}

/** What somebody should look at, though the pipe stays in the paths. */
function oddities(graph: PipeGraph, pipe: Pipe, k: number): NetworkFault[] {
  const start = graph.wells[graph.from[k] ?? -1]
  const end = graph.wells[graph.to[k] ?? -1]
  if (!start || !end || pipe.line.length < 2) return []
  const found: NetworkFault[] = []
  const first = at(pipe.line, 0)
  const last = at(pipe.line, pipe.line.length - 1)
  const asDrawn = Math.max(distanceBetween(first, start.position), distanceBetween(last, end.position))
  const turned = Math.max(distanceBetween(last, start.position), distanceBetween(first, end.position))
  if (turned < asDrawn) found.push({ code: 'LINE_REVERSED', pipeId: pipe.id, leftOut: false })
  if (Math.min(asDrawn, turned) > 1) {
    found.push({ code: 'LINE_OFF_WELL', pipeId: pipe.id, m: Math.min(asDrawn, turned), leftOut: false })
  }
  for (const well of [start, end]) {
    if (well.system === 'YS') continue
    found.push({
      code: 'MISCONNECTION',
      pipeId: pipe.id,
      wellId: well.id,
      system: well.system,
      leftOut: false,
    })
  }
  return found
}

/** One fault for every connected part of the storm network that has no outfall. */
function partsWithoutOutfall(graph: PipeGraph, inUse: Uint8Array): NetworkFault[] {
  const faults: NetworkFault[] = []
  const seen = new Uint8Array(graph.wells.length)
  for (const [head, well] of graph.wells.entries()) {
    if (seen[head] || well.system !== 'YS') continue
    seen[head] = 1
    const part = [head]
    let outfall = false
    for (let i = 0; i < part.length; i++) {
      const w = part[i] ?? -1
      outfall ||= graph.wells[w]?.kind === 'outfall'
      for (const next of neighbours(graph, inUse, w)) {
        if (seen[next]) continue
        seen[next] = 1
        part.push(next)
      }
    }
    if (!outfall) {
      faults.push({ code: 'NO_PATH_TO_OUTFALL', wellId: well.id, wells: part.length, leftOut: true })
    }
  }
  return faults
}

function neighbours(graph: PipeGraph, inUse: Uint8Array, w: number): number[] {
  const found: number[] = []
  for (let i = graph.leavingStart[w] ?? 0; i < (graph.leavingStart[w + 1] ?? 0); i++) {
    const k = graph.leaving[i] ?? -1
    if (inUse[k] === 1 && (graph.to[k] ?? -1) >= 0) found.push(graph.to[k] ?? -1)
  }
  for (let i = graph.arrivingStart[w] ?? 0; i < (graph.arrivingStart[w + 1] ?? 0); i++) {
    const k = graph.arriving[i] ?? -1
    if (inUse[k] === 1 && (graph.from[k] ?? -1) >= 0) found.push(graph.from[k] ?? -1)
  }
  return found
}

/** Sizes that shrink and inverts that rise from one usable main to the next; wells with more than one way out. */
function stepsBetweenMains(graph: PipeGraph, usable: Uint8Array, rules: DrainageRules): NetworkFault[] {
  const faults: NetworkFault[] = []
  for (const [w, well] of graph.wells.entries()) {
    const out: number[] = []
    for (let i = graph.leavingStart[w] ?? 0; i < (graph.leavingStart[w + 1] ?? 0); i++) {
      const k = graph.leaving[i] ?? -1
      if (usable[k] === 1) out.push(k)
    }
    if (out.length > 1)
      faults.push({ code: 'SEVERAL_WAYS_OUT', wellId: well.id, pipes: out.length, leftOut: false })
    const [main] = out
    if (main === undefined || out.length > 1) continue
    for (let i = graph.arrivingStart[w] ?? 0; i < (graph.arrivingStart[w + 1] ?? 0); i++) {
      const k = graph.arriving[i] ?? -1
      if (usable[k] === 1) faults.push(...stepFaults(graph, k, main, rules))
    }
  }
  return faults
}

function stepFaults(graph: PipeGraph, k: number, main: number, rules: DrainageRules): NetworkFault[] {
  const upper = graph.pipes[k]
  const lower = graph.pipes[main]
  if (!upper || !lower || upper.invertEnd === null || lower.invertStart === null) return []
  const faults: NetworkFault[] = []
  const rise = lower.invertStart - upper.invertEnd
  if (rise > 0.02)
    faults.push({ code: 'STEP_UP', pipeId: lower.id, after: upper.id, m: rise, leftOut: false })
  const steepens = (graph.slope[main] ?? 0) > (graph.slope[k] ?? 0)
  const grades = rules.dnSeries.filter((dn) => dn > lower.dn && dn <= upper.dn).length
  if (lower.dn < upper.dn && !(steepens && grades <= 2 && lower.dn >= 300)) {
    faults.push({ code: 'DN_SHRINKS', pipeId: lower.id, after: upper.id, dn: lower.dn, leftOut: false })
  }
  return faults
}
