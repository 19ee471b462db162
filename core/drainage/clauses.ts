import type { Reason } from './model.ts'

/**
 * How strictly a rule is worded: `must` 必须、严禁、应、不应、不得 refuse; `should` 宜、不宜 may be deviated from with a written
 * reason; `may` 可 and `note` only inform; `data` is no rule but something missing or doubtful, which refuses until it
 * is repaired.
 */
export type Force = 'must' | 'should' | 'may' | 'note' | 'data'

/** What a reason or warning rests on. */
export interface Clause {
  readonly force: Force
  /** Of GB 50014-2021 unless it says otherwise; null where the rule is the engine's own. */
  readonly clause: string | null
  /** 雨污混接: never, whoever asks and whatever the reason (GB 50014-2021 3.1.2-3, 5.1.14-1). */
  readonly misconnection?: true
}

const CLAUSES: Readonly<Record<string, Clause>> = {
  NOT_STORM: { force: 'must', clause: '3.1.2', misconnection: true },
  OUTFALL_NOT_STORM: { force: 'must', clause: '3.1.2, 5.1.14', misconnection: true },
  ABANDONED: { force: 'must', clause: null },
  NO_PATH_TO_OUTFALL: { force: 'must', clause: '3.1.2' },
  OUTFALL_TARGET: { force: 'must', clause: null },
  UNKNOWN_PLACE: { force: 'data', clause: null },
  NO_INVERT: { force: 'data', clause: null },
  DATA_SUSPECT: { force: 'data', clause: null },
  TOO_FAR: { force: 'note', clause: null },
  RULED_OUT: { force: 'should', clause: null },
  NO_ROUTE: { force: 'must', clause: '附录 C' },
  CLEARANCE_BUILDING: { force: 'should', clause: '附录 C' },
  CLEARANCE_UTILITY: { force: 'may', clause: '附录 C' },
  HEAD_SHORT: { force: 'must', clause: '5.3.1' },
  COVER: { force: 'should', clause: '5.3.7' },
  V_MIN: { force: 'must', clause: '5.2.7' },
  V_MAX: { force: 'should', clause: '5.2.5' },
  ANGLE: { force: 'must', clause: '5.3.2' },
  DN_LARGER_THAN_MAIN: { force: 'must', clause: '5.2.11' },
  BRANCHES: { force: 'should', clause: '5.4.13' },
  DROP: { force: 'should', clause: '5.5.1, 5.5.2' },
  CAP_TIE: { force: 'must', clause: '5.2.4' },
  CAP_DOWN: { force: 'must', clause: '5.2.4' },
  HGL: { force: 'must', clause: '5.1.8, 5.3.6' },
  RUNOFF_INCREASED: { force: 'must', clause: '4.1.6; GB 55027-2022 (待核对)' },
  RUNOFF_UNVERIFIED: { force: 'must', clause: '4.1.6; GB 55027-2022 (待核对)' },
  ALREADY_OVER: { force: 'note', clause: '5.2.4' },
  TIGHT: { force: 'note', clause: null },
  OVER_AT: { force: 'note', clause: '4.1.3' },
  SURCHARGE: { force: 'note', clause: '5.1.8' },
  MAIN_V_MIN: { force: 'note', clause: '5.2.7' },
  CATCHMENT_LARGE: { force: 'must', clause: '4.1.7' },
  FROST: { force: 'should', clause: '5.3.8' },
  RAIN_UNCONFIRMED: { force: 'data', clause: '4.1.9' },
  T1_RANGE: { force: 'should', clause: '4.1.11' },
  CROWN_ESTIMATED: { force: 'data', clause: null },
  PSI_HIGH: { force: 'must', clause: '4.1.8' },
  PSI_ASSUMED: { force: 'data', clause: '表 4.1.8-2' },
}

/** Clause and force of a reason or warning by its code. */
export function clauseOf(code: string): Clause {
  return CLAUSES[code] ?? { force: 'note', clause: null }
}

/**
 * Does this warning ask for a written reason, where an engineer takes the place all the same? True of what counts as a
 * 宜 deviation in the ranking (SPEC 5.6), and of a place that the centre had refused.
 */
export function asksForReason({ code, ...numbers }: Reason): boolean {
  if (code === 'COVER' || code === 'V_MAX' || code === 'BRANCHES' || code === 'RULED_OUT') return true
  // A drop with its drop manhole is in order; over 4 m it is a deviation (5.5.2).
  if (code === 'DROP') return typeof numbers['most'] === 'number'
  return code === 'CLEARANCE_BUILDING' && numbers['drawn'] === true
}

/** 雨污混接: is this the refusal that no reason overrides? */
export function isMisconnection({ code }: Reason): boolean {
  return clauseOf(code).misconnection === true
}
