import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Briefing } from '#core/api/briefing.ts'
import { number, percent } from '../../locales/format.ts'
import { useBriefing, type Chapter } from '../../stores/briefing.ts'
import { useView } from '../../stores/view.ts'
import { plainMoney } from './plain-money.ts'

interface Sentences {
  readonly title: string
  readonly lead: string
}

type Values = Readonly<Record<string, string | number>>

/** One official sentence a chapter, written from its numbers alone. */
export function useSentences(chapterOf: () => Chapter): {
  readonly title: ComputedRef<string>
  readonly lead: ComputedRef<string>
} {
  const { t } = useI18n()
  const briefing = useBriefing()
  const view = useView()
  const yuan = (value: number): string => plainMoney(value, view.locale)
  const say = (key: string, values: Values = {}): string => t(`brief.${key}`, values)

  const words = computed((): Sentences => {
    const { facts } = briefing
    const chapter = chapterOf()
    if (facts === null) return { title: t(`brief.chapters.${chapter}`), lead: '' }
    return TELL[chapter](facts, say, yuan)
  })
  return { title: computed(() => words.value.title), lead: computed(() => words.value.lead) }
}

type Say = (key: string, values?: Values) => string
type Teller = (facts: Briefing, say: Say, yuan: (value: number) => string) => Sentences

const TELL: Readonly<Record<Chapter, Teller>> = {
  totals: ({ year, programme }, say) => {
    const { computed: counted, policy } = programme
    const month = (date: string): number => Number(date.split('-')[1])
    return {
      title: say('totals.title', {
        year,
        n: number(counted.compounds),
        households: number(counted.households),
      }),
      lead: say('totals.lead', {
        a: number(counted.tierA),
        b: number(counted.tierB),
        lastA: policy.tierYears.A,
        firstB: policy.tierYears.A + 1,
        lastB: policy.tierYears.B,
        start: month(policy.schedule.startBy),
        complete: month(policy.schedule.completeBy),
        accept: month(policy.schedule.acceptBy),
      }),
    }
  },
  spread: ({ subdistricts, programme }, say) => {
    const inside = subdistricts.filter((one) => one.selected.compounds > 0)
    const most = inside.toSorted((a, b) => b.selected.households - a.selected.households)[0]
    const { compounds, households } = programme.computed
    return {
      title: say('spread.title', { n: number(compounds), places: number(inside.length) }),
      lead:
        most === undefined
          ? say('spread.none')
          : say('spread.lead', {
              name: most.name,
              n: number(most.selected.compounds),
              households: number(most.selected.households),
              share: percent(most.selected.households, households),
              without: number(subdistricts.length - inside.length),
            }),
    }
  },
  standing: ({ programme, failing, scores }, say) => {
    const { register } = programme
    const first = failing?.[0]
    const values = {
      failed: number(register.ineligible),
      open: number(register.unverified),
      ranked: number(scores.ranked),
      high: scores.highest === null ? '–' : number(scores.highest, 1),
      low: scores.lowest === null ? '–' : number(scores.lowest, 1),
    }
    return {
      title: say('standing.title', {
        total: number(register.total),
        may: number(register.eligible + register.conditional),
      }),
      lead:
        first === undefined
          ? say('standing.leadWithout', values)
          : say('standing.lead', {
              ...values,
              reason: say(`reasons.${first.check}`),
              most: number(first.compounds),
            }),
    }
  },
  plan: ({ programme, places }, say, yuan) => {
    const { computed: counted } = programme
    const out = places.find((one) => !one.selected)
    const values = {
      n: number(counted.compounds),
      a: number(counted.tierA),
      b: number(counted.tierB),
      cost: yuan(counted.cost),
      remaining: yuan(counted.remaining),
    }
    const lead =
      out === undefined
        ? say('plan.leadAll', values)
        : out.gap === null
          ? say('plan.leadBlocked', { ...values, rank: out.rank, name: out.name })
          : say('plan.lead', {
              ...values,
              rank: out.rank,
              name: out.name,
              need: yuan(out.cost),
              gap: yuan(out.gap),
            })
    return { title: say('plan.title', values), lead }
  },
  tieIns: ({ tieIns }, say) => {
    if (tieIns === null) return { title: say('chapters.tieIns'), lead: '' }
    const values = {
      wanted: number(tieIns.wanted),
      found: number(tieIns.found),
      confirmed: number(tieIns.confirmed),
      open: number(tieIns.toConfirm),
      length: number(tieIns.branchLength),
      without: tieIns.without.map(({ name }) => name).join('」「'),
    }
    return {
      title: say(
        tieIns.found === tieIns.wanted && tieIns.wanted > 0 ? 'tieIns.titleAll' : 'tieIns.title',
        values,
      ),
      lead: `${say('tieIns.lead', values)}${tieIns.without.length > 0 ? say('tieIns.without', values) : ''}`,
    }
  },
}
