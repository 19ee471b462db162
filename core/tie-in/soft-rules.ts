import { asksForReason, isMisconnection } from '../drainage/clauses.ts'
import type { Reason } from '../drainage/model.ts'

/** A rule of the 宜 kind that was set aside, and why. */
export interface Override {
  readonly code: string
  readonly reason: string
}

/** What leads to no storm outfall at all is not marked either, however it may be repaired one day. */
const NO_WAY: ReadonlySet<string> = new Set([
  'ABANDONED',
  'NO_PATH_TO_OUTFALL',
  'OUTFALL_TARGET',
  'UNKNOWN_PLACE',
])

/** Codes among these warnings that need a written reason before a point is confirmed, once each. */
export function softDeviations(warnings: readonly Told[]): string[] {
  return [...new Set(warnings.filter(asksForReason).map(({ code }) => code))]
}

/** Reasons among these that nobody may set aside, so that the place is not even marked: 雨污混接 first of all. */
export function neverAllowed(reasons: readonly Told[]): Told[] {
  return reasons.filter((reason) => isMisconnection(reason) || NO_WAY.has(reason.code))
}

/** A warning or reason of the engine, as it is or as the wire carries it. */
export type Told = Reason
