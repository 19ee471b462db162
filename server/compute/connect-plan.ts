import { readConnectionRun } from '../store/connections.ts'
import { computeConnections } from './compute-connections.ts'
import type { Engine } from './compute-connections.ts'
import type { Evaluations } from './evaluations.ts'

/** GB 50014-2021 4.1.3: the general areas of a large city are drained for a storm of 2 to 5 years; 3 by default. */
export const RETURN_PERIOD_YEARS = 3

/** What connecting the plans needs. */
export interface ConnectPlan extends Engine {
  readonly evaluations: Evaluations
  readonly signal?: AbortSignal
}

/**
 * Finds and stores the connection points of the compounds in each year's plan, where that has not been done. What an
 * earlier run stored stays: engineers have worked on it.
 */
export async function connectPlans({ evaluations, signal, ...engine }: ConnectPlan): Promise<void> {
  for (const year of await evaluations.years()) {
    if ((await readConnectionRun(engine.store, year)) !== null) continue
    const evaluated = await evaluations.of(year)
    if (evaluated === null || evaluated.evaluation.totals.compounds === 0) continue
    await computeConnections(engine, {
      evaluated,
      compoundIds: null,
      returnPeriod: RETURN_PERIOD_YEARS,
      includeMarked: false,
      actor: null,
      ...(signal === undefined ? {} : { signal }),
    })
  }
}
