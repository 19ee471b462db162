import type { Compound } from '../compound/compound.ts'
import { judgeCompound, type EligibilityJudgement } from '../compound/eligibility.ts'
import { countCompound, type CompoundCount } from '../compound/totals.ts'
import { costOf, type CompoundCost } from './cost.ts'
import type { Programme } from './programme.ts'
import { metricsOf, scoreCompound, type CompoundScore } from './score.ts'
import type { ScoringTable } from './scoring-table.ts'

/** A compound as far as it can be judged without a budget. */
export interface PreparedCompound {
  readonly compound: Compound
  readonly count: CompoundCount
  readonly cost: CompoundCost
  /** P11 still open: only a selection knows it. */
  readonly judgement: EligibilityJudgement
  readonly sheet: CompoundScore
  /** Points by criterion in hundredths; null while the sheet is incomplete or not re-checked on site. */
  readonly hundredths: readonly number[] | null
  /** Points of the safety criterion in hundredths, a tie key. */
  readonly safety: number
}

/** A whole register judged for one year: what stays the same while budget, weights and policy move. */
export interface PreparedProgramme {
  readonly programme: Programme
  readonly scoringTable: ScoringTable
  readonly year: number
  readonly compounds: readonly PreparedCompound[]
}

export interface PrepareInput {
  readonly programme: Programme
  readonly scoringTable: ScoringTable
  readonly compounds: readonly Compound[]
  /** Plan year to judge for; the programme's own by default. */
  readonly year?: number
}

/**
 * Counts, prices, scores and judges every compound once. O(compounds × criteria). Keep the answer and hand it
 * to `selectProgramme` as often as the budget moves.
 */
export function prepareProgramme(input: PrepareInput): PreparedProgramme {
  const { programme, scoringTable } = input
  const year = input.year ?? programme.year
  const compounds = input.compounds.map((compound) =>
    prepareCompound(compound, programme, scoringTable, year),
  )
  return { programme, scoringTable, year, compounds }
}

function prepareCompound(
  compound: Compound,
  { policy }: Programme,
  table: ScoringTable,
  year: number,
): PreparedCompound {
  const sheet = scoreCompound(table, metricsOf(compound, policy.tierYears))
  const context = { score: sheet, tierAAssured: null, fiscalRoom: null }
  const safety = sheet.criteria.find((criterion) => criterion.metric === 'safetyHazard')
  return {
    compound,
    count: countCompound(compound),
    cost: costOf(compound, policy),
    judgement: judgeCompound(compound, policy, year, context),
    sheet,
    hundredths: finalHundredths(compound, sheet),
    safety: Math.round((safety?.points ?? 0) * 100),
  }
}

/** The on-site re-check makes a score final (notice 三(三)): without it there is none. */
function finalHundredths(compound: Compound, sheet: CompoundScore): readonly number[] | null {
  if (sheet.total === null || (compound.scoreSheet?.recheckedOn ?? null) === null) return null
  return sheet.criteria.map(({ points }) => Math.round((points ?? 0) * 100))
}
