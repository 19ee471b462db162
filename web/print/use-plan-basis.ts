import { useI18n } from 'vue-i18n'
import type { Plan } from '#core/api/plans.ts'
import { wanText } from '#core/programme/money.ts'
import { STANDING } from './wanted-plans.ts'

/** What a printed table rests on, in one line of the page's language: plan, budget, rule, sheet, state, meeting. */
export function usePlanBasis(): (plan: Plan) => string {
  const { t } = useI18n()
  return ({ approval, id, input, name, publicity, revision, scoringTable, state }) =>
    [
      id === STANDING ? t('print.basis.standing') : t('print.basis.plan', { name, revision }),
      t('print.basis.budget', { budget: wanText(input.budget) }),
      t('print.basis.policy', { policy: t(`whatIf.policy.${input.policy}`) }),
      t('print.basis.sheet', { title: scoringTable.title }),
      ...(input.exclude === undefined ? [] : [t('print.basis.excluded', { n: input.exclude.length })]),
      ...(input.weights === undefined
        ? []
        : [t('print.basis.weights', { n: Object.keys(input.weights).length })]),
      ...(id === STANDING ? [] : [t('print.basis.state', { state: t(`plans.state.${state}`) })]),
      ...(publicity === null ? [] : [t('print.basis.publicity', { ...publicity })]),
      ...(approval === null
        ? []
        : [[approval.meeting, approval.on, approval.documentNumber ?? ''].join(' ').trim()]),
    ].join(' · ')
}
