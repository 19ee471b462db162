import { selectProgramme } from '#core/programme/evaluate.ts'
import type { ProgrammeEvaluation } from '#core/programme/evaluation.ts'
import { prepareProgramme } from '#core/programme/prepare.ts'
import type { JudgedProgramme } from '#core/programme/prepare.ts'
import type { Programme } from '#core/programme/programme.ts'
import type { ScoringTable } from '#core/programme/scoring-table.ts'
import { readCompounds } from '../store/compounds.ts'
import type { StoredCompound } from '../store/compounds.ts'
import { readProgrammes } from '../store/programmes.ts'
import { readScoringTable } from '../store/scoring-tables.ts'
import { readTieDecisions } from '../store/tie-decisions.ts'
import type { Session } from '../store/store.ts'
import type { PerVersion } from './per-version.ts'

/** One plan year as the rules see it: where every figure the service gives comes from. */
export interface YearEvaluation {
  readonly programme: Programme
  readonly scoringTable: ScoringTable
  /** The whole register, by id. */
  readonly compounds: readonly StoredCompound[]
  readonly prepared: JudgedProgramme
  readonly evaluation: ProgrammeEvaluation
}

/** Evaluates each year once per data version. */
export interface Evaluations {
  /** Years with a programme, the newest first. */
  years(): Promise<readonly number[]>
  /** null where that year has no programme */
  of(year: number): Promise<YearEvaluation | null>
}

export function createEvaluations(store: Session, derived: PerVersion): Evaluations {
  async function evaluate(year: number): Promise<YearEvaluation | null> {
    const programme = (await readProgrammes(store)).find((candidate) => candidate.year === year)
    const scoringTable = await readScoringTable<ScoringTable>(store, year)
    if (programme === undefined || scoringTable === null) return null
    const compounds = await readCompounds(store)
    const tieDecisions = await readTieDecisions(store, year)
    const prepared = prepareProgramme({ programme, scoringTable, compounds, tieDecisions })
    return { programme, scoringTable, compounds, prepared, evaluation: selectProgramme(prepared) }
  }
  const of = (year: number): Promise<YearEvaluation | null> =>
    derived.get(`evaluation ${year}`, () => evaluate(year))

  return {
    of,
    years: () =>
      derived.get('years', async () => (await readProgrammes(store)).map((programme) => programme.year)),
  }
}
