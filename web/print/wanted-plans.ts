import type { Plan } from '#core/api/plans.ts'
import { planSnapshot } from '#core/programme/plan/plan-snapshot.ts'
import { planningProgramme } from '#core/programme/planning-columns.ts'
import { api } from '../api/client.ts'
import type { PrintRequest } from './print-request.ts'

/** Id of the plan that nobody saved: what the records give now. */
export const STANDING = 'standing'

/** The plans asked for as they were frozen; without any the one the records give now. @throws ApiError */
export async function wantedPlans(request: PrintRequest, standingName: string): Promise<readonly Plan[]> {
  if (request.plans.length > 0) return Promise.all(request.plans.map((id) => api.plan(id)))
  return [await standingPlan(request.year, standingName)]
}

async function standingPlan(year: number, name: string): Promise<Plan> {
  const [answer, register] = await Promise.all([api.planning(year), api.compounds(year)])
  const prepared = planningProgramme(answer)
  const sources = new Map(register.features.map(({ id, properties }) => [id, properties.source]))
  const { official, policy } = prepared.programme
  const input = { budget: official.budget, policy: policy.selection }
  const now = new Date().toISOString()
  return {
    id: STANDING,
    version: 1,
    year,
    series: STANDING,
    revision: 1,
    reason: null,
    name,
    note: '',
    author: '',
    createdAt: now,
    updatedAt: now,
    state: 'draft',
    wayOut: null,
    publicity: null,
    approval: null,
    dataVersion: 0,
    official,
    ...planSnapshot(prepared, answer.inputs, input, (id) => sources.get(id) ?? 'survey'),
  }
}
