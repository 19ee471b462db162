import type { DemoSystem, DraftPipe, DraftWell, MainsDraft } from './mains-draft.ts'

/** Names of wells and pipes as a survey gives them. */
export interface WellNumbers {
  /** e.g. YS-0417 */
  readonly wellId: (well: DraftWell) => string
  /** e.g. YS-0417-0418 */
  readonly pipeId: (pipe: DraftPipe) => string
}

/** Numbers the wells of each system in the order they were laid. */
export function numberWells({ wells }: MainsDraft): WellNumbers {
  const digits = Math.max(4, String(wells.length).length)
  const counts: Record<DemoSystem, number> = { YS: 0, WS: 0, HS: 0 }
  const numbers = new Map<DraftWell, string>()
  for (const well of wells) numbers.set(well, String(++counts[well.system]).padStart(digits, '0'))
  const numberOf = (well: DraftWell) => {
    const number = numbers.get(well)
    if (number === undefined) throw new Error('a well without a number')
    return number
  }
  return {
    wellId: (well) => `${well.system}-${numberOf(well)}`,
    pipeId: (pipe) => `${pipe.system}-${numberOf(pipe.from)}-${numberOf(pipe.to)}`,
  }
}
