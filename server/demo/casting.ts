import type { Programme } from '#core/programme/programme.ts'
import { OTHER_ROLES, PLANNED_ROLES } from './programme-roles.ts'
import type { Random } from './random.ts'
import type { Cast, Role } from './roles.ts'
import { apportion, shapeSlabs, type Slab } from './slabs.ts'

/** A cast with its size: what is to be built somewhere. */
export interface Player {
  readonly cast: Cast
  readonly slabs: readonly Slab[]
  /** Estimate, integer 元. */
  readonly cost: number
}

/** Blocks of flats a block of the town takes, m² each, and m² a flat. */
const BLOCK_AREA = [2500, 4300] as const
const FLAT_AREA = [72, 90] as const
/** 元/m², a believable band for the works of the notice (DOMAIN §5.1). */
const PRICE = [425, 640] as const
/** What the planned compounds leave of the money after the reserves, 元. */
const LEFT_OVER = 1_380_000
const WAN = 10_000

/** The register of the programme: the thirteen planned and one of each other fate, 72 in all. */
export function castProgramme(programme: Programme, random: Random): Player[] {
  return [
    ...castPlanned(programme, random.fork('planned')),
    ...castOthers(OTHER_ROLES, random.fork('others')),
  ]
}

/** Any number of compounds with the same fates in about the same shares, none of them named. */
export function castAny(count: number, random: Random): Player[] {
  const roles = [...PLANNED_ROLES, ...OTHER_ROLES]
  const bag = roles.flatMap((role) => Array.from({ length: role.count }, (_, index) => ({ role, index })))
  return Array.from({ length: count }, (_, number) => {
    const chance = random.fork(String(number))
    const { role, index } = chance.pick(bag)
    return playerOf({ ...role.cast(chance, index), name: null, planned: false }, chance)
  })
}

/** Sizes and costs that add up to the notice's totals exactly, and to the money less the reserves nearly. */
function castPlanned(programme: Programme, random: Random): Player[] {
  const { official, policy } = programme
  const casts = PLANNED_ROLES.flatMap((role) => castsOf(role, random))
  const blocks = apportion(
    official.buildings,
    casts.map(() => random.between(6, 15)),
  )
  const areas = apportion(
    official.floorArea,
    blocks.map((count) => count * random.between(0.92, 1.08)),
  )
  const households = apportion(
    official.households,
    areas.map((area) => area * random.between(0.95, 1.05)),
  )
  const money = official.budget - policy.reserves.temporary - policy.reserves.maintenance - LEFT_OVER
  const costs = apportion(
    Math.floor(money / WAN),
    areas.map((area) => area * random.between(0.86, 1.15)),
  )
  return casts.map((cast, index) => ({
    cast,
    slabs: slabsOf(
      cast,
      blocks[index] ?? 1,
      areas[index] ?? 0,
      households[index] ?? 0,
      random.fork(`slabs ${index}`),
    ),
    cost: (costs[index] ?? 0) * WAN,
  }))
}

function castOthers(roles: readonly Role[], random: Random): Player[] {
  return roles.flatMap((role) =>
    castsOf(role, random).map((cast, index) => playerOf(cast, random.fork(`${role.key} ${index}`))),
  )
}

function castsOf(role: Role, random: Random): Cast[] {
  return Array.from({ length: role.count }, (_, index) =>
    role.cast(random.fork(`${role.key}/${index}`), index),
  )
}

function playerOf(cast: Cast, random: Random): Player {
  const blocks = cast.laterBlocks?.among ?? Math.round(random.between(3, 9) + random.between(0, 6))
  const area = Math.round(blocks * random.between(...BLOCK_AREA))
  const households = Math.round(area / random.between(...FLAT_AREA))
  const cost = Math.round((area * random.between(...PRICE)) / WAN) * WAN
  return { cast, slabs: slabsOf(cast, blocks, area, households, random.fork('slabs')), cost }
}

function slabsOf(cast: Cast, blocks: number, area: number, households: number, random: Random): Slab[] {
  const areas = apportion(
    area,
    Array.from({ length: blocks }, () => random.between(0.84, 1.16)),
  )
  return shapeSlabs(random, areas, apportion(households, areas), cast.builtYear ?? 2002)
}
