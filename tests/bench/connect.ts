/**
 * The connection engine on a seeded grid city, beside what Giswater does: take the nearest main. Ratios come from one
 * run on one machine. `npx tsx tests/bench/connect.ts [pipes] [compounds]`
 */
import { connectOn } from '#core/drainage/connect.ts'
import type { CompoundSite } from '#core/drainage/model.ts'
import { createPlaceJudge, type PlaceJudge } from '#core/drainage/judge-place.ts'
import { buildNetwork, type StormNetwork } from '#core/drainage/network.ts'
import { placeAt } from '#core/drainage/place.ts'
import { rules } from '#tests/builders/drainage.ts'
import { gridCity } from '#tests/builders/grid-city.ts'

const pipeCount = Number(process.argv[2] ?? 10_000)
const compoundCount = Number(process.argv[3] ?? 100)

function timed<T>(work: () => T): { value: T; ms: number } {
  const start = performance.now()
  const value = work()
  return { value, ms: performance.now() - start }
}

/** How often the main nearest to the compound is a place the rules refuse. */
function nearestArcRefused(network: StormNetwork, compounds: readonly CompoundSite[]): number {
  const answers = connectOn(network, { compounds, rules, returnPeriod: 3, together: false }).compounds
  return compounds.filter((site, i) => {
    const near = network.mains.nearest(site.position)
    const id = network.pipes[near?.item ?? -1]?.id
    const atFoot = answers[i]?.connections.some(
      ({ status, pipeId, position }) =>
        status === 'feasible' &&
        pipeId === id &&
        near !== null &&
        Math.hypot(position[0] - near.position[0], position[1] - near.position[1]) < 2,
    )
    return !atFoot
  }).length
}

/** A point dragged to the main nearest to the compound. */
function judgeNearest(site: CompoundSite, judge: PlaceJudge): string {
  const near = placeAt(built.value, site.position, { reach: 500 })
  return near ? judge.judge(site, near.place).outcome : 'nowhere'
}

const city = gridCity(pipeCount, compoundCount, 1)
const built = timed(() => buildNetwork(city.wells, city.pipes, rules))
const nearest = timed(() => city.compounds.map(({ position }) => built.value.mains.nearest(position)))
const request = { compounds: city.compounds, rules, returnPeriod: 3, together: false }
connectOn(built.value, { ...request, compounds: city.compounds.slice(0, 3) })
const answered = timed(() => connectOn(built.value, request))
const served = answered.value.compounds.filter(({ connections }) => connections[0]?.rank === 1).length
const plan = timed(() =>
  connectOn(built.value, { ...request, compounds: city.compounds.slice(0, 13), together: true }),
)
const judge = createPlaceJudge({ network: built.value, rules, returnPeriod: 3 })
const moved = timed(() => city.compounds.map((site) => judgeNearest(site, judge)))
const refused = nearestArcRefused(built.value, city.compounds)
const lines = [
  `${city.pipes.length} pipes, ${compoundCount} compounds`,
  `build and index: ${built.ms.toFixed(0)} ms`,
  `nearest main (baseline): ${(nearest.ms / compoundCount).toFixed(3)} ms a compound`,
  `full answer: ${(answered.ms / compoundCount).toFixed(2)} ms a compound, ${served} served`,
  `a plan of 13 together: ${plan.ms.toFixed(0)} ms (${plan.value.together?.method})`,
  `one given place judged: ${(moved.ms / compoundCount).toFixed(2)} ms`,
  `nearest main refused by the rules: ${refused} of ${compoundCount}`,
]
process.stdout.write(`${lines.join('\n')}\n`)
