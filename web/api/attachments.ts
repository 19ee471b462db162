import type {
  Attachment,
  AttachmentChange,
  AttachmentList,
  AttachmentOf,
  UploadAnswer,
} from '#core/api/attachments.ts'
import type { Problem } from '#core/api/service.ts'
import { ApiError, getJson, send, tellHeard, tellSignedOut } from './client.ts'
import { query } from './paths.ts'

const pathOf = (id: string): string => `/api/attachments/${encodeURIComponent(id)}`

/** Photos and documents of a record. */
export const attachmentsApi = {
  list: (of: AttachmentOf) => getJson<AttachmentList>(`/api/attachments?${query({ ...of, limit: 10000 })}`),
  change: ({ id, version }: Attachment, body: AttachmentChange) =>
    send<Attachment>(pathOf(id), { method: 'PATCH', version, body }),
  remove: ({ id, version }: Attachment) => send<Attachment>(pathOf(id), { method: 'DELETE', version }),
  restore: ({ id, version }: Attachment) =>
    send<Attachment>(`${pathOf(id)}/restore`, { method: 'POST', version }),
  fileUrl: (id: string) => `${pathOf(id)}/file`,
  thumbnailUrl: (id: string) => `${pathOf(id)}/thumbnail`,
  sendThumbnail: (id: string, small: Blob) =>
    sendFile<Attachment>('PUT', `${pathOf(id)}/thumbnail`, small, {}),
  /** Of a key used before, where the first answer was lost, only that it was. */
  upload: (of: AttachmentOf, file: File, wish: FileWish) =>
    sendFile<UploadAnswer | { replayed: true }>(
      'POST',
      `/api/attachments?${query({ ...of, name: file.name === '' ? 'photo' : file.name })}`,
      file,
      wish,
    ),
}

interface FileWish {
  readonly key?: string
  /** @param bytes that have left so far */
  readonly onSent?: (bytes: number) => void
  readonly signal?: AbortSignal
}

/**
 * Sends a file. `fetch` tells nothing of how much has left, so this is the older way.
 * @throws ApiError refused; TypeError not reached; DOMException given up
 */
function sendFile<Answer>(
  method: 'POST' | 'PUT',
  path: string,
  file: Blob,
  { key, onSent, signal }: FileWish,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(method, path)
    request.responseType = 'json'
    request.setRequestHeader('Accept', 'application/json')
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    if (key !== undefined) request.setRequestHeader('Idempotency-Key', key)
    request.upload.onprogress = ({ loaded }) => onSent?.(loaded)
    request.onload = () => {
      tellHeard('live')
      if (request.status >= 200 && request.status < 300) return resolve(request.response as Answer)
      if (request.status === 401) tellSignedOut()
      const title = `HTTP ${request.status}`
      const problem = request.response as Problem | null
      reject(new ApiError(problem ?? { type: 'about:blank', title, status: request.status }))
    }
    request.onerror = () => {
      tellHeard('nothing')
      reject(new TypeError('network'))
    }
    request.onabort = () => reject(new DOMException('given up', 'AbortError'))
    signal?.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}
