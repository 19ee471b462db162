import { fullFlow, fullVelocity } from '#core/drainage/hydraulics.ts'
import { rainIntensity } from '#core/drainage/rainfall.ts'
import type { DrainageRules } from '#core/drainage/rules.ts'
import type { DraftPipe, DraftWell, MainsDraft } from './mains-draft.ts'
import { downstreamOrder, waysOut } from './mains-order.ts'
import { RETURN_PERIOD } from './mains-sizes.ts'
import type { Random } from './random.ts'

/** A fault that was put in, for demo.json and the tests. */
export interface PlantedFault {
  readonly kind: 'missing_invert' | 'adverse_slope' | 'abandoned' | 'orphan' | 'full_main'
  readonly pipe: DraftPipe
}

/** How many of each fault a network of the shipped size has. */
const SHIPPED_SIZE = 3500
const COUNTS = { missing_invert: 9, adverse_slope: 6, abandoned: 5, orphan: 2, full_main: 4 } as const
/** Q/Qfull of an overloaded main at the return period of the design. */
const OVERLOAD = 1.22

/**
 * Damages a finished network as surveys find them. Nothing on the way of `spared` wells to their outfalls is
 * touched, so that the compounds there keep a main to join.
 */
export function plantFaults(
  draft: MainsDraft,
  rules: DrainageRules,
  spared: readonly DraftWell[],
  random: Random,
): PlantedFault[] {
  const out = waysOut(draft.pipes)
  const keep = new Set<DraftPipe>()
  for (const well of spared) {
    for (let pipe = out.get(well); pipe !== undefined && !keep.has(pipe); pipe = out.get(pipe.to))
      keep.add(pipe)
  }
  const above = countAbove(draft, out)
  const overload = overloads(draft, rules)
  const apart = (pipe: DraftPipe) => {
    for (let below: DraftPipe | undefined = pipe; below !== undefined; below = out.get(below.to)) {
      if (keep.has(below)) return false
    }
    return true
  }
  const open = random.shuffled(draft.pipes.filter((pipe) => !keep.has(pipe) && pipe.system === 'YS'))
  const used = new Set<DraftPipe>()
  const faults: PlantedFault[] = []
  const take = (kind: PlantedFault['kind'], fits: (pipe: DraftPipe) => boolean): void => {
    const wanted = Math.max(1, Math.round((COUNTS[kind] * draft.pipes.length) / SHIPPED_SIZE))
    let taken = 0
    for (const pipe of open) {
      if (taken === wanted) return
      if (used.has(pipe) || !fits(pipe)) continue
      used.add(pipe)
      damage(kind, pipe)
      if (kind === 'full_main') pipe.from.load += overload.get(pipe) ?? 0
      faults.push({ kind, pipe })
      taken++
    }
  }
  const size = (pipe: DraftPipe) => above.get(pipe.from) ?? 0
  const inStreet = (pipe: DraftPipe) => pipe.from.stretchId !== null
  take('orphan', (pipe) => size(pipe) >= 5 && size(pipe) <= 14)
  take('full_main', (pipe) => size(pipe) >= 6 && inStreet(pipe) && apart(pipe))
  take('missing_invert', (pipe) => size(pipe) <= 10 && inStreet(pipe))
  take('adverse_slope', (pipe) => size(pipe) <= 10 && inStreet(pipe))
  take('abandoned', (pipe) => size(pipe) === 0)
  return faults
}

function damage(kind: PlantedFault['kind'], pipe: DraftPipe): void {
  switch (kind) {
    case 'missing_invert':
      pipe.invertEnd = null
      return
    case 'adverse_slope': {
      const { invertStart, invertEnd } = pipe
      pipe.invertStart = invertEnd
      pipe.invertEnd = invertStart
      return
    }
    case 'abandoned':
    case 'orphan':
      pipe.status = 'abandoned'
      return
    case 'full_main':
      return
  }
}

/** What has to arrive at the start of each main beside today's load to overload it, ha. O(pipes). */
function overloads(draft: MainsDraft, rules: DrainageRules): Map<DraftPipe, number> {
  const arriving = new Map<DraftWell, { psiF: number; time: number }>()
  const missing = new Map<DraftPipe, number>()
  const n = rules.roughness.newPipe
  for (const pipe of downstreamOrder(draft)) {
    const here = arriving.get(pipe.from) ?? { psiF: 0, time: rules.defaultT1 }
    const psiF = here.psiF + pipe.from.load
    const slope = Math.max(0.0005, ((pipe.invertStart ?? 0) - (pipe.invertEnd ?? 0)) / pipe.length)
    const room = fullFlow(pipe.dn, slope, n) / rainIntensity(rules.rain, RETURN_PERIOD, here.time)
    missing.set(pipe, Math.max(0, OVERLOAD * room - psiF))
    const below = arriving.get(pipe.to) ?? { psiF: 0, time: 0 }
    const time = here.time + pipe.length / fullVelocity(pipe.dn, slope, n) / 60
    arriving.set(pipe.to, { psiF: below.psiF + psiF, time: Math.max(below.time, time) })
  }
  return missing
}

/** Number of pipes above each well. O(pipes · depth). */
function countAbove(draft: MainsDraft, out: ReadonlyMap<DraftWell, DraftPipe>): Map<DraftWell, number> {
  const above = new Map<DraftWell, number>()
  for (const pipe of draft.pipes) {
    for (let below: DraftPipe | undefined = pipe; below !== undefined; below = out.get(below.to)) {
      above.set(below.to, (above.get(below.to) ?? 0) + 1)
    }
  }
  return above
}
