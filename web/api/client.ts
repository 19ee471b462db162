import type { CompoundCollection, CompoundDetail } from '#core/api/compounds.ts'
import type { ConnectionCollection, Downstream } from '#core/api/connections.ts'
import type { ProgrammeAnswer, RankingRow } from '#core/api/programmes.ts'
import type { Problem, SearchAnswer, Settings } from '#core/api/service.ts'
import type { FeatureCollection } from 'geojson'

/** An answer that is not 2xx, with the problem details the server sent (RFC 9457). */
export class ApiError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.title)
    this.problem = problem
  }
}

async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await fetch(path, { headers: { Accept: 'application/json' }, signal })
  if (!response.ok) throw new ApiError(await problemOf(response))
  return (await response.json()) as T
}

async function problemOf(response: Response): Promise<Problem> {
  try {
    return (await response.json()) as Problem
  } catch {
    return { type: 'about:blank', title: `HTTP ${response.status}`, status: response.status }
  }
}

function query(values: Record<string, string | number | undefined>): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined) parameters.set(name, String(value))
  }
  return parameters.toString()
}

/** The typed client: the only place of the page that fetches. */
export const api = {
  settings: (signal?: AbortSignal) => getJson<Settings>('/api/settings', signal),
  programme: (year: number, signal?: AbortSignal) =>
    getJson<ProgrammeAnswer>(`/api/programmes/${year}`, signal),
  ranking: (year: number, signal?: AbortSignal) =>
    getJson<RankingRow[]>(`/api/programmes/${year}/ranking`, signal),
  compounds: (year: number, cursor?: string, signal?: AbortSignal) =>
    getJson<CompoundCollection>(`/api/compounds?${query({ year, limit: 10000, cursor })}`, signal),
  compound: (id: string, year: number, signal?: AbortSignal) =>
    getJson<CompoundDetail>(`/api/compounds/${encodeURIComponent(id)}?${query({ year })}`, signal),
  connections: (year: number, signal?: AbortSignal) =>
    getJson<ConnectionCollection>(`/api/connections?${query({ year, limit: 10000 })}`, signal),
  candidates: (year: number, compoundId: string, signal?: AbortSignal) =>
    getJson<ConnectionCollection>(
      `/api/connections?${query({ year, compoundId, all: 1, limit: 10000 })}`,
      signal,
    ),
  downstream: (connectionId: string, signal?: AbortSignal) =>
    getJson<Downstream>(`/api/connections/${encodeURIComponent(connectionId)}/downstream`, signal),
  baseMap: (signal?: AbortSignal) => getJson<FeatureCollection>('/api/basemap', signal),
  search: (q: string, signal?: AbortSignal) => getJson<SearchAnswer>(`/api/search?${query({ q })}`, signal),
}
