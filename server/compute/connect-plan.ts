import { createHash } from 'node:crypto'
import type { ConnectInput } from '#core/drainage/connect.ts'
import type { ConnectAnswer } from '#core/drainage/model.ts'
import type { DrainageRules } from '#core/drainage/rules.ts'
import { readBaseFeatures } from '../store/base-features.ts'
import { readConnectionRun, replaceConnections } from '../store/connections.ts'
import { readPipes, readWells } from '../store/network.ts'
import type { Store } from '../store/store.ts'
import { connectionInput } from './connection-inputs.ts'
import { toRecord } from './connection-records.ts'
import type { Evaluations, YearEvaluation } from './evaluations.ts'
import { runInWorker } from './run-in-worker.ts'

/** GB 50014-2021 4.1.3: a medium city's general areas are drained for a storm of 2 to 3 years. */
const RETURN_PERIOD_YEARS = 3

/** What connecting a plan needs. */
export interface ConnectPlan {
  readonly store: Store
  readonly evaluations: Evaluations
  readonly rules: DrainageRules
  /** Version of the program the engine is part of. */
  readonly engine: string
  readonly signal?: AbortSignal
}

/**
 * Finds and stores the connection points of the compounds in each year's plan, where that has not been done. What an
 * earlier run stored stays: engineers have worked on it.
 */
export async function connectPlans(plan: ConnectPlan): Promise<void> {
  for (const year of await plan.evaluations.years()) {
    if ((await readConnectionRun(plan.store, year)) !== null) continue
    const evaluated = await plan.evaluations.of(year)
    if (evaluated !== null && evaluated.evaluation.totals.compounds > 0) await connectPlan(plan, evaluated)
  }
}

async function connectPlan(
  { store, rules, engine, signal }: ConnectPlan,
  evaluated: YearEvaluation,
): Promise<void> {
  const { compounds, evaluation } = evaluated
  const { input, leftOut } = connectionInput(
    {
      compounds: compounds.filter((compound) => evaluation.judgements.get(compound.id)?.selected === true),
      register: compounds,
      wells: await readWells(store),
      pipes: await readPipes(store),
      baseFeatures: await readBaseFeatures(store),
    },
    rules,
    RETURN_PERIOD_YEARS,
  )
  const answer = await runInWorker<ConnectInput, ConnectAnswer>(
    new URL('./connect-worker.ts', import.meta.url),
    input,
    signal,
  )
  const byId = new Map(compounds.map((compound) => [compound.id, compound]))
  const records = answer.compounds.flatMap(({ compoundId, connections }) =>
    connections.map((connection, order) =>
      toRecord(connection, {
        year: evaluation.year,
        order,
        compoundName: byId.get(compoundId)?.name ?? compoundId,
        source: byId.get(compoundId)?.source === 'demo' ? 'demo' : 'survey',
      }),
    ),
  )
  const run = {
    year: evaluation.year,
    engine,
    inputs: createHash('sha256').update(JSON.stringify(input)).digest('hex'),
    returnPeriod: RETURN_PERIOD_YEARS,
    faults: [...answer.faults, ...leftOut].map((fault) => ({ ...fault })),
  }
  await store.write((session) => replaceConnections(session, run, records))
}
