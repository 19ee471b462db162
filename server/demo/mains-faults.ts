import type { DraftPipe, DraftWell, MainsDraft } from './mains-draft.ts'
import { waysOut } from './mains-order.ts'
import type { Random } from './random.ts'

/** A fault that was put in, for demo.json and the tests. */
export interface PlantedFault {
  readonly kind: 'missing_invert' | 'adverse_slope' | 'abandoned' | 'orphan' | 'full_main'
  readonly pipe: DraftPipe
}

/** How many of each fault a network of the shipped size has. */
const SHIPPED_SIZE = 3500
const COUNTS = { missing_invert: 9, adverse_slope: 6, abandoned: 5, orphan: 2, full_main: 4 } as const
/** ΨF that fills a main to overflowing, ha per m² of its section. */
const OVERLOAD = 16

/**
 * Damages a finished network as surveys find them. Nothing on the way of `spared` wells to their outfalls is
 * touched, so that the compounds there keep a main to join.
 */
export function plantFaults(draft: MainsDraft, spared: readonly DraftWell[], random: Random): PlantedFault[] {
  const out = waysOut(draft.pipes)
  const keep = new Set<DraftPipe>()
  for (const well of spared) {
    for (let pipe = out.get(well); pipe !== undefined && !keep.has(pipe); pipe = out.get(pipe.to))
      keep.add(pipe)
  }
  const above = countAbove(draft, out)
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
      faults.push({ kind, pipe })
      taken++
    }
  }
  const size = (pipe: DraftPipe) => above.get(pipe.from) ?? 0
  const inStreet = (pipe: DraftPipe) => pipe.from.stretchId !== null
  take('orphan', (pipe) => size(pipe) >= 5 && size(pipe) <= 14)
  take('full_main', (pipe) => size(pipe) >= 6 && inStreet(pipe))
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
      pipe.from.load += OVERLOAD * (pipe.dn / 1000) ** 2
  }
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
