import type { ConnectionDecision, ConnectionProperties } from '#core/api/connections.ts'
import type {
  CommentList,
  TieInComment,
  TieInRequest,
  TieInStepRequest,
  WorkItem,
  WorkList,
} from '#core/api/tie-in-work.ts'
import { getBytes, getJson, send } from './client.ts'
import { query } from './paths.ts'

/** What the centre and those who ask it for tie-ins write and read. */
export const tieInsApi = {
  work: (year: number) => getJson<WorkList>(`/api/connections/work?${query({ year, limit: 10000 })}`),
  decide: (id: string, version: number, body: ConnectionDecision, key?: string) =>
    send<ConnectionProperties>(pointPath(id), { method: 'PATCH', body, version, key }),
  step: (id: string, version: number, body: TieInStepRequest, key?: string) =>
    send<ConnectionProperties>(stepsPath(id), { method: 'POST', body, version, key }),
  ground: (compoundId: string, year: number) =>
    getBytes(`/api/connections/ground?${query({ compoundId, year })}`),
  comments: (id: string) => getJson<CommentList>(`${pointPath(id)}/comments?${query({ limit: 1000 })}`),
  comment: (id: string, text: string, key: string) =>
    send<TieInComment>(commentsPath(id), { method: 'POST', body: { text }, key }),
  request: (compoundId: string, year: number, version: number, body: TieInRequest) =>
    send<WorkItem>(workPath(compoundId, 'request', year), { method: 'PUT', body, version }),
  withdraw: (compoundId: string, year: number, version: number) =>
    send<WorkItem>(workPath(compoundId, 'request', year), { method: 'DELETE', version }),
  takeOn: (compoundId: string, year: number, version: number, engineer: 'me' | null) =>
    send<WorkItem>(workPath(compoundId, 'engineer', year), { method: 'PUT', body: { engineer }, version }),
}

/** Steps of one point, also for what is sent later. */
export function stepsPath(id: string): string {
  return `${pointPath(id)}/steps`
}

export function commentsPath(id: string): string {
  return `${pointPath(id)}/comments`
}

export function pointPath(id: string): string {
  return `/api/connections/${encodeURIComponent(id)}`
}

function workPath(compoundId: string, part: string, year: number): string {
  return `/api/connections/work/${encodeURIComponent(compoundId)}/${part}?${query({ year })}`
}
