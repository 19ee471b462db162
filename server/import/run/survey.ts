import type { PipeRecord, WellRecord } from '#core/import/merge/merge-network.ts'
import type { StagedRow } from '#core/import/stage-row.ts'
import { checkSurvey, type Repair, type SurveyedPipe } from '#core/import/survey-check.ts'
import type { ImportContext } from './import-context.ts'

/** Keeps the wells and pipes of an import to look them over as one network. */
export interface Survey {
  take(staged: StagedRow, record: unknown): void
  check(): readonly Repair[]
}

export function createSurvey({ wells: known }: ImportContext): Survey {
  const wells: WellRecord[] = []
  const pipes: SurveyedPipe[] = []
  return {
    take({ kind, values }, record) {
      if (kind === 'wells') wells.push(record as WellRecord)
      if (kind !== 'pipes') return
      pipes.push({
        record: record as PipeRecord,
        depths: [numberOf(values['depthStart']), numberOf(values['depthEnd'])],
        grounds: [numberOf(values['groundStart']), numberOf(values['groundEnd'])],
        misconnected: values['misconnected'] === true,
      })
    },
    check: () => checkSurvey(wells, pipes, (id) => known.get(id) ?? null),
  }
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null
}
