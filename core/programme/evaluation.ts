import type { CompoundCount } from '../compound/totals.ts'
import type { Eligibility, Tier } from '../compound/verdict.ts'
import type { CompoundCost } from './cost.ts'
import type { ProgrammeTotals, SelectionPolicy } from './programme.ts'
import type { OutcomeKind } from './selection.ts'
import type { TieDecision } from './tie-decision.ts'
import type { Weights } from './weights.ts'

/** What may move without judging anew. */
export interface SelectInput {
  /** integer 元 ≥ 0, reserves included; the notice's by default */
  readonly budget?: number
  readonly policy?: SelectionPolicy
  /** New maxima by criterion id, see `totallerOf`. */
  readonly weights?: Weights
  /** Ids left out of this selection, as if withdrawn. */
  readonly exclude?: readonly string[]
  /** Whether tier A counts as assured (P11), whatever the rules find; absent: as the rules find. */
  readonly tierBGate?: 'open' | 'shut'
}

/** What the rules say of one compound for one year; its checks and its sheet stand in its `CompoundDossier`. */
export interface CompoundJudgement {
  readonly compoundId: string
  readonly name: string
  readonly subdistrictCode: string
  readonly subdistrict: string
  readonly eligibility: Eligibility
  readonly tier: Tier
  /** The year the tier rests on; null while unknown. */
  readonly builtYear: number | null
  /** Chinese, failing first, then waiting ones, each with its clause; empty only when eligible. */
  readonly reasons: readonly string[]
  readonly count: CompoundCount
  /** Final score under the weights given; null while the sheet is incomplete or not re-checked on site. */
  readonly score: number | null
  /** null unless eligible or conditional, scored and not excluded */
  readonly rank: number | null
  /** Shares its rank with others (并列). */
  readonly tied: boolean
  /** What gave it its place among equals. */
  readonly tieDecision: TieDecision | null
  /** integer 元 */
  readonly cost: number
  readonly costKind: CompoundCost['kind']
  readonly costOn: string | null
  /** Cost of the selected down to here, integer 元; null when not ranked. */
  readonly cumulativeCost: number | null
  readonly selected: boolean
  readonly outcome: OutcomeKind | 'unranked'
  /** Money missing, integer 元, where that is the reason. */
  readonly gap: number | null
  /** Chinese: why not selected, or the place of a selected one. Never empty. */
  readonly selectionReason: string
}

/** Counts and money of the selected compounds. Money integer 元, area m². */
export interface SelectedTotals extends ProgrammeTotals {
  readonly cost: number
  readonly tierA: number
  readonly tierB: number
  readonly reserveTemporary: number
  readonly reserveMaintenance: number
}

/** A programme evaluated: every compound, in the register's order and in that of the ranking. */
export interface ProgrammeEvaluation {
  readonly year: number
  readonly policy: SelectionPolicy
  /** integer 元 */
  readonly budget: number
  /** Budget within its ceilings, less the reserves, integer 元. */
  readonly available: number
  /** By compound id, in the order of the register. */
  readonly judgements: ReadonlyMap<string, CompoundJudgement>
  /** Ranked ones first, in order; then all others in the order of the register. */
  readonly ranking: readonly CompoundJudgement[]
  readonly totals: SelectedTotals
  /** budget − reserves − cost, integer 元; negative when the reserves alone exceed the budget */
  readonly remaining: number
  /** Was tier A assured, so that tier B could enter? */
  readonly tierAAssured: boolean
  /** What the selected of tier A leave of `available` for tier B, integer 元 (P11). */
  readonly leftForTierB: number
  /** Compounds of the register by verdict. */
  readonly registerCounts: Readonly<Record<Eligibility, number>> & { readonly total: number }
  /** Sum of the selected scores; under `optimise` the most any selection could reach, and whether that is proven. */
  readonly optimum: { readonly score: number; readonly bound: number | null; readonly exact: boolean }
}
