import type { Compound } from '#core/compound/compound.ts'
import type { DrainageRules } from '#core/drainage/rules.ts'
import { toLngLat, type Plane } from '#core/geo/projection.ts'
import type { Programme } from '#core/programme/programme.ts'
import type { ScoringTable } from '#core/programme/scoring-table.ts'
import { fillBox } from './background.ts'
import { chooseBlocks, countCandidates, type Block } from './blocks.ts'
import { castAny, castProgramme, type Player } from './casting.ts'
import { chooseEntrance, nearest, spreadCatchments, surfacesOf, wellsByStretch } from './catchments.ts'
import { cityFrame, type CityFrame } from './city-frame.ts'
import { landOf, type Land, type Outline } from './land.ts'
import { layMains, type Mains } from './mains.ts'
import type { MainsDraft } from './mains-draft.ts'
import { plantFaults, type PlantedFault } from './mains-faults.ts'
import { trimTo } from './mains-order.ts'
import { sizeMains } from './mains-sizes.ts'
import { numberWells, type WellNumbers } from './numbering.ts'
import { placeOf, type Place } from './places.ts'
import { Random } from './random.ts'
import { gapBetween, recordOf, type Dossier } from './register.ts'
import { windRivers, type River } from './rivers.ts'
import { settle, type Settled, type Settlement } from './settlement.ts'
import { layStreetGrid, type StreetGrid } from './street-grid.ts'
import { joinStreets, stretchesAround, type Street, type Stretch } from './streets.ts'
import { terrainOf, type Terrain } from './terrain.ts'

/** What the generator stands on: real outlines and names, the rules of the programme and of drainage. */
export interface CityGround {
  readonly outline: Outline
  readonly places: ReadonlyMap<string, Place>
  readonly programme: Programme
  readonly table: ScoringTable
  readonly rules: DrainageRules
}

export interface CityWish {
  readonly seed: number
  /** `programme` casts the notice's totals; a number only asks for that many compounds. */
  readonly compounds: 'programme' | number
  /** Exactly this many pipes; null = as the streets need. */
  readonly pipes: number | null
}

/** A city, all of it synthetic (示例数据). */
export interface City {
  readonly frame: CityFrame
  readonly compounds: readonly Compound[]
  readonly mains: MainsDraft
  readonly numbers: WellNumbers
  readonly faults: readonly PlantedFault[]
  readonly rivers: readonly River[]
  readonly streets: readonly Street[]
  readonly blocks: readonly Block[]
  /** Outer rings of the buildings that belong to no compound. */
  readonly background: readonly (readonly Plane[])[]
}

/** More was asked for than the district's land can hold. */
export class CityTooLargeError extends Error {
  override readonly name = 'CityTooLargeError'
}

interface Town {
  readonly frame: CityFrame
  readonly land: Land
  readonly grid: StreetGrid
  readonly blocks: readonly Block[]
  readonly stretches: readonly Stretch[]
  readonly rivers: readonly River[]
  readonly terrain: Terrain
  readonly settlement: Settlement
  readonly mains: Mains
}

/** Blocks a compound takes of the town: a third in the shipped city, more where thousands are wanted. */
const BLOCKS_PER_COMPOUND = { few: 2.85, many: 1.1 } as const
const MANY = 400
const PIPES_PER_BLOCK = 16
const SPACING = { usual: 46, least: 30, most: 50 } as const
const LARGEST_REACH = 130

/**
 * Builds a city. Same wish on the same ground, same city to the last digit.
 * @throws {CityTooLargeError} where the district has no room for it
 */
export function buildCity(ground: CityGround, wish: CityWish): City {
  const random = new Random(wish.seed)
  const players =
    wish.compounds === 'programme'
      ? castProgramme(ground.programme, random.fork('cast'))
      : castAny(wish.compounds, random.fork('cast'))
  const town = buildTown(ground, players, wish.pipes, random)
  const draft = wish.pipes === null ? town.mains.draft : trimTo(town.mains.draft, wish.pipes)
  const dossiers = drawUp(ground, town, draft, random.fork('register'))
  const numbers = numberWells(draft)
  const compounds = dossiers.map(({ dossier, drainsTo }) =>
    recordOf(
      {
        ...dossier,
        drainage: { ...dossier.drainage, drainsTo: drainsTo === null ? null : numbers.wellId(drainsTo) },
      },
      { frame: town.frame, programme: ground.programme, table: ground.table },
      random.fork(`record ${dossier.id}`),
    ),
  )
  const spared = dossiers.flatMap(({ dossier, beside }) =>
    dossier.player.cast.planned && beside !== null ? [beside] : [],
  )
  sizeMains(draft, ground.rules, random.fork('sizes'))
  const faults = plantFaults(draft, spared, random.fork('faults'))
  return {
    frame: town.frame,
    compounds,
    mains: draft,
    numbers,
    faults,
    rivers: town.rivers,
    streets: joinStreets(town.stretches),
    blocks: town.blocks,
    background: backgroundOf(town, random.fork('background')),
  }
}

/** Grows the town until everybody is housed and the streets are long enough for the pipes. */
function buildTown(
  ground: CityGround,
  players: readonly Player[],
  pipes: number | null,
  random: Random,
): Town {
  const frame = cityFrame()
  const land = landOf(ground.outline)
  const each = players.length > MANY ? BLOCKS_PER_COMPOUND.many : BLOCKS_PER_COMPOUND.few
  let wanted = Math.ceil(Math.max(12, players.length * each, (pipes ?? 0) / PIPES_PER_BLOCK))
  for (;;) {
    const grid = layGrid(frame, land, random, wanted)
    const town = townOf(frame, land, grid, wanted, players, pipes, random)
    if (town !== null) return town
    wanted = Math.ceil(wanted * 1.15)
  }
}

function layGrid(frame: CityFrame, land: Land, random: Random, wanted: number): StreetGrid {
  for (let reach = Math.ceil(Math.sqrt(wanted)) + 8; ; reach = Math.ceil(reach * 1.3)) {
    const grid = layStreetGrid(frame, land, random.fork('grid'), Math.min(reach, LARGEST_REACH))
    const room = countCandidates(grid)
    // A tenth more than wanted, for parks.
    if (room >= wanted * 1.1) return grid
    if (reach >= LARGEST_REACH) {
      throw new CityTooLargeError(
        `海港区陆地范围内最多约 ${room} 个街区,所需约 ${wanted} 个:请减少小区或管道数量`,
      )
    }
  }
}

function townOf(
  frame: CityFrame,
  land: Land,
  grid: StreetGrid,
  wanted: number,
  players: readonly Player[],
  pipes: number | null,
  random: Random,
): Town | null {
  const blocks = chooseBlocks(grid, random.fork('parks'), wanted)
  const settlement = settle(players, blocks, random.fork('settlement'))
  if (settlement === null) return null
  const edge = (pick: (block: Block) => number, choose: (...values: number[]) => number) =>
    blocks.reduce((best, block) => choose(best, pick(block)), 0)
  const rivers = windRivers(frame, land, grid, {
    west: edge((block) => block.inner.west, Math.min) - 900,
    east: edge((block) => block.inner.east, Math.max) + 900,
    north: edge((block) => block.inner.north, Math.max) + 2500,
  })
  const terrain = terrainOf(frame, land, rivers)
  const stretches = stretchesAround(grid, blocks)
  const site = { frame, land, grid, rivers, terrain, stretches }
  const lay = (spacing: number) => layMains(site, spacing, random.fork('mains'))
  let mains = lay(SPACING.usual)
  if (pipes !== null) {
    const share = (mains.draft.pipes.length * SPACING.usual) / pipes
    mains = lay(Math.min(SPACING.most, Math.max(SPACING.least, share * 0.97)))
    if (mains.draft.pipes.length < pipes) return null
  }
  return { frame, land, grid, blocks, stretches, rivers, terrain, settlement, mains }
}

/** Places, numbers and outlets of everybody, from the north-west to the south-east; loads go to the wells. */
function drawUp(ground: CityGround, town: Town, draft: MainsDraft, random: Random) {
  const { frame, terrain, settlement, stretches } = town
  const order = [...settlement.settled].sort(
    (a, b) =>
      b.parcel.block.row - a.parcel.block.row ||
      a.parcel.block.column - b.parcel.block.column ||
      a.parcel.box.west - b.parcel.box.west,
  )
  const storm = wellsByStretch(draft.wells.filter((well) => well.system === 'YS'))
  const any = wellsByStretch(draft.wells.filter((well) => well.system !== 'WS'))
  const streetNames = new Map(stretches.map((stretch) => [stretch.id, stretch.name]))
  const reach = reachOf(town.blocks)
  const digits = Math.max(2, String(order.length).length)
  let unnamed = 0
  const drawn = order.map(({ player, parcel }, index) => {
    const chance = random.fork(String(index))
    const entrance = chooseEntrance(parcel, storm, town.mains.through)
    const level = Math.round((terrain.ground(entrance.outlet) + chance.between(0.08, 0.22)) * 100) / 100
    const surfaces = surfacesOf(parcel, chance.between(-0.05, 0.12))
    const renovated = player.cast.renovatedYear !== null
    const beside = nearest(frame, storm.get(entrance.stretchId) ?? [], entrance.outlet)
    const shedding = nearest(frame, any.get(entrance.stretchId) ?? [], entrance.outlet)
    const dossier: Dossier = {
      id: `XQ-${String(index + 1).padStart(Math.max(3, digits), '0')}`,
      name: player.cast.name ?? `示例小区 ${String(++unnamed).padStart(digits, '0')}`,
      player,
      parcel,
      place: placeOf(
        [(parcel.box.west + parcel.box.east) / 2, (parcel.box.south + parcel.box.north) / 2],
        reach,
        ground.places,
      ),
      street:
        parcel.entrances
          .map(({ stretchId }) => streetNames.get(stretchId) ?? null)
          .find((name) => name !== null) ?? null,
      drainage: {
        outlet: toLngLat(frame.place(entrance.outlet)),
        ground: level,
        crownStart: Math.round((level - chance.between(0.75, 0.95)) * 100) / 100,
        surfaces: surfaces.after,
        surfacesBefore: surfaces.before,
        t1: 10,
        t1Before: 10,
        drainsTo: null,
      },
      hasNeighbour: order.some(
        (other) =>
          other.parcel !== parcel && inPool(other) && gapBetween(parcel.box, other.parcel.box) <= 200,
      ),
      miscount: renovated && chance.chance(0.12) ? chance.integer(1, 4) : 0,
    }
    const catchment = {
      parcel,
      renovated,
      surfaces: surfaces.after,
      surfacesBefore: surfaces.before,
      entrance,
      beside,
    }
    return { dossier, catchment, beside, drainsTo: renovated || chance.chance(0.45) ? shedding : null }
  })
  spreadCatchments(
    frame,
    ground.rules,
    stretches,
    town.blocks,
    drawn.map(({ catchment }) => catchment),
    draft.wells,
  )
  return drawn
}

/** May it be renovated together with a neighbour? */
function inPool({ player: { cast } }: Settled): boolean {
  return cast.renovatedYear === null && cast.sheet !== null && cast.demolitionPlanned === false
}

function reachOf(blocks: readonly Block[]): { u: number; v: number } {
  return {
    u: Math.max(...blocks.map((block) => Math.abs(block.middle[0]))),
    v: Math.max(...blocks.map((block) => Math.abs(block.middle[1]))),
  }
}

function backgroundOf({ frame, settlement, blocks, rivers }: Town, random: Random): Plane[][] {
  const boxes = [
    ...settlement.rest.map(({ box }) => box),
    ...blocks.filter((block) => block.use === 'river').map((block) => block.inner),
  ]
  return boxes.flatMap((box, index) => fillBox(frame, box, rivers, random.fork(String(index))))
}
