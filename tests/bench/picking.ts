/** A lasso of 100 corners over many compounds: the index with exact tests, beside Turf's test in a loop over all of them. */
import { booleanIntersects, booleanWithin, polygon } from '@turf/turf'
import { indexRegions } from '#core/geo/region-index.ts'
import { regionOf, regionOfRing } from '#core/geo/region.ts'
import { seededRandom, type Random } from '#core/programme/seeded-random.ts'
import { median } from './statistics.ts'

const SEED = 2024
const CORNERS = 100
/** Turf needs seconds for one run over 100 000. */
const TURF_RUNS = 3
const RUNS = 21

type Ring = [number, number][]

/** A compound of 5 to 12 corners, about 100 m across, somewhere in the district. */
function drawCompound(random: Random, spread: number): Ring {
  const [x, y] = [119.5 + random() * spread, 39.85 + random() * spread]
  return drawRing(x, y, 5 + Math.floor(random() * 8), () => 0.0004 + random() * 0.0004)
}

function drawRing(x: number, y: number, corners: number, arm: () => number): Ring {
  const ring = Array.from({ length: corners }, (_, i): [number, number] => {
    const angle = (2 * Math.PI * i) / corners
    const length = arm()
    return [x + length * Math.cos(angle), y + length * Math.sin(angle)]
  })
  return [...ring, ring[0] ?? [x, y]]
}

function time(runs: number, work: () => void): number {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now()
    work()
    return performance.now() - start
  })
  return median(times)
}

for (const count of [10_000, 100_000]) {
  const random = seededRandom(SEED)
  const spread = Math.sqrt(count) * 0.0015
  const rings = Array.from({ length: count }, () => drawCompound(random, spread))
  const middle = spread / 2
  const lasso = drawRing(119.5 + middle, 39.85 + middle, CORNERS, () => spread * (0.2 + random() * 0.1))

  const building = performance.now()
  const index = indexRegions(rings.map((ring) => regionOf({ type: 'Polygon', coordinates: [ring] })))
  const built = performance.now() - building
  const outline = regionOfRing(lasso)
  const polygons = rings.map((ring) => polygon([ring]))
  const drawn = polygon([lasso])
  const rules = [
    ['crossing', (one: (typeof polygons)[number]) => booleanIntersects(one, drawn)],
    ['within', (one: (typeof polygons)[number]) => booleanWithin(one, drawn)],
  ] as const
  console.log(`${count} compounds: index built once in ${built.toFixed(0)} ms`)
  for (const [rule, test] of rules) {
    let [ours, theirs] = [0, 0]
    const own = time(RUNS, () => (ours = index.taken(outline, rule).length))
    const turf = time(TURF_RUNS, () => (theirs = polygons.filter(test).length))
    const same = ours === theirs ? `both take ${ours}` : `WE TAKE ${ours}, TURF ${theirs}`
    console.log(
      `${count} compounds, ${rule}: ${own.toFixed(1)} ms, Turf in a loop ${turf.toFixed(0)} ms, ${(turf / own).toFixed(0)} × as long; ${same}`,
    )
  }
}
