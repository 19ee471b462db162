import { i18n } from '../locales/i18n.ts'
import { useMessages } from '../stores/messages.ts'
import { usePicked } from '../stores/picked.ts'
import { usePlanning } from '../stores/planning.ts'
import { useView } from '../stores/view.ts'
import { loadPlanning, restMove } from './try-plan.ts'

/**
 * A what-if of the picked compounds alone: every other ranked one is left out, so that budget, order and gate speak
 * among the picked. One step that can be taken back; why each is left out the planner says before 公示.
 */
export async function tryPicked(): Promise<void> {
  await loadPlanning()
  const { t } = i18n.global
  const messages = useMessages()
  const { standing } = usePlanning()
  if (standing === null) {
    messages.toast(t('picking.try.failed'), 'warning')
    return
  }
  const { ids } = usePicked()
  const ranked = standing.ranking.filter(({ rank }) => rank !== null)
  const others = ranked.filter(({ compoundId }) => !ids.has(compoundId))
  const taking = ranked.length - others.length
  if (taking === 0) {
    messages.toast(t('picking.try.none'), 'warning')
    return
  }
  restMove(t('picking.try.step', { n: taking }), { exclude: others.map(({ compoundId }) => compoundId) })
  useView().leftTab = 'what-if'
}
