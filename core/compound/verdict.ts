/** Unknown is not false: a check passes, fails, or waits for facts (通过 / 不通过 / 待核实). */
export type Verdict = 'pass' | 'fail' | 'unknown'

/** Predicates of DOMAIN §4.1. */
export type CheckId = 'P0' | 'P1' | 'P2' | 'P3' | 'P4' | 'P5' | 'P6' | 'P7' | 'P8' | 'P9' | 'P10' | 'P11'

/** The outcome of one predicate for one compound. */
export interface Check {
  readonly id: CheckId
  readonly verdict: Verdict
  /** What it says, in Chinese, with the numbers; for a pass the facts that prove it. */
  readonly reason: string
  /** Where the rule stands, e.g. "海政办通〔2023〕42号 三(二)". */
  readonly clause: string
  /** How many are missing (households for P4), where that can be said. */
  readonly missing?: number
  /** The numbers of `reason`, for other languages. */
  readonly numbers: Readonly<Record<string, number | string>>
}

/** Eligibility of one compound for one plan year. */
export type Eligibility = 'eligible' | 'conditional' | 'unverified' | 'ineligible' | 'renovated'

/** A: completed by the end of 2000; B: 2001–2005; none: later or not known. */
export type Tier = 'A' | 'B' | 'none'
