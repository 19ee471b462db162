import type { CompoundJudgement } from '../evaluation.ts'

/** Compounds whose final score lies in [from, to). */
export interface ScoreClass {
  readonly from: number
  readonly to: number
  readonly compounds: number
  readonly selected: number
}

/** How the final scores of the ranked compounds are spread. */
export interface ScoreSpread {
  readonly classes: readonly ScoreClass[]
  readonly ranked: number
  readonly highest: number | null
  readonly lowest: number | null
  /** Lowest score among the selected; tier B may stand below an unselected one of tier A, never the reverse. */
  readonly lowestSelected: number | null
}

const WIDTH = 5

/** Classes of five points over the scores of the ranked compounds, without empty ends. */
export function scoreSpread({
  ranking,
}: {
  readonly ranking: readonly Pick<CompoundJudgement, 'rank' | 'score' | 'selected'>[]
}): ScoreSpread {
  const ranked = ranking.flatMap(({ rank, score, selected }) =>
    rank === null || score === null ? [] : [{ score, selected }],
  )
  const scores = ranked.map(({ score }) => score)
  if (scores.length === 0)
    return { classes: [], ranked: 0, highest: null, lowest: null, lowestSelected: null }
  const lowest = Math.min(...scores)
  const highest = Math.max(...scores)
  const classes: ScoreClass[] = []
  for (let from = Math.floor(lowest / WIDTH) * WIDTH; from <= highest; from += WIDTH) {
    const inside = ranked.filter(({ score }) => score >= from && score < from + WIDTH)
    classes.push({
      from,
      to: from + WIDTH,
      compounds: inside.length,
      selected: inside.filter(({ selected }) => selected).length,
    })
  }
  const chosen = ranked.filter(({ selected }) => selected).map(({ score }) => score)
  return {
    classes,
    ranked: ranked.length,
    highest,
    lowest,
    lowestSelected: chosen.length === 0 ? null : Math.min(...chosen),
  }
}
