import type { PlanningAnswer } from '#core/api/planning.ts'
import type { SelectInput } from '#core/programme/evaluation.ts'
import { planningProgramme } from '#core/programme/planning-columns.ts'
import { seededRandom } from '#core/programme/seeded-random.ts'
import { costUncertainty, type CostChance } from '#core/programme/what-if/cost-uncertainty.ts'
import { criterionStability, type WeightStability } from '#core/programme/what-if/rank-stability.ts'

/** What takes more than a frame. */
export type HeavyQuestion = { readonly planning: PlanningAnswer; readonly input: SelectInput } & (
  | { readonly kind: 'stability' }
  | { readonly kind: 'chances'; readonly spread: number; readonly runs: number; readonly seed: number }
)

/** Stability comes criterion by criterion. */
export type HeavyAnswer =
  | { readonly kind: 'stability'; readonly one: WeightStability }
  | { readonly kind: 'chances'; readonly chances: readonly CostChance[] }
  | { readonly kind: 'done' }

/** One question a worker: a newer one ends this worker and starts another. */
self.addEventListener('message', ({ data }: MessageEvent<HeavyQuestion>) => {
  const tell = (answer: HeavyAnswer): void => self.postMessage(answer)
  const prepared = planningProgramme(data.planning)
  if (data.kind === 'stability') {
    for (const { id } of prepared.scoringTable.criteria) {
      const one = criterionStability(prepared, data.input, id)
      if (one !== null) tell({ kind: 'stability', one })
    }
  } else {
    const { spread, runs, seed } = data
    const chances = costUncertainty(prepared, data.input, { spread, runs, random: seededRandom(seed) })
    tell({ kind: 'chances', chances })
  }
  tell({ kind: 'done' })
})
