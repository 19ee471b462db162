import type { Job } from '#core/api/jobs.ts'
import { ApiError } from '../api/client.ts'
import { i18n } from '../locales/i18n.ts'
import { serverWords } from '../locales/server-words.ts'
import { useConnectionJob } from '../stores/connection-job.ts'
import { useConnections } from '../stores/connections.ts'
import { useMessages } from '../stores/messages.ts'
import { useView } from '../stores/view.ts'
import { loadOpenCandidates } from './load-desk.ts'

/** Finds tie-ins again, of one compound or of the whole plan, and shows what came of it. */
export async function computeConnections(compoundId: string | null): Promise<void> {
  const jobs = useConnectionJob()
  const messages = useMessages()
  if (jobs.running) return
  const { year } = useView()
  try {
    const job = await jobs.compute(compoundId === null ? { year } : { year, compoundIds: [compoundId] })
    tell(job)
    if (job.state === 'done') await loadAgain()
  } catch (error) {
    const { t } = i18n.global
    const lost = error instanceof ApiError && error.problem.status === 404
    messages.toast(lost ? t('tieIns.lost') : t('tieIns.failed', { reason: reasonOf(error) }), 'warning')
  }
}

export async function cancelComputing(): Promise<void> {
  try {
    await useConnectionJob().cancel()
  } catch {
    // It has ended by itself: its own end is told.
  }
}

function tell(job: Job): void {
  const { t } = i18n.global
  const messages = useMessages()
  if (job.state === 'cancelled') messages.toast(t('tieIns.cancelled'))
  else if (job.result === null)
    messages.toast(t('tieIns.failed', { reason: serverWords(job.error ?? '', useView().locale) }), 'warning')
  else {
    const { computed, served, kept } = job.result
    messages.toast(t(kept > 0 ? 'tieIns.doneKept' : 'tieIns.done', { computed, served, kept }))
  }
}

async function loadAgain(): Promise<void> {
  await Promise.all([useConnections().load(useView().year), loadOpenCandidates()])
}

function reasonOf(error: unknown): string {
  const { locale } = useView()
  if (error instanceof ApiError) return serverWords(error.problem.detail ?? error.problem.title, locale)
  return error instanceof Error ? error.message : String(error)
}
