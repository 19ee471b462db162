import type { ImportEntry, ImportPlaces, ImportView, WireImportPlan } from '#core/api/imports.ts'
import type { Problem } from '#core/api/service.ts'
import type { ImportWish } from '#core/import/who-may.ts'
import { ApiError, getJson, send, tellSignedOut } from './client.ts'
import { query } from './paths.ts'

const path = (id: string): string => `/api/imports/${encodeURIComponent(id)}`

/** Files on their way in. */
export const importsApi = {
  list: () => getJson<{ items: ImportEntry[] }>('/api/imports'),
  read: (id: string) => getJson<ImportView>(path(id)),
  upload: (wish: ImportWish, file: File, onProgress: (share: number) => void) =>
    upload(`/api/imports?${query({ wish, name: file.name })}`, file, onProgress),
  plan: (id: string, version: number, plan: WireImportPlan) =>
    send<ImportView>(`${path(id)}/plan`, { method: 'PUT', body: plan, version }),
  places: (id: string, plan: WireImportPlan, signal?: AbortSignal) =>
    send<ImportPlaces>(`${path(id)}/places`, { method: 'POST', body: plan, signal }),
  check: (id: string) => send<ImportView>(`${path(id)}/check`, { method: 'POST' }),
  apply: (id: string, version: number) => send<ImportView>(`${path(id)}/apply`, { method: 'POST', version }),
  undo: (id: string) => send<ImportView>(`${path(id)}/undo`, { method: 'POST' }),
  cancel: (id: string) => send<ImportView>(`${path(id)}/run`, { method: 'DELETE' }),
  discard: (id: string) => send<ImportView>(path(id), { method: 'DELETE' }),
  markedPath: (id: string) => `${path(id)}/marked.xlsx`,
  templatePath: (wish: ImportWish) => `/api/import-templates/${wish}`,
}

/** A request that says how much of a file has gone out: `fetch` does not. */
function upload(target: string, file: File, onProgress: (share: number) => void): Promise<ImportView> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', target)
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total)
    request.onload = () => {
      if (request.status === 200) return resolve(request.response as ImportView)
      if (request.status === 401) tellSignedOut()
      const { status } = request
      const problem = request.response as Problem | null
      reject(new ApiError(problem ?? { type: 'about:blank', title: `HTTP ${status}`, status }))
    }
    request.onerror = () => reject(new TypeError('network'))
    request.send(file)
  })
}
