import { i18n } from '../locales/i18n.ts'
import { number } from '../locales/format.ts'
import { useFilters } from '../stores/filters.ts'
import { useHistory } from '../stores/history.ts'
import { useMessages } from '../stores/messages.ts'
import { usePicked, type PickHow } from '../stores/picked.ts'
import { useSavedSets } from '../stores/saved-sets.ts'
import { useView } from '../stores/view.ts'

/** Where a pick comes from; the step in the history is named by it. */
export type PickSource =
  | 'click'
  | 'box'
  | 'lasso'
  | 'polygon'
  | 'list'
  | 'all'
  | 'expression'
  | 'subdistrict'
  | 'verdict'
  | 'plan'
  | 'set'

/** Picks compounds, wherever the ids come from. @returns how many compounds joined or left */
export function pick(how: PickHow, ids: Iterable<string>, by: PickSource): number {
  const { t } = i18n.global
  return change(usePicked().after(how, ids), (n) =>
    t('picking.step.labelled', { by: t(`picking.by.${by}`), what: t(`picking.step.${how}`, { n }) }),
  )
}

/** Picks the compound if it is not picked, else lets it go. */
export function togglePick(id: string): void {
  pick(usePicked().ids.has(id) ? 'remove' : 'add', [id], 'list')
}

/** Turns the pick round among the compounds that the filters show; what they hide stays as it is. */
export function invertPick(): void {
  change(usePicked().inverted(useFilters().matching.map(({ id }) => id)), () =>
    i18n.global.t('picking.step.invert'),
  )
}

export function clearPick(): void {
  change(usePicked().after('replace', []), (n) => i18n.global.t('picking.step.clear', { n }))
}

/** Moves the map so that every picked compound shows. */
export function zoomToPicked(): void {
  const { box } = usePicked()
  if (box !== null) useView().flyTo = { kind: 'bounds', bounds: box }
}

/** The one way the picked set changes: at once, as a step that can be taken back, and told. */
function change(next: ReadonlySet<string>, labelFor: (moved: string) => string): number {
  const picked = usePicked()
  const before = picked.ids
  if (next === before) return 0
  const set = (ids: ReadonlySet<string>) => (): void => {
    picked.ids = ids
    // Not the saved set any more; whoever picks that one says so afterwards.
    useSavedSets().openId = null
    // With nothing picked, 只看所选 would leave nothing to look at.
    if (ids.size === 0) useFilters().pickedOnly = false
    tellCount()
  }
  const moved = movedBetween(before, next)
  set(next)()
  useHistory().record({ label: labelFor(number(moved)), do: set(next), undo: set(before) })
  return moved
}

function tellCount(): void {
  const { compounds, households } = usePicked().account
  const { t } = i18n.global
  useMessages().announce(
    compounds === 0
      ? t('picking.live.none')
      : t('picking.live.picked', { n: number(compounds), households: number(households) }),
  )
}

/** How many are in one of the sets only; of a replaced set how many are new in it. */
function movedBetween(before: ReadonlySet<string>, after: ReadonlySet<string>): number {
  const joined = [...after].filter((id) => !before.has(id)).length
  return joined > 0 ? joined : [...before].filter((id) => !after.has(id)).length
}
