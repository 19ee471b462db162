import type { Compound } from './compound.ts'

/** What a compound counts for in a plan. Floor area in m², kept to 0.01. */
export interface CompoundCount {
  readonly buildings: number
  readonly households: number
  readonly floorArea: number
}

/**
 * Buildings, households and floor area (m²) of one compound: derived from its buildings when they are
 * recorded, else as the 镇街 declared them (DOMAIN §2.1). The two are never mixed.
 */
export function countCompound(compound: Pick<Compound, 'buildings' | 'declared'>): CompoundCount {
  if (compound.buildings.length === 0) return compound.declared
  let households = 0
  let floorArea = 0
  for (const building of compound.buildings) {
    households += building.households
    floorArea += building.floorArea
  }
  return { buildings: compound.buildings.length, households, floorArea: roundArea(floorArea) }
}

/** Sum of counts. Areas are added as hundredths of a m², so that a long sum keeps its digits. */
export function sumCounts(counts: Iterable<CompoundCount>): CompoundCount {
  let buildings = 0
  let households = 0
  let hundredths = 0
  for (const count of counts) {
    buildings += count.buildings
    households += count.households
    hundredths += Math.round(count.floorArea * 100)
  }
  return { buildings, households, floorArea: hundredths / 100 }
}

function roundArea(squareMetres: number): number {
  return Math.round(squareMetres * 100) / 100
}
