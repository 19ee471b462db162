import type { ConnectionDecision, ConnectionProperties } from '#core/api/connections.ts'
import type { TieInStepRequest } from '#core/api/tie-in-work.ts'
import { ApiError } from '../api/client.ts'
import { pointPath, stepsPath, tieInsApi } from '../api/tie-ins.ts'
import { i18n } from '../locales/i18n.ts'
import { newKey } from '../offline/new-key.ts'
import type { OutboxEntry } from '../offline/outbox-shelf.ts'
import { placeName } from '../panels/drainage/place-name.ts'
import { serverWords } from '../locales/server-words.ts'
import { useConnections } from '../stores/connections.ts'
import { useHistory } from '../stores/history.ts'
import { useMessages } from '../stores/messages.ts'
import { useView } from '../stores/view.ts'
import { useWorkList } from '../stores/work-list.ts'
import { keepForLater } from './keep-for-later.ts'
import { loadOpenCandidates } from './load-desk.ts'

/** How a step ended: null where it was taken, else what the server says of it. */
export interface StepRefusal {
  readonly text: string
  readonly status: number
  /** Guards that do not hold. */
  readonly unmet: readonly string[]
  /** With 412: the point as somebody else has left it. */
  readonly current: SeenPoint | null
}

/** A point with its place, as the 412 of the server carries it. */
export type SeenPoint = ConnectionProperties & { readonly position: readonly [number, number] }

/** A decision of the centre, kept as a step that can be taken back; without a connection it waits in the browser. */
export function decide(
  point: ConnectionProperties,
  body: ConnectionDecision,
  undo: readonly ConnectionDecision[],
): Promise<StepRefusal | null> {
  const request = { kind: 'write', method: 'PATCH', path: pointPath(point.id), body } as const
  return run(point, t(`work.steps.${body.state}`, { name: point.compoundName }), request, {
    forward: (id, version, key) => tieInsApi.decide(id, version, body, key),
    back: undo.map((one) => (id, version) => tieInsApi.decide(id, version, one)),
  })
}

/** A step behind the confirmation; taken back by the step back. */
export function takeStep(point: ConnectionProperties, body: TieInStepRequest): Promise<StepRefusal | null> {
  const label = t(`work.steps.${body.step}`, { name: point.compoundName })
  const request = { kind: 'write', method: 'POST', path: stepsPath(point.id), body } as const
  const forward: Write = (id, version, key) => tieInsApi.step(id, version, body, key)
  if (body.step !== 'take_back') {
    const note = t('work.undoNote', { label })
    return run(point, label, request, {
      forward,
      back: [(id, version) => tieInsApi.step(id, version, { step: 'take_back', note })],
    })
  }
  return run(point, label, request, { forward, back: null })
}

/** @param key of a write that may be sent again; doing it anew later is another write */
type Write = (id: string, version: number, key?: string) => Promise<ConnectionProperties>

/** Each write starts from the version the one before has left, so that nobody else's change is ever overwritten. */
async function run(
  point: ConnectionProperties,
  label: string,
  request: OutboxEntry['request'],
  ways: { readonly forward: Write; readonly back: readonly Write[] | null },
): Promise<StepRefusal | null> {
  const { id, version } = point
  const key = newKey()
  let at = version
  const go = async (writes: readonly Write[], once?: string): Promise<void> => {
    for (const write of writes) at = (await write(id, at, once)).version
    await afterTieInChange()
  }
  try {
    await go([ways.forward], key)
  } catch (error) {
    const kept = { key, subject: subjectOf(point), what: label, record: `connection/${id}`, request, version }
    if (error instanceof TypeError && (await keepForLater(kept))) return null
    return refusalOf(error)
  }
  const { back } = ways
  if (back !== null) {
    useHistory().record({ label, do: () => go([ways.forward]), undo: () => go(back) })
  }
  useMessages().toast(label)
  return null
}

function subjectOf(point: ConnectionProperties): string {
  return placeName(point, i18n.global.t)
}

/** Fetches again what a change of a point shows in: map, candidates, work list. */
export async function afterTieInChange(): Promise<void> {
  const { year } = useView()
  const work = useWorkList()
  await Promise.all([
    useConnections().load(year),
    loadOpenCandidates(),
    ...(work.open || work.state.kind === 'ready' ? [work.load(year)] : []),
  ])
}

export function refusalOf(error: unknown): StepRefusal {
  if (!(error instanceof ApiError)) {
    return { text: t('work.unreachable'), status: 0, unmet: [], current: null }
  }
  const { status, detail, title, unmet = [], current } = error.problem
  return {
    text: serverWords(detail ?? title, useView().locale),
    status,
    unmet: unmet.map(({ guard }) => guard),
    current: status === 412 ? (current as SeenPoint) : null,
  }
}

function t(key: string, values: Record<string, string> = {}): string {
  return i18n.global.t(key, values)
}
