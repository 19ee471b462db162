import { ApiError } from '../api/client.ts'
import { number } from '../locales/format.ts'
import { i18n } from '../locales/i18n.ts'
import { serverWords } from '../locales/server-words.ts'
import { useAccount } from '../stores/account.ts'
import { useHistory } from '../stores/history.ts'
import { useMessages } from '../stores/messages.ts'
import { usePicked, type PickHow } from '../stores/picked.ts'
import { useSavedSets, type KeptSet } from '../stores/saved-sets.ts'
import { useView } from '../stores/view.ts'
import { pick } from './pick-compounds.ts'

/** Where a new set would be kept: with everybody's for those who plan, else in this browser. */
export function homeOfNewSets(): KeptSet['home'] {
  return useAccount().can('plan') ? 'server' : 'browser'
}

/** Keeps the picked set under a name; false where it was not kept. */
export async function keepPicked(name: string): Promise<boolean> {
  const sets = useSavedSets()
  const ids = [...usePicked().ids]
  const home = homeOfNewSets()
  const taken = sets.sets.some((set) => set.home === home && set.name === name)
  if (taken) return refused(i18n.global.t('picking.sets.taken', { name }))
  return attempt(async () => {
    let set = await sets.save(home, name, ids)
    if (home === 'server') sets.openId = set.id
    useHistory().record({
      label: i18n.global.t('picking.sets.kept', { name }),
      undo: () => inWords(async () => sets.remove(await asKept(set.id, contentOf(set)))),
      do: () =>
        inWords(async () => {
          set = await sets.save(home, name, ids)
        }),
    })
    useMessages().toast(i18n.global.t(`picking.sets.saved.${home}`, { name, n: number(ids.length) }))
  })
}

/** Puts what is picked now in place of a set's members. */
export function updateSet(set: KeptSet): Promise<boolean> {
  return changed(set, { compoundIds: [...usePicked().ids] })
}

export function renameSet(set: KeptSet, name: string): Promise<boolean> {
  return changed(set, { name })
}

/** Deletes a set, as a step that can be taken back. */
export async function deleteSet(set: KeptSet): Promise<boolean> {
  const sets = useSavedSets()
  let current = set
  return useHistory().run({
    label: i18n.global.t('picking.sets.deleted', { name: set.name }),
    do: () => inWords(() => sets.remove(current)),
    undo: () =>
      inWords(async () => {
        current = await sets.save(set.home, set.name, set.compoundIds)
      }),
  })
}

/** Brings a set together with what is picked: in its place, joined, taken away, or what is in both. */
export function pickSet(how: PickHow, set: KeptSet): void {
  pick(how, set.compoundIds, 'set')
  const { ids } = usePicked()
  const whole = ids.size === set.compoundIds.length && set.compoundIds.every((id) => ids.has(id))
  useSavedSets().openId = whole && set.home === 'server' ? set.id : null
}

function changed(set: KeptSet, change: { name?: string; compoundIds?: string[] }): Promise<boolean> {
  return attempt(async () => {
    const before = contentOf(set)
    const after = { ...before, ...change }
    await useSavedSets().change(set, after)
    useHistory().record({
      label: i18n.global.t('picking.sets.step', { name: after.name }),
      undo: () => turn(set.id, after, before),
      do: () => turn(set.id, before, after),
    })
    useMessages().toast(i18n.global.t('picking.sets.changed', { name: change.name ?? set.name }))
  })
}

type SetContent = Pick<KeptSet, 'name' | 'compoundIds'>

function contentOf({ name, compoundIds }: KeptSet): SetContent {
  return { name, compoundIds: [...compoundIds] }
}

/** Writes `to` where the set still says `from`. */
function turn(id: string, from: SetContent, to: SetContent): Promise<void> {
  return inWords(async () => useSavedSets().change(await asKept(id, from), to))
}

/** The set as it stands now, so long as it still says this; what a colleague has made of it is theirs. */
async function asKept(id: string, content: SetContent): Promise<KeptSet> {
  const sets = useSavedSets()
  if (sets.sets.find((one) => one.id === id)?.home !== 'browser') await sets.load()
  const now = sets.sets.find((one) => one.id === id)
  if (now !== undefined && JSON.stringify(contentOf(now)) === JSON.stringify(content)) return now
  throw new SetMovedOn(i18n.global.t('picking.sets.movedOn', { name: content.name }))
}

class SetMovedOn extends Error {}

async function attempt(work: () => Promise<void>): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    if (error instanceof ApiError && error.problem.status === 412) void useSavedSets().load()
    return refused(reasonOf(error))
  }
}

/** The history tells of a failed step by its error's message. */
async function inWords(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    throw new Error(reasonOf(error), { cause: error })
  }
}

function refused(reason: string): false {
  useMessages().toast(reason, 'warning')
  return false
}

function reasonOf(error: unknown): string {
  if (error instanceof SetMovedOn) return error.message
  if (error instanceof ApiError) {
    const words = serverWords(error.problem.detail ?? error.problem.title, useView().locale)
    if (words !== '') return words
  }
  return i18n.global.t('picking.sets.notKept')
}

/** What a link names: the set is picked as it now is, without a step in the history. */
export async function openLinkedSet(id: string): Promise<void> {
  const sets = useSavedSets()
  if (sets.openId === id) return
  await sets.load()
  const set = sets.sets.find((one) => one.id === id)
  if (set === undefined) {
    refused(i18n.global.t(sets.state.kind === 'error' ? 'picking.sets.notLoaded' : 'picking.sets.linkGone'))
    return
  }
  usePicked().ids = new Set(set.compoundIds)
  sets.openId = id
}
