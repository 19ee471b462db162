import type { TieInState } from './steps.ts'

/** A tie-in point as the work list reads it. */
export interface WorkPoint {
  readonly id: string
  readonly state: TieInState
  readonly rank: number | null
  /** A person moved, forced or drew it. */
  readonly byHand: boolean
}

/** What is to be done with the tie-in of a compound, in the order of the work. */
export const WORK_GROUPS = ['toMark', 'toConfirm', 'confirmed', 'built', 'verified'] as const

export type WorkGroup = (typeof WORK_GROUPS)[number]

/**
 * The point that speaks for a compound: the decided one, else the one a person has marked, else the engine's best,
 * else the request, else one that was sent back. null where there is none.
 */
export function standingPoint<Point extends WorkPoint>(points: readonly Point[]): Point | null {
  let best: Point | null = null
  for (const point of points) if (weight(point) > (best === null ? 0 : weight(best))) best = point
  return best
}

/** How far each state has come; of two decided points the one that is built. */
const FIXED: Readonly<Partial<Record<TieInState, number>>> = { CONFIRMED: 6, BUILT: 7, VERIFIED: 8 }

function weight({ state, rank, byHand }: WorkPoint): number {
  const decided = FIXED[state]
  if (decided !== undefined) return decided
  if (state === 'MARKED' && byHand) return 5
  if (state === 'MARKED' && rank === 1) return 4
  if (state === 'REQUESTED') return 3
  if (state === 'REJECTED') return 2
  return 1
}

/** Which part of the work a point belongs to; a compound whose candidates were all refused has to be marked. */
export function workGroup(point: WorkPoint | null): WorkGroup {
  if (point === null || point.state === 'REQUESTED' || point.state === 'REJECTED') return 'toMark'
  if (point.state === 'MARKED') return point.rank === 1 || point.byHand ? 'toConfirm' : 'toMark'
  if (point.state === 'CONFIRMED') return 'confirmed'
  return point.state === 'BUILT' ? 'built' : 'verified'
}

/** 超期: wanted before today, and not confirmed. Dates are ISO. */
export function isOverdue(group: WorkGroup, wantedOn: string | null, today: string): boolean {
  return wantedOn !== null && wantedOn < today && (group === 'toMark' || group === 'toConfirm')
}
