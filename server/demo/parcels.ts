import type { Block } from './blocks.ts'
import type { GridBox, GridPoint } from './city-frame.ts'
import type { Random } from './random.ts'
import type { Slab } from './slabs.ts'
import { stretchId } from './streets.ts'

/** A slab with its place on the grid. */
export interface PlacedSlab extends Slab {
  readonly middle: GridPoint
}

/** A way out of a parcel to a street. */
export interface Entrance {
  /** On the parcel's edge. */
  readonly gate: GridPoint
  /** Beside the gate, where the parcel's storm pipes would leave it. */
  readonly outlet: GridPoint
  readonly stretchId: string
}

/** A compound's ground within its block, with its rows of slabs. */
export interface Parcel {
  readonly block: Block
  readonly box: GridBox
  readonly slabs: readonly PlacedSlab[]
  /** The main gate first. */
  readonly entrances: readonly Entrance[]
}

/** What is still free of a block; parcels take it from either end. */
export interface Plot {
  readonly block: Block
  free: GridBox
  readonly parcels: Parcel[]
  /** Remainders beside and behind the parcels. */
  readonly rest: GridBox[]
}

const SETBACK = 6
const ALLEY = 9
const MARGIN = 6
const COLUMN_GAP = 10
const ROW_PITCH = 27

export function plotOf(block: Block): Plot {
  const { west, east, south, north } = block.inner
  return {
    block,
    free: { west: west + SETBACK, east: east - SETBACK, south: south + SETBACK, north: north - SETBACK },
    parcels: [],
    rest: [],
  }
}

/** Puts a compound into a plot and shortens what is free; null where it does not fit. */
export function takeParcel(plot: Plot, slabs: readonly Slab[], random: Random): Parcel | null {
  const { free } = plot
  const deep = free.north - free.south
  const rowsMost = Math.floor((deep - 2 * MARGIN) / (ROW_PITCH - 2))
  if (rowsMost < 1) return null
  const columnWidth = Math.max(...slabs.map((slab) => slab.length)) + COLUMN_GAP
  const least = Math.ceil(slabs.length / rowsMost)
  const columns = least + (slabs.length > 3 && random.chance(0.35) ? 1 : 0)
  const width = columns * columnWidth + 2 * MARGIN - COLUMN_GAP
  if (width > free.east - free.west) return null
  const rows = Math.ceil(slabs.length / columns)
  const natural = rows * ROW_PITCH + 2 * MARGIN
  const full = natural > deep * 0.72
  const depth = full ? deep : natural
  const atWest = plot.parcels.length === 0 ? random.chance(0.5) : firstIsEast(plot)
  const atSouth = random.chance(0.5)
  const box: GridBox = {
    west: atWest ? free.west : free.east - width,
    east: atWest ? free.west + width : free.east,
    south: full || atSouth ? free.south : free.north - depth,
    north: full || !atSouth ? free.north : free.south + depth,
  }
  const parcel: Parcel = {
    block: plot.block,
    box,
    slabs: placeSlabs(box, slabs, columns, rows, columnWidth, random),
    entrances: entrancesOf(plot.block, box, { atWest, atSouth, full }, columns, rows, columnWidth),
  }
  if (!full)
    plot.rest.push(
      atSouth
        ? { ...box, south: box.north + ALLEY, north: free.north }
        : { ...box, south: free.south, north: box.south - ALLEY },
    )
  plot.free = atWest ? { ...free, west: box.east + ALLEY } : { ...free, east: box.west - ALLEY }
  plot.parcels.push(parcel)
  return parcel
}

/** The second parcel takes the other end. */
function firstIsEast(plot: Plot): boolean {
  const first = plot.parcels[0]
  return first !== undefined && first.box.west > plot.block.middle[0] - (first.box.east - first.box.west) / 2
}

function placeSlabs(
  box: GridBox,
  slabs: readonly Slab[],
  columns: number,
  rows: number,
  columnWidth: number,
  random: Random,
): PlacedSlab[] {
  const pitch = (box.north - box.south - 2 * MARGIN) / rows
  const cells = Array.from({ length: rows * columns }, (_, index) => index)
  // What the rows have too many of stays open: the compound's garden.
  const open = new Set(random.shuffled(cells).slice(0, rows * columns - slabs.length))
  const taken = cells.filter((cell) => !open.has(cell))
  return slabs.map((slab, index) => {
    const cell = taken[index] ?? 0
    const column = cell % columns
    const row = Math.floor(cell / columns)
    return {
      ...slab,
      middle: [
        box.west + MARGIN + column * columnWidth + (columnWidth - COLUMN_GAP) / 2,
        box.north - MARGIN - (row + 0.5) * pitch,
      ],
    }
  })
}

function entrancesOf(
  block: Block,
  box: GridBox,
  at: { readonly atWest: boolean; readonly atSouth: boolean; readonly full: boolean },
  columns: number,
  rows: number,
  columnWidth: number,
): Entrance[] {
  const { column, row } = block
  const half = Math.ceil(columns / 2)
  const u = columns === 1 ? box.west + MARGIN / 2 : box.west + MARGIN + half * columnWidth - COLUMN_GAP / 2
  const south: Entrance = {
    gate: [u, box.south],
    outlet: [u + 2.5, box.south],
    stretchId: stretchId('along', column, row),
  }
  const north: Entrance = {
    gate: [u, box.north],
    outlet: [u + 2.5, box.north],
    stretchId: stretchId('along', column, row + 1),
  }
  const pitch = (box.north - box.south - 2 * MARGIN) / rows
  const v = rows === 1 ? box.south + MARGIN / 2 : box.south + MARGIN + Math.floor(rows / 2) * pitch
  const edge = at.atWest ? box.west : box.east
  const side: Entrance = {
    gate: [edge, v],
    outlet: [edge, v - 2.5],
    stretchId: stretchId('across', at.atWest ? column : column + 1, row),
  }
  const front = at.atSouth ? south : north
  if (at.full) return [front, at.atSouth ? north : south, side]
  return [front, side]
}
