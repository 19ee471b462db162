/** A moved budget and a moved weight, ranked and selected anew: beside a plain sort of as many scores, the floor. */
import type { Compound } from '#core/compound/compound.ts'
import type { SelectInput } from '#core/programme/evaluation.ts'
import { selectProgramme } from '#core/programme/evaluate.ts'
import { prepareProgramme } from '#core/programme/prepare.ts'
import { seededRandom, type Random } from '#core/programme/seeded-random.ts'
import { aCompound, COMPLETE_FACTS } from '../builders/compound-builder.ts'
import { aProgramme, aScoringTable } from '../builders/programme-builder.ts'
import { median } from './statistics.ts'

const SEED = 2024
const MOVES = 41
const WARM_UP = 10

function drawCompound(at: number, random: Random): Compound {
  const households = 50 + Math.floor(random() * 950)
  const floorArea = households * 78
  return aCompound({
    id: `c${at}`,
    builtYear: 1975 + Math.floor(random() * 31),
    buildings: [],
    declared: { buildings: Math.ceil(households / 46), households, floorArea },
    consent: { agree: Math.floor(households * (0.76 + random() * 0.24)), total: households },
    estimates: [
      { kind: 'estimate', amount: Math.round(floorArea * (400 + random() * 400)), on: '2023-11-15' },
    ],
    scoreSheet: {
      facts: { ...COMPLETE_FACTS, nonFiscalPermille: Math.floor(random() * 250) },
      evidenceComplete: true,
      submittedOn: '2023-10-10',
      recheckedOn: '2023-11-01',
    },
  })
}

/** Median time of one run in ms; each run gets its number, so that no two moves are the same. */
function time(run: (move: number) => void): number {
  const times: number[] = []
  for (let move = 0; move < MOVES + WARM_UP; move++) {
    const start = performance.now()
    run(move)
    if (move >= WARM_UP) times.push(performance.now() - start)
  }
  return median(times)
}

for (const count of [1000, 10_000]) {
  const random = seededRandom(SEED)
  const compounds = Array.from({ length: count }, (_, at) => drawCompound(at, random))
  const start = performance.now()
  const prepared = prepareProgramme({ programme: aProgramme(), scoringTable: aScoringTable(), compounds })
  console.log(`${count} compounds: judged once in ${(performance.now() - start).toFixed(0)} ms`)

  const scores = compounds.map(() => random())
  const floor = time(() => [...scores].sort((a, b) => b - a))
  const moves: readonly (readonly [name: string, (move: number) => SelectInput])[] = [
    ['strict, budget', (move) => ({ budget: count * 9_000_000 + move * 1_000_003 })],
    ['strict, weight', (move) => ({ weights: { consent: 10 + move / 2 } })],
    ['fill, budget', (move) => ({ policy: 'fill', budget: count * 9_000_000 + move * 1_000_003 })],
    ['optimise, budget', (move) => ({ policy: 'optimise', budget: count * 9_000_000 + move * 1_000_003 })],
    ['optimise, weight', (move) => ({ policy: 'optimise', weights: { consent: 10 + move / 2 } })],
  ]
  for (const [name, inputOf] of moves) {
    let exact = true
    const taken = time((move) => {
      exact &&= selectProgramme(prepared, inputOf(move)).optimum.exact
    })
    const proof = name.startsWith('optimise')
      ? exact
        ? ', every optimum proven'
        : ', NOT every optimum proven'
      : ''
    console.log(
      `${count} compounds: ${name}: ${taken.toFixed(1)} ms, ${(taken / floor).toFixed(1)} × a plain sort (${floor.toFixed(2)} ms)${proof}`,
    )
  }
}
