import type { BallotsRequest, ConsentAnswer, ConsentRequest, SatisfactionRequest } from '#core/api/consent.ts'
import { api, ApiError } from '../api/client.ts'
import { i18n } from '../locales/i18n.ts'
import { useCompounds } from '../stores/compounds.ts'
import { useConsent } from '../stores/consent.ts'
import { useHistory } from '../stores/history.ts'
import { useMessages } from '../stores/messages.ts'
import { useView } from '../stores/view.ts'
import { loadOpenCompound, loadYear } from './load-desk.ts'

/** null when saved; else what happened, what stayed as it was and what to do, as the server says it. */
type Refusal = string | null

/** What was entered: names the step in the history. */
type Entered = 'counts' | 'ballots' | 'satisfaction'

export function saveCounts(at: ConsentAnswer, body: ConsentRequest): Promise<Refusal> {
  return save(at, 'counts', () => api.saveConsent(at.compoundId, useView().year, at.version, body))
}

export function saveBallots(at: ConsentAnswer, body: BallotsRequest): Promise<Refusal> {
  return save(at, 'ballots', () => api.saveBallots(at.compoundId, useView().year, at.version, body))
}

export function saveSatisfaction(at: ConsentAnswer, body: SatisfactionRequest): Promise<Refusal> {
  return save(at, 'satisfaction', () => api.saveSatisfaction(at.compoundId, useView().year, at.version, body))
}

async function save(
  at: ConsentAnswer,
  entered: Entered,
  write: () => Promise<ConsentAnswer>,
): Promise<Refusal> {
  const { t } = i18n.global
  const consent = useConsent()
  let stored: ConsentAnswer
  try {
    stored = await write()
    consent.take(stored)
  } catch (error) {
    if (!(error instanceof ApiError)) return t('consent.unreachable')
    // Somebody else was faster: what is theirs shows, what was typed stays in the form.
    if (error.problem.status === 412) await consent.load(at.compoundId, useView().year)
    return error.problem.detail ?? error.problem.title
  }
  remember(stored, entered)
  await refresh()
  useMessages().toast(t('consent.saved'))
  return null
}

/** The entry as a step: taken back it counts no more, done again it does; both are writes with their audit row. */
function remember({ compoundId, entry }: ConsentAnswer, entered: Entered): void {
  if (entry === undefined) return
  const name = useCompounds().byId.get(compoundId)?.properties.name ?? compoundId
  useHistory().record({
    label: i18n.global.t(`consent.steps.${entered}`, { name }),
    undo: () => turn(compoundId, entry, false),
    do: () => turn(compoundId, entry, true),
  })
}

/** From the version that stands now; the server refuses where somebody has entered consent since. */
async function turn(compoundId: string, entry: number, inForce: boolean): Promise<void> {
  const { year } = useView()
  const { version } = await api.consent(compoundId, year)
  const stored = await api.setConsentEntry(compoundId, year, version, { entry, inForce })
  const consent = useConsent()
  if (consent.answer?.compoundId === compoundId) consent.take(stored)
  await refresh()
}

/** The verdict, the ranking and every figure may turn with it: all of them are asked for again. */
async function refresh(): Promise<void> {
  await Promise.all([loadYear(), loadOpenCompound()])
}
