/**
 * The exact knapsack beside a MILP solver (HiGHS, WebAssembly) on the same 200 candidates, to the 元. Both must find the
 * same best sum; the ratio of times is printed.
 */
import highsLoader from 'highs'
import { solveKnapsack, type KnapsackItem } from '#core/programme/knapsack.ts'
import { seededRandom } from '#core/programme/seeded-random.ts'
import { median } from './statistics.ts'

const SEED = 2024
const CANDIDATES = 200
const SETS = 12

const highs = await highsLoader()
const random = seededRandom(SEED)
const ours: number[] = []
const theirs: number[] = []
let wrong = 0
for (let set = 0; set < SETS; set++) {
  const items = Array.from({ length: CANDIDATES }, (): KnapsackItem => {
    const floorArea = 4000 + Math.floor(random() * 70_000)
    return {
      profit: 5500 + Math.floor(random() * 3500),
      weight: Math.round(floorArea * (400 + random() * 400)),
    }
  })
  const capacity = Math.round(items.reduce((sum, { weight }) => sum + weight, 0) * (0.1 + random() * 0.5))
  let start = performance.now()
  const answer = solveKnapsack(items, capacity)
  ours.push(performance.now() - start)
  start = performance.now()
  const solved = highs.solve(asLp(items, capacity), { mip_rel_gap: 0, mip_abs_gap: 0.5 })
  theirs.push(performance.now() - start)
  const best = Math.round(solved.ObjectiveValue)
  if (solved.Status !== 'Optimal' || best !== answer.profit || !answer.exact || answer.weight > capacity) {
    wrong += 1
    console.log(`set ${set}: ours ${answer.profit} (exact ${answer.exact}), MILP ${best} (${solved.Status})`)
  }
}
console.log(
  `${SETS} sets of ${CANDIDATES} candidates, exact to the 元: knapsack ${median(ours).toFixed(2)} ms, MILP ${median(theirs).toFixed(1)} ms (${(median(theirs) / median(ours)).toFixed(0)} ×), ${wrong === 0 ? 'the same best sum in every set' : `${wrong} sets DIFFER`}`,
)
process.exit(wrong === 0 ? 0 : 1)

/** CPLEX LP text of the 0-1 knapsack. */
function asLp(items: readonly KnapsackItem[], capacity: number): string {
  const sum = (of: (item: KnapsackItem) => number): string =>
    items.map((item, at) => `${of(item)} x${at}`).join(' + ')
  return [
    'Maximize',
    ` score: ${sum(({ profit }) => profit)}`,
    'Subject To',
    ` money: ${sum(({ weight }) => weight)} <= ${capacity}`,
    'Binary',
    ` ${items.map((_item, at) => `x${at}`).join(' ')}`,
    'End',
  ].join('\n')
}
