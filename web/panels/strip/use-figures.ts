import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { ProgrammeAnswer } from '#core/api/programmes.ts'
import { summariseTieIns } from '#core/drainage/tie-in-summary.ts'
import { area, money, number, signed } from '../../locales/format.ts'
import { useCompounds } from '../../stores/compounds.ts'
import { useConnections } from '../../stores/connections.ts'
import { useProgramme } from '../../stores/programme.ts'
import { useView } from '../../stores/view.ts'

export type FigureId = 'compounds' | 'buildings' | 'households' | 'floorArea' | 'cost' | 'connections'

/** One figure of the strip: computed large, official beside it, the difference only where there is one. */
export interface Figure {
  readonly id: FigureId
  /** null while the records are not there */
  readonly value: string | null
  readonly of: string | null
  readonly unit: string
  readonly official: string
  readonly difference: string | null
  readonly notes: readonly string[]
  readonly quotes: readonly { readonly clause: string; readonly quote: string }[]
}

const TOTALS = ['compounds', 'buildings', 'households', 'floorArea'] as const

/** @param source another answer than the desk's, such as the one a briefing tells of */
export function useFigures(source?: () => ProgrammeAnswer | null): {
  figures: ComputedRef<readonly Figure[]>
} {
  const { t } = useI18n()
  const store = useProgramme()
  const view = useView()
  const connections = useConnectionCount()
  const programme = computed(() => (source === undefined ? store.programme : source()))

  /** Every fact whose key speaks of the figure, with the words of the notice. */
  const quotesOf = (id: FigureId): Figure['quotes'] => {
    const keys = id === 'cost' ? ['cost', 'budget'] : [id]
    const facts = programme.value?.facts.filter((fact) => keys.includes(fact.key)) ?? []
    return facts.map(({ clause, quote }) => ({ clause, quote }))
  }
  const totals = computed(() =>
    TOTALS.map((id): Figure => {
      const answer = programme.value
      const write = (value: number): string => (id === 'floorArea' ? area(value, view.locale) : number(value))
      const difference = answer?.difference[id] ?? 0
      const change =
        id === 'floorArea' && view.locale === 'zh-CN' ? signed(difference / 10_000, 2) : signed(difference)
      return {
        id,
        value: answer === null ? null : write(answer.computed[id]),
        of: null,
        unit: t(`shell.figures.unit.${id}`),
        official: answer === null ? '' : t('shell.figures.official', { value: write(answer.official[id]) }),
        difference: difference === 0 ? null : t('shell.figures.difference', { value: change }),
        notes: [t('shell.figures.computedNote'), ...(difference === 0 ? [t('shell.figures.same')] : [])],
        quotes: quotesOf(id),
      }
    }),
  )
  const cost = computed((): Figure => {
    const answer = programme.value
    const write = (yuan: number): string => money(yuan, view.locale)
    const remaining = answer?.computed.remaining ?? 0
    return {
      id: 'cost',
      value: answer === null ? null : write(answer.computed.cost),
      of: null,
      unit: t('shell.figures.unit.money'),
      official: answer === null ? '' : t('shell.figures.budget', { value: write(store.budget) }),
      difference: remaining < 0 ? t('shell.figures.over', { value: write(-remaining) }) : null,
      notes:
        answer === null
          ? []
          : [
              t('shell.figures.reserves', {
                temporary: write(answer.computed.reserveTemporary),
                maintenance: write(answer.computed.reserveMaintenance),
              }),
              t('shell.figures.remaining', { value: write(remaining) }),
            ],
      quotes: quotesOf('cost'),
    }
  })
  const tieIns = computed((): Figure => {
    const { found, wanted, confirmed, toConfirm, stale, ready } = connections.value
    return {
      id: 'connections',
      value: ready ? number(found) : null,
      of: ready ? number(wanted) : null,
      unit: t('shell.figures.unit.compounds'),
      official: t('shell.figures.confirmed', {
        confirmed: number(confirmed),
        waiting: number(toConfirm),
      }),
      difference: stale === 0 ? null : t('tieIns.staleCount', { n: number(stale) }),
      notes: [t('shell.figures.connectionsNote'), ...(stale === 0 ? [] : [t('tieIns.staleHint')])],
      quotes: quotesOf('connections'),
    }
  })
  return { figures: computed(() => [...totals.value, cost.value, tieIns.value]) }
}

/** Of the selected compounds: how many have a tie-in, and how many of those the centre has confirmed. */
function useConnectionCount() {
  const compounds = useCompounds()
  const connections = useConnections()
  return computed(() => {
    const wanted = compounds.features.filter((one) => one.properties.selected).map((one) => one.id)
    const tieIns = connections.collection.features.flatMap(({ properties }) =>
      properties.kind === 'connection' ? [properties] : [],
    )
    const summary = summariseTieIns(tieIns, wanted)
    const chosen = new Set(summary.chosen)
    return {
      ...summary,
      stale: tieIns.filter(({ id, stale }) => stale && chosen.has(id)).length,
      ready: connections.state.kind === 'ready' && compounds.features.length > 0,
    }
  })
}
