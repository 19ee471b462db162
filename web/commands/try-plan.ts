import type { SelectInput } from '#core/programme/evaluation.ts'
import { i18n } from '../locales/i18n.ts'
import { useHistory } from '../stores/history.ts'
import { useMessages } from '../stores/messages.ts'
import { usePlanning } from '../stores/planning.ts'
import { useView } from '../stores/view.ts'
import { UNMOVED, useWhatIf } from '../stores/what-if.ts'
import { movedInput } from '../what-if/moved-input.ts'

/** Fetches the register for trying, unless it is here. */
export async function loadPlanning(): Promise<void> {
  const planning = usePlanning()
  const { year } = useView()
  if (planning.answer?.year === year && planning.state.kind === 'ready') return
  await planning.load(year)
}

/** Shows a move while the hand still holds it. */
export function previewMove(change: Partial<SelectInput>): void {
  const next = moved(change)
  if (next !== null) useWhatIf().preview(next)
}

/** Puts a move down as one step that can be taken back. */
export function restMove(label: string, change: Partial<SelectInput> = {}): void {
  const next = moved(change)
  if (next !== null) step(label, next)
}

/** Back to the plan as it stands; itself a step that can be taken back. */
export function resetWhatIf(): void {
  step(i18n.global.t('whatIf.steps.reset'), UNMOVED)
}

function moved(change: Partial<SelectInput>): SelectInput | null {
  const { prepared } = usePlanning()
  return prepared === null ? null : movedInput(prepared, useWhatIf().input, change)
}

function step(label: string, after: SelectInput): void {
  const whatIf = useWhatIf()
  const before = whatIf.rested
  whatIf.rest(after)
  if (JSON.stringify(before) === JSON.stringify(after)) return
  useHistory().record({ label, do: () => whatIf.rest(after), undo: () => whatIf.rest(before) })
  tellChange()
}

/** For those who cannot see the map: how many come and go. */
function tellChange(): void {
  const { change } = useWhatIf()
  const { t } = i18n.global
  useMessages().announce(
    change === null
      ? t('whatIf.live.none')
      : t('whatIf.live.changed', { enters: change.enters.length, leaves: change.leaves.length }),
  )
}
