import type { GroundNames } from '#core/api/base-map.ts'
import type { Briefing } from '#core/api/briefing.ts'
import type {
  CompoundBatch,
  CompoundBatchAnswer,
  CompoundPatch,
  CompoundPatchAnswer,
} from '#core/api/compound-edits.ts'
import type { CompoundCollection, CompoundDetail } from '#core/api/compounds.ts'
import type { BallotsRequest, ConsentAnswer, ConsentRequest, SatisfactionRequest } from '#core/api/consent.ts'
import type {
  Plan,
  PlanChange,
  PlanList,
  PlanRequest,
  PlanStep,
  PlanVersionRequest,
} from '#core/api/plans.ts'
import type { ConnectionCollection, Downstream } from '#core/api/connections.ts'
import type { ComputeRequest, Job } from '#core/api/jobs.ts'
import type { PlanningAnswer } from '#core/api/planning.ts'
import type { ProgrammeAnswer, RankingRow } from '#core/api/programmes.ts'
import type { ReviewAnswer, ReviewColumnBody } from '#core/api/score-review.ts'
import type { ScoringPreview, ScoringVersionAnswer, ScoringVersionList } from '#core/api/scoring-tables.ts'
import type { ExportLayers, ExportWish } from '#core/api/exports.ts'
import type { Problem, SearchAnswer, Settings } from '#core/api/service.ts'
import type { ReviewColumn } from '#core/compound/score-sheet.ts'
import type { ScoringTable } from '#core/programme/scoring-table.ts'
import { AS_JSON, takeEarly } from './early.ts'
import { compoundsPath, programmePath, query, rankingPath, settingsPath } from './paths.ts'
import type { SavedSet, SavedSetList, SelectionExport, SetChange, SetRequest } from '#core/api/sets.ts'

/** An answer that is not 2xx, with the problem details the server sent (RFC 9457). */
export class ApiError extends Error {
  readonly problem: Problem
  /** Seconds to wait before another try, where the server asks for it. */
  readonly retryAfter: number | null
  constructor(problem: Problem, retryAfter: number | null = null) {
    super(problem.title)
    this.problem = problem
    this.retryAfter = retryAfter
  }
}

let signedOut = (): void => undefined

/** Tells `listener` of each request that finds nobody signed in. */
export function whenSignedOut(listener: () => void): void {
  signedOut = listener
}

/** Says that a request found nobody signed in. */
export function tellSignedOut(): void {
  signedOut()
}

/** What a request tells of the line: an answer given just now, one that was kept, or nothing at all. */
export type Heard = 'live' | 'nothing' | { readonly keptAt: string }

let heard = (_answer: Heard): void => undefined

/** Tells `listener` of each request how it went, whatever it was about. */
export function whenHeard(listener: (answer: Heard) => void): void {
  heard = listener
}

/** For requests that do not go through here. */
export function tellHeard(answer: Heard): void {
  heard(answer)
}

/** Every request of the page: an answer without a line is one that the service worker kept. */
async function listening(asked: Promise<Response>): Promise<Response> {
  try {
    const response = await asked
    const keptAt = response.headers.get('x-kept-at')
    heard(keptAt === null ? 'live' : { keptAt })
    return response
  } catch (error) {
    if (error instanceof TypeError) heard('nothing')
    throw error
  }
}

interface Write {
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly body?: unknown
  /** Version of the record the write was made from: goes along as `If-Match`. */
  readonly version?: number
  /** Goes along as `Idempotency-Key`: sent again, it is written once. */
  readonly key?: string
  readonly signal?: AbortSignal
}

/**
 * A write, for the resources' own files beside this one. 401 opens the sign-in dialog by itself; 412 carries the record as it now stands in `problem.current`.
 * @throws ApiError
 */
export async function send<T>(path: string, { method, body, version, key, signal }: Write): Promise<T> {
  const asked = fetch(path, {
    method,
    headers: {
      Accept: 'application/json',
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(version === undefined ? {} : { 'If-Match': `"${version}"` }),
      ...(key === undefined ? {} : { 'Idempotency-Key': key }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal,
  })
  const response = await listening(asked)
  if (!response.ok) {
    if (response.status === 401 && !path.startsWith('/api/auth/')) signedOut()
    throw await errorOf(response)
  }
  return (response.status === 204 ? undefined : await response.json()) as T
}

export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await listening(takeEarly(path) ?? fetch(path, { ...AS_JSON, signal }))
  if (!response.ok) {
    // With ACCESS=private reading needs somebody signed in as well.
    if (response.status === 401) signedOut()
    throw await errorOf(response)
  }
  return (await response.json()) as T
}

/** Bytes, as they come. @throws ApiError */
export async function getBytes(path: string): Promise<ArrayBuffer> {
  const response = await fetch(path)
  if (!response.ok) {
    if (response.status === 401) signedOut()
    throw await errorOf(response)
  }
  return response.arrayBuffer()
}

/** A file made from a request that writes nothing. */
/** A file with the name the server gave it. */
async function fetchNamedFile(path: string, body: unknown): Promise<{ blob: Blob; name: string | null }> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw await errorOf(response)
  const name = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1]
  return { blob: await response.blob(), name: name === undefined ? null : decodeURIComponent(name) }
}

async function fetchFile(path: string, body: unknown): Promise<Blob> {
  return (await fetchNamedFile(path, body)).blob
}

async function errorOf(response: Response): Promise<ApiError> {
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN)
  return new ApiError(await problemOf(response), Number.isFinite(retryAfter) ? retryAfter : null)
}

async function problemOf(response: Response): Promise<Problem> {
  try {
    return (await response.json()) as Problem
  } catch {
    return { type: 'about:blank', title: `HTTP ${response.status}`, status: response.status }
  }
}

/** The typed client: the only place of the page that fetches. */
export const api = {
  /** Is the service there? Never a kept answer. */
  health: () => getJson<{ status: string }>('/api/health'),
  /** Address of the script of the page the server has now. */
  async pageScript(): Promise<string | null> {
    const response = await fetch('/', { cache: 'no-cache' })
    const page = new DOMParser().parseFromString(await response.text(), 'text/html')
    return page.querySelector('script[type="module"][src]')?.getAttribute('src') ?? null
  },
  settings: (signal?: AbortSignal) => getJson<Settings>(settingsPath(), signal),
  programme: (year: number, signal?: AbortSignal) => getJson<ProgrammeAnswer>(programmePath(year), signal),
  ranking: (year: number, signal?: AbortSignal) => getJson<RankingRow[]>(rankingPath(year), signal),
  briefing: (year: number, plan: string | null, signal?: AbortSignal) =>
    getJson<Briefing>(`/api/programmes/${year}/briefing?${query(plan === null ? {} : { plan })}`, signal),
  planning: (year: number, signal?: AbortSignal) =>
    getJson<PlanningAnswer>(`/api/programmes/${year}/planning`, signal),
  plans: (year: number, signal?: AbortSignal) =>
    getJson<PlanList>(`/api/programmes/${year}/plans?${query({ limit: 10000 })}`, signal),
  plan: (id: string, signal?: AbortSignal) => getJson<Plan>(`/api/plans/${encodeURIComponent(id)}`, signal),
  savePlan: (year: number, body: PlanRequest) =>
    send<Plan>(`/api/programmes/${year}/plans`, { method: 'POST', body }),
  savePlanVersion: (id: string, body: PlanVersionRequest) =>
    send<Plan>(`/api/plans/${encodeURIComponent(id)}/versions`, { method: 'POST', body }),
  changePlan: (id: string, body: PlanChange, version: number) =>
    send<Plan>(`/api/plans/${encodeURIComponent(id)}`, { method: 'PATCH', body, version }),
  stepPlan: (id: string, body: PlanStep, version: number) =>
    send<Plan>(`/api/plans/${encodeURIComponent(id)}/state`, { method: 'POST', body, version }),
  compounds: (year: number, cursor?: string, signal?: AbortSignal) =>
    getJson<CompoundCollection>(compoundsPath(year, cursor), signal),
  compound: (id: string, year: number, signal?: AbortSignal) =>
    getJson<CompoundDetail>(`/api/compounds/${encodeURIComponent(id)}?${query({ year })}`, signal),
  patchCompound: (id: string, year: number, version: number, body: CompoundPatch) =>
    send<CompoundPatchAnswer>(`/api/compounds/${encodeURIComponent(id)}?${query({ year })}`, {
      method: 'PATCH',
      body,
      version,
    }),
  editCompounds: (year: number, body: CompoundBatch, signal?: AbortSignal) =>
    send<CompoundBatchAnswer>(`/api/compounds/batch?${query({ year })}`, { method: 'POST', body, signal }),
  consent: (id: string, year: number, signal?: AbortSignal) =>
    getJson<ConsentAnswer>(`/api/compounds/${encodeURIComponent(id)}/consent?${query({ year })}`, signal),
  saveConsent: (id: string, year: number, version: number, body: ConsentRequest) =>
    send<ConsentAnswer>(`/api/compounds/${encodeURIComponent(id)}/consent?${query({ year })}`, {
      method: 'PUT',
      body,
      version,
    }),
  saveBallots: (id: string, year: number, version: number, body: BallotsRequest) =>
    send<ConsentAnswer>(`/api/compounds/${encodeURIComponent(id)}/consent/ballots?${query({ year })}`, {
      method: 'POST',
      body,
      version,
    }),
  saveSatisfaction: (id: string, year: number, version: number, body: SatisfactionRequest) =>
    send<ConsentAnswer>(`/api/compounds/${encodeURIComponent(id)}/satisfaction?${query({ year })}`, {
      method: 'PUT',
      body,
      version,
    }),
  setConsentEntry: (id: string, year: number, version: number, entry: ConsentEntryChange) =>
    send<ConsentAnswer>(
      `/api/compounds/${encodeURIComponent(id)}/consent/entries/${entry.entry}?${query({ year })}`,
      { method: 'PUT', body: { inForce: entry.inForce }, version },
    ),
  connections: (year: number, signal?: AbortSignal) =>
    getJson<ConnectionCollection>(`/api/connections?${query({ year, limit: 10000 })}`, signal),
  candidates: (year: number, compoundId: string, signal?: AbortSignal) =>
    getJson<ConnectionCollection>(
      `/api/connections?${query({ year, compoundId, all: 1, limit: 10000 })}`,
      signal,
    ),
  downstream: (connectionId: string, signal?: AbortSignal) =>
    getJson<Downstream>(`/api/connections/${encodeURIComponent(connectionId)}/downstream`, signal),
  computeConnections: (body: ComputeRequest) =>
    send<Job>('/api/connections/compute', { method: 'POST', body }),
  job: (id: string) => getJson<Job>(`/api/jobs/${encodeURIComponent(id)}`),
  cancelJob: (id: string) => send<Job>(`/api/jobs/${encodeURIComponent(id)}`, { method: 'DELETE' }),
  groundNames: (signal?: AbortSignal) => getJson<GroundNames>('/api/basemap/names', signal),
  sets: (signal?: AbortSignal) => getJson<SavedSetList>(`/api/sets?${query({ limit: 10000 })}`, signal),
  saveSet: (body: SetRequest) => send<SavedSet>('/api/sets', { method: 'POST', body }),
  changeSet: (id: string, body: SetChange, version: number) =>
    send<SavedSet>(`/api/sets/${encodeURIComponent(id)}`, { method: 'PATCH', body, version }),
  deleteSet: (id: string, version: number) =>
    send<SavedSet>(`/api/sets/${encodeURIComponent(id)}`, { method: 'DELETE', version }),
  exportLayers: (year: number) => getJson<ExportLayers>(`/api/exports?${query({ year })}`),
  layerFile: (name: string, wish: ExportWish) => fetchNamedFile(`/exports/${name}`, wish),
  selectionSheet: (body: SelectionExport) => fetchFile('/exports/selection.xlsx', body),
  search: (q: string, signal?: AbortSignal) => getJson<SearchAnswer>(`/api/search?${query({ q })}`, signal),
  review: (compoundId: string, year: number, signal?: AbortSignal) =>
    getJson<ReviewAnswer>(`${reviewPath(compoundId)}?${query({ year })}`, signal),
  saveReview: ({ compoundId, column, body, version, year }: ReviewWrite) =>
    send<ReviewAnswer>(`${reviewPath(compoundId)}/${column}?${query({ year })}`, {
      method: 'PUT',
      body,
      version,
    }),
  reopenReview: ({ compoundId, reason, version, year }: Reopening) =>
    send<ReviewAnswer>(`${reviewPath(compoundId)}/reopen?${query({ year })}`, {
      method: 'POST',
      body: { reason },
      version,
    }),
  scoringTables: (signal?: AbortSignal) => getJson<ScoringVersionList>('/api/scoring-tables', signal),
  scoringTable: (id: string, signal?: AbortSignal) => getJson<ScoringVersionAnswer>(scoringPath(id), signal),
  newScoringDraft: (from: string) =>
    send<ScoringVersionAnswer>('/api/scoring-tables', { method: 'POST', body: { from } }),
  saveScoringDraft: (table: ScoringTable, version: number) =>
    send<ScoringVersionAnswer>(scoringPath(table.id), { method: 'PUT', body: table, version }),
  previewScoring: (id: string, document: ScoringTable, year: number) =>
    send<ScoringPreview>(`${scoringPath(id)}/preview`, { method: 'POST', body: { document, year } }),
  publishScoring: (id: string, body: { reason: string; years: readonly number[] }, version: number) =>
    send<ScoringVersionAnswer>(`${scoringPath(id)}/publish`, { method: 'POST', body, version }),
  deleteScoringDraft: (id: string, version: number) =>
    send<{ id: string }>(scoringPath(id), { method: 'DELETE', version }),
}

interface ConsentEntryChange {
  readonly entry: number
  readonly inForce: boolean
}

interface ReviewWrite {
  readonly compoundId: string
  readonly column: ReviewColumn
  readonly body: ReviewColumnBody
  readonly version: number
  readonly year: number
}

interface Reopening extends Pick<ReviewWrite, 'compoundId' | 'version' | 'year'> {
  readonly reason: string
}

function reviewPath(compoundId: string): string {
  return `/api/compounds/${encodeURIComponent(compoundId)}/review`
}

function scoringPath(id: string): string {
  return `/api/scoring-tables/${encodeURIComponent(id)}`
}
