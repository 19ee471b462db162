import type { CompoundSite } from '#core/drainage/model.ts'
import { randomTown, seeded, type RandomTown } from './random-town.ts'

/**
 * A {@link randomTown} of any size from 6 to 24 wells, with what makes answers differ beyond it: a receiving water that
 * stands high, compounds whose runoff before is known (some of which grow, GB 50014-2021 4.1.6), and compounds that shed
 * to a well of the network today.
 */
export function randomCity(seed: number): RandomTown {
  const random = seeded(seed * 7919)
  const town = randomTown(seed, 3 + Math.floor(random() * 4), 2 + Math.floor(random() * 3))
  const highWater = random() < 0.25
  const wells = town.wells.map((well) =>
    well.kind === 'outfall' && highWater ? { ...well, waterLevel: well.ground - 3 + random() * 2 } : well,
  )
  const compounds = town.compounds.map((site): CompoundSite => {
    if (random() < 0.6) return site
    const before = (site.psiF ?? 0) * (0.8 + random() * 0.5)
    const home = wells[Math.floor(random() * wells.length)]
    return {
      ...site,
      surfacesBefore: { roof: before / 0.9 },
      t1Before: (site.t1 ?? 10) + random() * 2 - 1,
      drainsTo: random() < 0.5 && home ? home.id : null,
    }
  })
  return { ...town, wells, compounds }
}
