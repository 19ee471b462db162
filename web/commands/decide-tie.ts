import type { TieDecisionRecord, TieDecisionRequest } from '#core/api/tie-decisions.ts'
import { tieDecisionsApi } from '../api/tie-decisions.ts'
import { ApiError } from '../api/client.ts'
import { i18n } from '../locales/i18n.ts'
import { useCompounds } from '../stores/compounds.ts'
import { useHistory } from '../stores/history.ts'
import { useMessages } from '../stores/messages.ts'
import { useTies } from '../stores/ties.ts'
import { useView } from '../stores/view.ts'
import { refusalOf } from './keep-plan.ts'
import { loadOpenCompound, loadYear } from './load-desk.ts'

/** Opens the ties of the year with what was decided on them. */
export async function openTies(): Promise<void> {
  const ties = useTies()
  ties.open = true
  await ties.load(useView().year)
}

/** Records a decision as one step that can be taken back. @throws ApiError */
export async function recordTie(request: TieDecisionRequest): Promise<void> {
  const { year } = useView()
  let stored = await write(() => tieDecisionsApi.record(year, request))
  step('record', request.order, {
    do: async () => void (stored = await write(() => tieDecisionsApi.record(year, request))),
    undo: async () => void (await write(() => tieDecisionsApi.withdraw(stored.id, stored.version))),
  })
}

/** Corrects a decision as one step that can be taken back. @throws ApiError */
export async function changeTie(record: TieDecisionRecord, request: TieDecisionRequest): Promise<void> {
  let stored = await write(() => tieDecisionsApi.change(record.id, request, record.version))
  const turn = async (to: TieDecisionRequest): Promise<void> => {
    stored = await write(() => tieDecisionsApi.change(record.id, to, stored.version))
  }
  step('change', request.order, { do: () => turn(request), undo: () => turn(requestOf(record)) })
}

/** Takes a decision back: its compounds are tied again. @throws ApiError */
export async function withdrawTie(record: TieDecisionRecord): Promise<void> {
  let stored = await write(() => tieDecisionsApi.withdraw(record.id, record.version))
  step('withdraw', record.order, {
    do: async () => void (await write(() => tieDecisionsApi.withdraw(stored.id, stored.version))),
    undo: async () =>
      void (stored = await write(() => tieDecisionsApi.record(record.year, requestOf(record)))),
  })
}

/** What of a record a person has written. */
export function requestOf(record: TieDecisionRecord): TieDecisionRequest {
  const { order, decidedBy, meeting, on, documentNumber, reason } = record
  return { order, decidedBy, meeting, on, documentNumber, reason }
}

/** A decision moves ranks and what the money reaches: everything of the year is fetched anew. */
async function write(send: () => Promise<TieDecisionRecord>): Promise<TieDecisionRecord> {
  try {
    const stored = await send()
    await refresh()
    return stored
  } catch (error) {
    // Somebody was first: the dialog shows what stands now.
    if (error instanceof ApiError && [404, 409, 412].includes(error.problem.status)) await refresh()
    throw new Error(refusalOf(error), { cause: error })
  }
}

async function refresh(): Promise<void> {
  await Promise.all([loadYear(), loadOpenCompound(), useTies().load(useView().year)])
}

function step(
  kind: 'record' | 'change' | 'withdraw',
  order: readonly string[],
  turns: { readonly do: () => Promise<void>; readonly undo: () => Promise<void> },
): void {
  const { byId } = useCompounds()
  const names = order.map((id) => byId.get(id)?.properties.name ?? id).join('、')
  useHistory().record({ label: i18n.global.t(`ties.steps.${kind}`, { names }), ...turns })
  useMessages().toast(i18n.global.t(`ties.done.${kind}`))
}
