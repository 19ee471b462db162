/**
 * The connection engine on a seeded grid city, beside what Giswater does: take the nearest main. Ratios come from one
 * run on one machine. `npx tsx tests/bench/connect.ts [pipes] [compounds]`
 */
import { connectOn } from '#core/drainage/connect.ts'
import type { CompoundSite, Pipe, Well } from '#core/drainage/model.ts'
import { buildNetwork, type StormNetwork } from '#core/drainage/network.ts'
import { aPipe, aSite, aWell, rules } from '#tests/builders/drainage.ts'
import { seeded } from '#tests/builders/random-town.ts'

const pipeCount = Number(process.argv[2] ?? 10_000)
const compoundCount = Number(process.argv[3] ?? 100)

interface City {
  readonly wells: Well[]
  readonly pipes: Pipe[]
  readonly compounds: CompoundSite[]
}

/** Streets of eight manholes, each falling to an outfall of its own; 60 m between manholes, 90 m between streets. */
function gridCity(count: number, sites: number, seed: number): City {
  const random = seeded(seed)
  const side = Math.ceil(Math.sqrt(count / 8))
  const wells: Well[] = []
  const pipes: Pipe[] = []
  for (let street = 0; pipes.length < count; street++) {
    const x = 400_000 + (street % side) * 560
    const y = 4_400_000 + Math.floor(street / side) * 90
    const row = Array.from({ length: 9 }, (_, i) =>
      aWell(`${street}.${i}`, x + i * 60, y, {
        ground: 9 - i * 0.2 + random() * 0.4,
        kind: i === 8 ? 'outfall' : 'manhole',
        load: random() * 0.3,
      }),
    )
    wells.push(...row)
    for (const [i, well] of row.slice(0, -1).entries()) {
      const next = row[i + 1]
      if (next)
        pipes.push(aPipe(well, next, 6 - i * 0.18, 5.82 - i * 0.18, { dn: 600 + 100 * Math.floor(i / 2) }))
    }
  }
  const width = Math.min(side, Math.ceil(count / 8)) * 560
  const height = Math.ceil(count / 8 / side) * 90
  const compounds = Array.from({ length: sites }, (_, i) => {
    const ground = 8.5 + random()
    return aSite(`c${i}`, 400_000 + random() * width, 4_400_000 + random() * height, {
      ground,
      crownStart: ground - 0.8,
      psiF: 0.1 + random() * 0.6,
    })
  })
  return { wells, pipes, compounds }
}

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
const refused = nearestArcRefused(built.value, city.compounds)
const lines = [
  `${city.pipes.length} pipes, ${compoundCount} compounds`,
  `build and index: ${built.ms.toFixed(0)} ms`,
  `nearest main (baseline): ${(nearest.ms / compoundCount).toFixed(3)} ms a compound`,
  `full answer: ${(answered.ms / compoundCount).toFixed(2)} ms a compound, ${served} served`,
  `a plan of 13 together: ${plan.ms.toFixed(0)} ms (${plan.value.together?.method})`,
  `nearest main refused by the rules: ${refused} of ${compoundCount}`,
]
process.stdout.write(`${lines.join('\n')}\n`)
