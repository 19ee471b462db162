import type { Target } from './candidates.ts'
import type { Reason } from './model.ts'
import type { StormNetwork } from './network.ts'

/**
 * Why nothing may be connected here whatever its levels: no way of storm water to an outfall (SPEC 1.5, 3.2).
 * Empty where the main goes through.
 */
export function whyUnusable(network: StormNetwork, { well, pipe }: Target): readonly Reason[] {
  const start = well >= 0 ? well : (network.from[pipe] ?? -1)
  if (network.reaches[start] === 1 && pipe >= 0) return []
  const seen = new Set<number>()
  let w = start
  while (!seen.has(w)) {
    seen.add(w)
    const next = network.outPipe[w] ?? -1
    if (next < 0) break
    w = network.to[next] ?? -1
  }
  return atEnd(network, w, w === start)
}

/** What breaks the way at its last well. */
function atEnd(network: StormNetwork, w: number, here: boolean): readonly Reason[] {
  const end = network.wells[w]
  if (end && end.system !== 'YS') return [{ code: 'OUTFALL_NOT_STORM', well: end.id, system: end.system }]
  const leaving = Array.from(
    network.leaving.subarray(network.leavingStart[w] ?? 0, network.leavingStart[w + 1] ?? 0),
  )
  const broken: Reason = { code: 'NO_PATH_TO_OUTFALL', well: end?.id ?? '' }
  for (const k of leaving) {
    const fault = network.pipeFault.get(k)
    if (!fault) continue
    const pipe = fault.pipeId ?? ''
    if (fault.code === 'MISSING_INVERT' && here) return [{ code: 'NO_INVERT', pipe }]
    const which = fault.code === 'DATA_SUSPECT' ? (fault['which'] ?? '') : fault.code
    return [broken, { code: 'DATA_SUSPECT', pipe, which }]
  }
  const abandoned = leaving.find(
    (k) => network.pipes[k]?.status === 'abandoned' && network.pipes[k]?.system === 'YS',
  )
  if (abandoned !== undefined) {
    const reason = { code: 'ABANDONED', pipe: network.pipes[abandoned]?.id ?? '' }
    return here ? [reason] : [broken, reason]
  }
  const other = leaving.find((k) => network.pipes[k]?.system !== 'YS')
  if (other !== undefined) {
    const pipe = network.pipes[other]
    return [{ code: 'NOT_STORM', pipe: pipe?.id ?? '', system: pipe?.system ?? 'unknown' }]
  }
  return [broken]
}
