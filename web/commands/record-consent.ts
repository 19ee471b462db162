import type { BallotsRequest, ConsentAnswer, ConsentRequest, SatisfactionRequest } from '#core/api/consent.ts'
import { api, ApiError } from '../api/client.ts'
import { i18n } from '../locales/i18n.ts'
import { useConsent } from '../stores/consent.ts'
import { useMessages } from '../stores/messages.ts'
import { useView } from '../stores/view.ts'
import { loadOpenCompound, loadYear } from './load-desk.ts'

/** null when saved; else what happened, what stayed as it was and what to do, as the server says it. */
type Refusal = string | null

export function saveCounts(at: ConsentAnswer, body: ConsentRequest): Promise<Refusal> {
  return save(at, () => api.saveConsent(at.compoundId, useView().year, at.version, body))
}

export function saveBallots(at: ConsentAnswer, body: BallotsRequest): Promise<Refusal> {
  return save(at, () => api.saveBallots(at.compoundId, useView().year, at.version, body))
}

export function saveSatisfaction(at: ConsentAnswer, body: SatisfactionRequest): Promise<Refusal> {
  return save(at, () => api.saveSatisfaction(at.compoundId, useView().year, at.version, body))
}

/** The verdict, the ranking and every figure may turn with it: all of them are asked for again. */
async function save(at: ConsentAnswer, write: () => Promise<ConsentAnswer>): Promise<Refusal> {
  const { t } = i18n.global
  const consent = useConsent()
  try {
    consent.take(await write())
  } catch (error) {
    if (!(error instanceof ApiError)) return t('consent.unreachable')
    // Somebody else was faster: what is theirs shows, what was typed stays in the form.
    if (error.problem.status === 412) await consent.load(at.compoundId, useView().year)
    return error.problem.detail ?? error.problem.title
  }
  await Promise.all([loadYear(), loadOpenCompound()])
  useMessages().toast(t('consent.saved'))
  return null
}
