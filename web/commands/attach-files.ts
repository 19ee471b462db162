import type { Attachment, AttachmentChange, AttachmentOf, UploadAnswer } from '#core/api/attachments.ts'
import { attachmentsApi } from '../api/attachments.ts'
import { ApiError } from '../api/client.ts'
import { makeThumbnail } from '../attachments/thumbnail.ts'
import { number } from '../locales/format.ts'
import { i18n } from '../locales/i18n.ts'
import { serverWords } from '../locales/server-words.ts'
import { newKey } from '../offline/new-key.ts'
import { shelfKey, useAttachments } from '../stores/attachments.ts'
import type { Upload } from '../stores/attachments.ts'
import { useHistory } from '../stores/history.ts'
import { useMessages } from '../stores/messages.ts'
import { useSettings } from '../stores/settings.ts'
import { useView } from '../stores/view.ts'
import { keepForLater } from './keep-for-later.ts'

/** Puts files in line for a record; those that cannot be taken say so at once and stay to be removed. */
export function attachFiles(of: AttachmentOf, files: Iterable<File>): void {
  const { uploads } = useAttachments()
  for (const file of files) {
    const why = refusalOf(file)
    uploads.push({
      key: newKey(),
      of,
      file,
      sent: 0,
      state: why === '' ? 'waiting' : 'failed',
      why,
      stop: new AbortController(),
    })
  }
  void sendNext()
}

/** Tries a failed one again. */
export function retryUpload(upload: Upload): void {
  upload.why = refusalOf(upload.file)
  upload.state = upload.why === '' ? 'waiting' : 'failed'
  void sendNext()
}

/** Gives up a file that is waiting, on its way, or has failed. */
export function dropUpload(upload: Upload): void {
  upload.stop.abort()
  remove(upload)
}

/** Deletes as a step that can be taken back. */
export async function deleteAttachment(attachment: Attachment): Promise<boolean> {
  const store = useAttachments()
  let current = attachment
  return useHistory().run({
    label: i18n.global.t('attachments.deleted', { name: attachment.name }),
    do: () =>
      inWords(async () => {
        current = await attachmentsApi.remove(current)
        store.take(current)
      }),
    undo: () =>
      inWords(async () => {
        current = await attachmentsApi.restore(current)
        store.put(current)
      }),
  })
}

/** Writes a note or a place; false where it was not stored. */
export async function changeAttachment(attachment: Attachment, change: AttachmentChange): Promise<boolean> {
  const store = useAttachments()
  try {
    store.put(await attachmentsApi.change(attachment, change))
    return true
  } catch (error) {
    if (error instanceof ApiError && error.problem.status === 412) void store.load(attachment)
    useMessages().toast(reasonOf(error), 'warning')
    return false
  }
}

/** Takes the place a photo told, or lets it go. */
export async function answerOffer(attachment: Attachment, take: boolean): Promise<void> {
  const { offers } = useAttachments().shelf(attachment)
  const position = offers[attachment.id]
  if (position === undefined) return
  if (take && !(await changeAttachment(attachment, { position: [...position] }))) return
  delete offers[attachment.id]
}

/** One file at a time: a telephone's line is thin. */
async function sendNext(): Promise<void> {
  const store = useAttachments()
  if (store.uploads.some(({ state }) => state === 'sending')) return
  const upload = store.uploads.find(({ state }) => state === 'waiting')
  if (upload === undefined) return
  upload.state = 'sending'
  upload.sent = 0
  try {
    const answer = await attachmentsApi.upload(upload.of, upload.file, {
      key: upload.key,
      onSent: (bytes) => void (upload.sent = bytes),
      signal: upload.stop.signal,
    })
    remove(upload)
    if ('attachment' in answer) tookUp(answer, upload.file)
    else await store.load(upload.of)
  } catch (error) {
    upload.state = 'failed'
    upload.why = reasonOf(error)
    if (error instanceof TypeError && (await keepUpload(upload))) remove(upload)
  }
  await sendNext()
}

/** What came of an upload, now or from the outbox: the row, the place it told, a small picture. */
export function tookUp({ attachment, offeredPosition }: UploadAnswer, file: File): void {
  const store = useAttachments()
  store.put(attachment)
  if (offeredPosition !== null) store.shelf(attachment).offers[attachment.id] = offeredPosition
  void addThumbnail(attachment, file)
}

/** Without a line the file stays in this browser until there is one. */
function keepUpload({ key, of, file }: Upload): Promise<boolean> {
  const { t } = i18n.global
  return keepForLater({
    key,
    subject: `${t(`attachments.titles.${of.entity}`)} ${of.entityId}`,
    what: t('attachments.upload', { name: file.name }),
    record: `attachments/${shelfKey(of)}`,
    request: { kind: 'file', of: { ...of }, file },
    version: null,
  })
}

/** Without a small picture the row shows a sign in its place: no reason to trouble anybody. */
async function addThumbnail(attachment: Attachment, file: File): Promise<void> {
  const small = await makeThumbnail(file)
  if (small === null) return
  const known = await attachmentsApi.sendThumbnail(attachment.id, small).catch(() => null)
  if (known !== null) useAttachments().put(known)
}

function remove(upload: Upload): void {
  const { uploads } = useAttachments()
  const at = uploads.findIndex(({ key }) => key === upload.key)
  if (at >= 0) uploads.splice(at, 1)
}

/** What is known before a byte has left; '' where nothing speaks against it. */
function refusalOf(file: File): string {
  const { t } = i18n.global
  const most = useSettings().settings?.attachmentMaxBytes ?? Number.POSITIVE_INFINITY
  if (file.size > most) return t('attachments.tooLong', { most: number(most / 1024 / 1024) })
  return file.size === 0 ? t('attachments.emptyFile') : ''
}

async function inWords(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    throw new Error(reasonOf(error), { cause: error })
  }
}

function reasonOf(error: unknown): string {
  const { t } = i18n.global
  if (error instanceof ApiError) {
    const words = serverWords(error.problem.detail ?? error.problem.title, useView().locale)
    return words === '' ? t('attachments.refused') : words
  }
  return t('attachments.unreachable')
}
