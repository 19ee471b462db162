import type { TieDecisionList, TieDecisionRecord, TieDecisionRequest } from '#core/api/tie-decisions.ts'
import { getJson, send } from './client.ts'
import { query } from './paths.ts'

const listPath = (year: number): string => `/api/programmes/${year}/tie-decisions`
const onePath = (id: string): string => `/api/tie-decisions/${encodeURIComponent(id)}`

export const tieDecisionsApi = {
  list: (year: number) => getJson<TieDecisionList>(`${listPath(year)}?${query({ limit: 10000 })}`),
  record: (year: number, body: TieDecisionRequest) =>
    send<TieDecisionRecord>(listPath(year), { method: 'POST', body }),
  change: (id: string, body: TieDecisionRequest, version: number) =>
    send<TieDecisionRecord>(onePath(id), { method: 'PUT', body, version }),
  withdraw: (id: string, version: number) =>
    send<TieDecisionRecord>(onePath(id), { method: 'DELETE', version }),
}
