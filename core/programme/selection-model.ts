import type { TierYears } from '../compound/tier.ts'
import type { Tier } from '../compound/verdict.ts'
import type { SelectionPolicy } from './programme.ts'

/** A ranked compound with its price. Rows come in the order of the ranking. */
export interface SelectionRow {
  readonly id: string
  readonly name: string
  readonly tier: Tier
  readonly rank: number
  readonly score: number
  /** integer 元 */
  readonly cost: number
}

/** Whether tier B may enter (notice 三, C2). */
export interface TierBGate {
  /** The bureau's own statement; null = worked out: every eligible compound of tier A is selected. */
  readonly declared: boolean | null
  /** Names of eligible compounds of tier A that are not among the rows: they hold the gate shut. */
  readonly blockers: readonly string[]
  /** Last years of completion of the tiers, for the reasons. */
  readonly years?: TierYears
}

export interface SelectionOptions {
  /** integer 元: the budget without its reserves */
  readonly available: number
  readonly policy: SelectionPolicy
  readonly gate?: TierBGate
  /** Where the rule of selection stands, for the reasons. */
  readonly clause?: string
  /** States the optimiser may visit before it gives up the proof. */
  readonly stateLimit?: number
}

/** Why a row stands where it stands. */
export type OutcomeKind =
  | 'selected'
  | 'marginal' // 临界: the first that does not fit
  | 'tied_at_line' // 并列 at the line: only the leading group chooses
  | 'after_line' // behind the line of a strict selection
  | 'skipped' // 顺延: does not fit, later ones may
  | 'gate' // tier B while tier A is not assured
  | 'not_chosen' // left out by the optimiser

/** The fate of one row. */
export interface SelectionOutcome {
  readonly id: string
  readonly selected: boolean
  readonly kind: OutcomeKind
  /** Cost of all selected rows down to and including this one, integer 元. */
  readonly cumulativeCost: number
  /** What is missing, integer 元, where money is the reason. */
  readonly gap: number | null
  /** Chinese; empty when selected. */
  readonly reason: string
}

/** A whole selection; outcomes in the order of the rows. */
export interface Selection {
  readonly outcomes: readonly SelectionOutcome[]
  /** integer 元 */
  readonly spent: number
  readonly remaining: number
  /** Did tier B get its chance? */
  readonly gateOpen: boolean
  /** Sum of the selected scores, in hundredths of a point. */
  readonly scoreHundredths: number
  /** No selection under the same gates has a higher sum; equal to it when `exact`. null unless optimised. */
  readonly scoreBound: number | null
  readonly exact: boolean
}

/** What a walk decides of one row before sums are taken. */
export type Fate = { readonly kind: OutcomeKind; readonly gap: number | null; readonly reason: string }
