import type { Plan } from '#core/api/plans.ts'
import { planSnapshot } from '#core/programme/plan/plan-snapshot.ts'
import { planningProgramme } from '#core/programme/planning-columns.ts'
import { api } from '../api/client.ts'

/** What a print address asks for: `/print/ranking?plan=ID`, `/print/compare?plans=ID,ID`. */
export interface PrintRequest {
  readonly kind: 'ranking' | 'compare'
  readonly year: number
  /** Empty: the plan as it stands. */
  readonly plans: readonly string[]
}

const ID = /^[\w-]{1,80}$/
const USUAL_YEAR = 2024
const MOST_PLANS = 4

/** Reads a print address; whatever cannot be meant is left out. */
export function readPrintRequest(path: string, query: string): PrintRequest {
  const values = new URLSearchParams(query)
  const kind = path === '/print/compare' ? 'compare' : 'ranking'
  const asked = kind === 'compare' ? (values.get('plans') ?? '').split(',') : [values.get('plan') ?? '']
  const year = values.get('year') ?? ''
  return {
    kind,
    year: /^(19|20)\d\d$/.test(year) ? Number(year) : USUAL_YEAR,
    plans: asked.filter((id) => ID.test(id)).slice(0, MOST_PLANS),
  }
}

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
    id: 'standing',
    version: 1,
    year,
    series: 'standing',
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
