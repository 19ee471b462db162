import { chooseBlocks, countCandidates, type Block } from './blocks.ts'
import type { Player } from './casting.ts'
import { cityFrame, type CityFrame } from './city-frame.ts'
import { landOf, type Land, type Outline } from './land.ts'
import { layMains, type Mains } from './mains.ts'
import type { Random } from './random.ts'
import { windRivers, type River } from './rivers.ts'
import { settle, type Settlement } from './settlement.ts'
import { layStreetGrid, type StreetGrid } from './street-grid.ts'
import { roadsOut, stretchesAround, type Stretch } from './streets.ts'
import { terrainOf, type Terrain } from './terrain.ts'

/** More was asked for than the district's land can hold. */
export class CityTooLargeError extends Error {
  override readonly name = 'CityTooLargeError'
}

/** Streets, blocks, rivers, levels, mains without sizes, and where everybody lives. */
export interface Town {
  readonly frame: CityFrame
  readonly land: Land
  readonly grid: StreetGrid
  readonly blocks: readonly Block[]
  readonly stretches: readonly Stretch[]
  /** Roads that lead out of the town; no mains in them. */
  readonly outskirts: readonly Stretch[]
  readonly rivers: readonly River[]
  readonly terrain: Terrain
  readonly settlement: Settlement
  readonly mains: Mains
}

/**
 * Blocks a compound takes of the town: a third of them are homes in the shipped city, more where thousands are wanted,
 * and two share a block here and there where the district's land is just enough.
 */
const BLOCKS_PER_COMPOUND = { few: 2.85, many: 1.1, crowd: 0.8 } as const
const MANY = 400
const CROWD = 7000
const PIPES_PER_BLOCK = 16
const SPACING = { usual: 46, least: 30, most: 50 } as const
const LARGEST_REACH = 130
/** Crossings that the wide roads go on beyond the last block. */
const OUTSKIRTS = 6

/**
 * Grows the town until everybody is housed and the streets are long enough for the pipes.
 * @throws {CityTooLargeError}
 */
export function buildTown(
  outline: Outline,
  players: readonly Player[],
  pipes: number | null,
  random: Random,
): Town {
  const frame = cityFrame()
  const land = landOf(outline)
  const each = blocksPerCompound(players.length)
  let wanted = Math.ceil(Math.max(12, players.length * each, (pipes ?? 0) / PIPES_PER_BLOCK))
  for (;;) {
    const grid = layGrid(frame, land, random, wanted)
    const town = townOf(frame, land, grid, wanted, players, pipes, random)
    if (town !== null) return town
    wanted = Math.ceil(wanted * 1.15)
  }
}

function blocksPerCompound(compounds: number): number {
  const { few, many, crowd } = BLOCKS_PER_COMPOUND
  if (compounds > CROWD) return crowd
  return compounds > MANY ? many : few
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
  return {
    frame,
    land,
    grid,
    blocks,
    stretches,
    outskirts: roadsOut(grid, stretches, OUTSKIRTS),
    rivers,
    terrain,
    settlement,
    mains,
  }
}
