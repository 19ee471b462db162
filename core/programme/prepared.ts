import type { ConsentCount } from '../compound/compound.ts'
import type { CompoundCount } from '../compound/totals.ts'
import type { Eligibility, Tier } from '../compound/verdict.ts'
import type { CompoundCost } from './cost.ts'
import type { Programme } from './programme.ts'
import type { TieDecision } from './tie-decision.ts'
import type { ScoringCriterion, ScoringTable } from './scoring-table.ts'

/**
 * A compound as far as it can be judged without a budget: all that ranking, selecting and every what-if read, and
 * nothing else. No outline, no sheet, no single check, so that a whole register travels to the page in one piece
 * (`planning-columns.ts`) and the page runs the very functions the server runs.
 */
export interface PreparedCompound {
  readonly id: string
  readonly name: string
  readonly subdistrictCode: string
  readonly subdistrict: string
  readonly consent: ConsentCount | null
  readonly withdrawn: boolean
  readonly maintenanceOnly: boolean
  readonly count: CompoundCount
  readonly cost: CompoundCost
  readonly eligibility: Eligibility
  readonly tier: Tier
  /** The year the tier rests on; null while unknown. */
  readonly builtYear: number | null
  /** Chinese; empty for eligible and for conditional ones, whose only reason P11 is the selection's to give. */
  readonly reasons: readonly string[]
  /** Every check but consent (P4) and the tier gate (P11) passes: consent alone decides. */
  readonly consentDecides: boolean
  /** Points by criterion in hundredths; null while the sheet is incomplete or not re-checked on site. */
  readonly hundredths: readonly number[] | null
  /** Chinese: why there is no final score, empty where there is one. */
  readonly unscored: string
  /** Points of the safety criterion in hundredths, a tie key. */
  readonly safety: number
}

/** What a selection reads of the scoring sheet. */
export interface PlanningTable extends Pick<ScoringTable, 'id' | 'title' | 'status' | 'total' | 'tieBreak'> {
  readonly criteria: readonly Pick<ScoringCriterion, 'id' | 'group' | 'label' | 'max'>[]
}

/** A whole register judged for one year: what stays the same while budget, weights and policy move. */
export interface PreparedProgramme {
  readonly programme: Pick<Programme, 'year' | 'official' | 'policy'>
  readonly scoringTable: PlanningTable
  readonly year: number
  readonly compounds: readonly PreparedCompound[]
  /** What the leading group decided between equals. */
  readonly tieDecisions: readonly TieDecision[]
}
