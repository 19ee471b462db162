import type { TieInRequest, WorkItem } from '#core/api/tie-in-work.ts'
import { tieInsApi } from '../api/tie-ins.ts'
import { i18n } from '../locales/i18n.ts'
import { useAccount } from '../stores/account.ts'
import { useConnections } from '../stores/connections.ts'
import { useHistory } from '../stores/history.ts'
import { useMessages } from '../stores/messages.ts'
import { useSelection } from '../stores/selection.ts'
import { useView } from '../stores/view.ts'
import { useWorkList } from '../stores/work-list.ts'
import { openCompound } from './open-compound.ts'
import { afterTieInChange, decide, refusalOf, type StepRefusal } from './tie-in-steps.ts'

/** Close enough to read a well's number. */
const POINT_ZOOM = 17

/** To the desk of the centre; its list is fetched. */
export function openWorkDesk(): void {
  const work = useWorkList()
  work.open = true
  useView().listOpen = true
  void work.load(useView().year)
}

export function closeWorkDesk(): void {
  useWorkList().open = false
}

/** Opens a row: the compound with its tie-in on the right, the point in the middle of the map. */
export function openWorkItem({ id, point, position }: WorkItem): void {
  const work = useWorkList()
  work.current = id
  openCompound(id)
  useSelection().selectConnection(point?.id ?? null, id)
  useView().flyTo = { kind: 'point', position, zoom: POINT_ZOOM }
}

/** The row before (−1) or after (+1) the one in hand. */
export function stepWork(by: -1 | 1): void {
  const { shown, current } = useWorkList()
  const at = shown.findIndex(({ id }) => id === current)
  const next = shown[at < 0 ? 0 : at + by]
  if (next === undefined) useMessages().toast(i18n.global.t('shell.toast.stepEnd'))
  else openWorkItem(next)
}

/** Confirms the point in hand; what is missing is said where it was asked for. */
export async function confirmInHand(): Promise<void> {
  const { byCompound, current } = useWorkList()
  const point = byCompound.get(current ?? '')?.point
  if (point?.state !== 'MARKED' || !useAccount().can('connect')) return
  const found = useConnections().collection.features.find(({ id }) => id === point.id)
  if (found?.properties.kind !== 'connection') return
  const refusal = await decide(found.properties, { state: 'confirmed' }, [{ state: 'marked' }])
  if (refusal !== null) useMessages().toast(refusal.text, 'warning')
}

/** Asks the centre; taken back by withdrawing, or by what stood before. */
export async function requestTieIn(
  compoundId: string,
  version: number,
  body: TieInRequest,
  before: TieInRequest | null,
): Promise<StepRefusal | null> {
  const { year } = useView()
  return order(version, i18n.global.t('work.requested'), {
    forward: (at) => tieInsApi.request(compoundId, year, at, body),
    back: (at) =>
      before === null
        ? tieInsApi.withdraw(compoundId, year, at)
        : tieInsApi.request(compoundId, year, at, before),
  })
}

export function withdrawRequest(
  compoundId: string,
  version: number,
  before: TieInRequest,
): Promise<StepRefusal | null> {
  const { year } = useView()
  return order(version, i18n.global.t('work.withdrawn'), {
    forward: (at) => tieInsApi.withdraw(compoundId, year, at),
    back: (at) => tieInsApi.request(compoundId, year, at, before),
  })
}

/** An engineer takes a compound on, or gives it back. */
export function takeOn({ id, version, engineer }: WorkItem): Promise<StepRefusal | null> {
  const { year } = useView()
  const me = useAccount().user?.id
  const [next, before] = engineer?.id === me ? ([null, 'me'] as const) : (['me', null] as const)
  return order(version, i18n.global.t(next === null ? 'work.givenBack' : 'work.takenOn'), {
    forward: (at) => tieInsApi.takeOn(id, year, at, next),
    back: (at) => tieInsApi.takeOn(id, year, at, before),
  })
}

type OrderWrite = (version: number) => Promise<WorkItem>

async function order(
  version: number,
  label: string,
  ways: { readonly forward: OrderWrite; readonly back: OrderWrite },
): Promise<StepRefusal | null> {
  let at = version
  const go = async (write: OrderWrite): Promise<void> => {
    at = (await write(at)).version
    await afterTieInChange()
  }
  try {
    await go(ways.forward)
  } catch (error) {
    return refusalOf(error)
  }
  useHistory().record({ label, do: () => go(ways.forward), undo: () => go(ways.back) })
  useMessages().toast(label)
  return null
}
