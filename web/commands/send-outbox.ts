import { attachmentsApi } from '../api/attachments.ts'
import { ApiError, send } from '../api/client.ts'
import { i18n } from '../locales/i18n.ts'
import { newKey } from '../offline/new-key.ts'
import { useAccount } from '../stores/account.ts'
import { useHistory } from '../stores/history.ts'
import { useMessages } from '../stores/messages.ts'
import { useOutbox } from '../stores/outbox.ts'
import type { OutboxEntry } from '../stores/outbox.ts'
import { tookUp } from './attach-files.ts'
import { loadOpenCandidates, loadOpenCompound, loadYear } from './load-desk.ts'

/** Answers after which trying again at once would be no use. */
const LATER = new Set([401, 429, 502, 503, 504])

/**
 * Sends what waits, in order, each until it is heard; what cannot be sent now stays. Several tabs may do it at once:
 * the key sees to it that nothing is written twice.
 */
export async function sendOutbox(): Promise<void> {
  const outbox = useOutbox()
  const { user } = useAccount()
  if (outbox.sending || user === null) return
  outbox.sending = true
  let sent = 0
  try {
    for (const { key } of outbox.entries) {
      const entry = outbox.entries.find((one) => one.key === key)
      if (entry === undefined || entry.state !== 'waiting' || entry.accountId !== user.id) continue
      if (isBlocked(entry, outbox.entries)) continue
      const outcome = await sendOne(entry)
      if (outcome === 'later') break
      if (outcome === 'sent') sent += 1
    }
  } finally {
    outbox.sending = false
  }
  if (sent === 0) return
  useMessages().toast(i18n.global.t('field.sent', { n: sent }))
  await Promise.all([loadYear(), loadOpenCompound(), loadOpenCandidates()])
}

/** Mine after all, on top of what stands there now. */
export async function insist(entry: OutboxEntry): Promise<void> {
  const current = entry.problem?.current
  const version = versionOf(current) ?? entry.version
  await useOutbox().remove(entry.key)
  await useOutbox().put({ ...entry, key: newKey(), version, state: 'waiting', problem: null })
  await sendOutbox()
}

/** Lets go of something that is not sent, as a step that can be taken back. */
export async function discard(entry: OutboxEntry): Promise<void> {
  const outbox = useOutbox()
  await useHistory().run({
    label: i18n.global.t('field.discarded', { what: entry.what, subject: entry.subject }),
    do: () => outbox.remove(entry.key),
    undo: () => outbox.put(entry),
  })
}

/** Something earlier of the same record waits for a decision. */
function isBlocked(entry: OutboxEntry, all: readonly OutboxEntry[]): boolean {
  return all.some(
    (other) => other.record === entry.record && other.state !== 'waiting' && other.madeAt < entry.madeAt,
  )
}

async function sendOne(entry: OutboxEntry): Promise<'sent' | 'held' | 'later'> {
  const outbox = useOutbox()
  try {
    const version = versionOf(await deliver(entry))
    await outbox.remove(entry.key)
    if (version !== null) await followOn(entry, version)
    return 'sent'
  } catch (error) {
    if (!(error instanceof ApiError) || LATER.has(error.problem.status)) return 'later'
    const state = error.problem.status === 412 ? 'conflict' : 'refused'
    await outbox.put({ ...entry, state, problem: error.problem })
    return 'held'
  }
}

async function deliver({ request, key, version }: OutboxEntry): Promise<unknown> {
  if (request.kind === 'write') {
    const { method, path, body } = request
    return send<unknown>(path, { method, body, key, ...(version === null ? {} : { version }) })
  }
  const answer = await attachmentsApi.upload(request.of, request.file, { key })
  if ('attachment' in answer) tookUp(answer, request.file)
  return answer
}

/** What was done after it, without a connection, was done on top of it. */
async function followOn(sent: OutboxEntry, version: number): Promise<void> {
  const outbox = useOutbox()
  for (const next of outbox.of(sent.record)) {
    if (next.version === sent.version) await outbox.put({ ...next, version })
  }
}

function versionOf(record: unknown): number | null {
  const known = typeof record === 'object' && record !== null && 'version' in record ? record.version : null
  return typeof known === 'number' ? known : null
}
