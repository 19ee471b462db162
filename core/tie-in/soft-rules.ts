/** A warning or reason as the engine gives it. */
interface Told {
  readonly code: string
  readonly [number: string]: unknown
}

/** A rule of the 宜 kind that was set aside, and why. */
export interface Override {
  readonly code: string
  readonly reason: string
}

/** m: one drop at sizes up to DN600, GB 50014-2021 5.5.2 (不宜). */
const GREATEST_DROP = 4
const DROP_UP_TO_DN = 600

/**
 * What breaks the separation of sewage and storm water 雨污混接, or leads to no outfall at all: nobody may override it
 * (GB 50014-2021 3.1.2, 5.1.14).
 */
const NEVER: ReadonlySet<string> = new Set([
  'NOT_STORM',
  'OUTFALL_NOT_STORM',
  'OUTFALL_TARGET',
  'ABANDONED',
  'NO_PATH_TO_OUTFALL',
  'UNKNOWN_PLACE',
])

/**
 * Codes of the 宜 rules that a tie-in departs from and that count (SPEC 5.6): each needs a written reason before the
 * point is confirmed. A drop with its drop manhole counts beyond 4 m only.
 */
export function softDeviations(warnings: readonly Told[], dn: number | null): string[] {
  const codes = warnings.filter((warning) => counts(warning, dn)).map(({ code }) => code)
  return [...new Set(codes)]
}

function counts({ code, ...numbers }: Told, dn: number | null): boolean {
  if (code === 'COVER') return numbers['where'] === 'start'
  if (code === 'CLEARANCE_BUILDING') return numbers['drawn'] === true
  if (code === 'DROP') return Number(numbers['m']) > GREATEST_DROP && (dn ?? 0) <= DROP_UP_TO_DN
  return code === 'V_MAX' || code === 'BRANCHES'
}

/** Reasons among these that no engineer may set aside, so that the place is not even marked. */
export function neverAllowed<Reason extends Told>(reasons: readonly Reason[]): Reason[] {
  return reasons.filter(({ code }) => NEVER.has(code))
}
