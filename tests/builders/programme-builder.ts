import { readFileSync } from 'node:fs'
import type { Programme, ProgrammePolicy } from '#core/programme/programme.ts'
import type { ScoringTable } from '#core/programme/scoring-table.ts'

/** The shipped programme of 2024, without reserves unless the test sets them. */
export function aProgramme(policy: Partial<ProgrammePolicy> = {}, budget?: number): Programme {
  const shipped = readJson<Programme>('programme-2024.json')
  return {
    ...shipped,
    official: { ...shipped.official, budget: budget ?? shipped.official.budget },
    policy: {
      ...shipped.policy,
      reserves: { ...shipped.policy.reserves, temporary: 0, maintenance: 0 },
      ...policy,
    },
  }
}

/** The shipped scoring sheet. */
export function aScoringTable(): ScoringTable {
  return readJson<ScoringTable>('scoring-default.json')
}

function readJson<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../../data/${name}`, import.meta.url), 'utf8')) as T
}
