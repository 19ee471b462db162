import type { Compound } from '../compound/compound.ts'
import { asFound } from '../compound/findings.ts'
import { judgeCompound, type EligibilityJudgement } from '../compound/eligibility.ts'
import { countCompound } from '../compound/totals.ts'
import { costOf } from './cost.ts'
import type { PreparedCompound, PreparedProgramme } from './prepared.ts'
import type { Programme } from './programme.ts'
import { scoreReview, type ReviewedScore } from './score-review.ts'
import type { ScoringTable } from './scoring-table.ts'
import type { TieDecision } from './tie-decision.ts'

/** Everything the rules say of one compound by itself: each check with its numbers, each criterion with its basis. */
export interface CompoundDossier {
  /** P11 still open: only a selection knows it, see `checksWithTierGate`. */
  readonly judgement: EligibilityJudgement
  /** The sheet as scored by the table, also while incomplete. */
  readonly sheet: ReviewedScore
}

/** A prepared programme with the dossiers it was prepared from. */
export interface JudgedProgramme extends PreparedProgramme {
  readonly programme: Programme
  readonly scoringTable: ScoringTable
  /** By compound id, in the order of the register. */
  readonly dossiers: ReadonlyMap<string, CompoundDossier>
}

export interface PrepareInput {
  readonly programme: Programme
  readonly scoringTable: ScoringTable
  readonly compounds: readonly Compound[]
  /** Plan year to judge for; the programme's own by default. */
  readonly year?: number
  /** Decisions on ties of that year; none by default. */
  readonly tieDecisions?: readonly TieDecision[]
}

/**
 * Counts, prices, scores and judges every compound once. O(compounds × criteria). Keep the answer and hand it
 * to `selectProgramme` as often as the budget moves.
 */
export function prepareProgramme(input: PrepareInput): JudgedProgramme {
  const { programme, scoringTable } = input
  const year = input.year ?? programme.year
  const dossiers = new Map<string, CompoundDossier>()
  const compounds = input.compounds.map((recorded) => {
    const compound = asFound(recorded)
    const sheet = scoreReview(scoringTable, recorded, programme.policy.tierYears)
    const context = { score: sheet, tierAAssured: null, fiscalRoom: null }
    const dossier = { sheet, judgement: judgeCompound(compound, programme.policy, year, context) }
    dossiers.set(compound.id, dossier)
    return preparedCompound(compound, programme, dossier)
  })
  return { programme, scoringTable, year, compounds, dossiers, tieDecisions: input.tieDecisions ?? [] }
}

function preparedCompound(
  compound: Compound,
  { policy }: Programme,
  { judgement, sheet }: CompoundDossier,
): PreparedCompound {
  const safety = sheet.criteria.find((criterion) => criterion.metric === 'safetyHazard')
  return {
    id: compound.id,
    name: compound.name,
    subdistrictCode: compound.subdistrictCode,
    subdistrict: compound.subdistrict,
    consent:
      compound.consent === null ? null : { agree: compound.consent.agree, total: compound.consent.total },
    withdrawn: compound.stage === 'withdrawn',
    maintenanceOnly: compound.maintenanceOnly,
    count: countCompound(compound),
    cost: costOf(compound, policy),
    eligibility: judgement.eligibility,
    tier: judgement.tier,
    builtYear: judgement.builtYear,
    reasons: judgement.eligibility === 'conditional' ? [] : judgement.reasons,
    consentDecides: judgement.checks.every(
      ({ id, verdict }) => id === 'P4' || id === 'P11' || verdict === 'pass',
    ),
    hundredths: finalHundredths(sheet),
    unscored: unscoredReason(sheet),
    safety: Math.round((safety?.points ?? 0) * 100),
  }
}

/** The on-site re-check makes a score final (notice 三(三)): while one criterion waits for it there is none. */
function finalHundredths(sheet: ReviewedScore): readonly number[] | null {
  if (sheet.total === null || !sheet.locked || sheet.unreviewed.length > 0) return null
  return sheet.criteria.map(({ points }) => Math.round((points ?? 0) * 100))
}

/** Chinese: why there is no final score, with the criteria it waits for; empty where there is one. */
function unscoredReason(sheet: ReviewedScore): string {
  const { unreviewed, criteria, locked, total } = sheet
  if (unreviewed.length === criteria.length) return '未经实地复核'
  if (unreviewed.length > 0) return `实地复核未完成(未复核:${unreviewed.join('、')})`
  if (!locked) return '实地复核已重新开启,尚未再次锁定'
  return total === null ? '评分表待补佐证' : ''
}
