import { i18n } from '../locales/i18n.ts'
import { number } from '../locales/format.ts'
import { useFilters } from '../stores/filters.ts'
import { useMessages } from '../stores/messages.ts'
import { usePicked, type PickHow } from '../stores/picked.ts'

/** Picks compounds, wherever the ids come from: a click, a drawn outline, a list, an expression, a saved set. */
export function pick(how: PickHow, ids: Iterable<string>): void {
  change(usePicked().after(how, ids))
}

/** Picks the compound if it is not picked, else lets it go. */
export function togglePick(id: string): void {
  pick(usePicked().ids.has(id) ? 'remove' : 'add', [id])
}

/** Turns the pick round among the compounds that the filters show; what they hide stays as it is. */
export function invertPick(): void {
  change(usePicked().inverted(useFilters().matching.map(({ id }) => id)))
}

export function clearPick(): void {
  change(usePicked().after('replace', []))
}

/** The one way the picked set changes. */
function change(next: ReadonlySet<string>): void {
  const picked = usePicked()
  if (next === picked.ids) return
  picked.ids = next
  const { compounds, households } = picked.account
  const { t } = i18n.global
  useMessages().announce(
    compounds === 0
      ? t('picking.live.none')
      : t('picking.live.picked', { n: number(compounds), households: number(households) }),
  )
}
