import type { Block } from './blocks.ts'
import type { GridBox } from './city-frame.ts'
import type { Player } from './casting.ts'
import { plotOf, takeParcel, type Parcel, type Plot } from './parcels.ts'
import type { Random } from './random.ts'

/** A player with a place. */
export interface Settled {
  readonly player: Player
  readonly parcel: Parcel
}

/** Everybody housed, and what of the blocks is left for the rest of the town. */
export interface Settlement {
  readonly settled: readonly Settled[]
  readonly rest: readonly { readonly block: Block; readonly box: GridBox }[]
}

const LEAST_REST = 30
/** Share of blocks that take a second compound before the others are full, and the most a block takes. */
const SHARED = 0.3
const MOST = 2

/**
 * Houses every player in a block, at most two to a block; the order of the blocks is drawn, so that fates mix.
 * Null where somebody finds no room.
 */
export function settle(
  players: readonly Player[],
  blocks: readonly Block[],
  random: Random,
): Settlement | null {
  const plots = blocks.filter((block) => block.use === 'housing').map(plotOf)
  const order = random.shuffled(plots)
  const shared = new Set(order.filter(() => random.chance(SHARED)))
  const settled: Settled[] = []
  let open = order
  let crowded = order
  for (const player of random.shuffled(players)) {
    const parcel = findRoom(open, player, random) ?? findRoom(crowded, player, random)
    if (parcel === null) return null
    settled.push({ player, parcel })
    open = open.filter((plot) => plot.parcels.length < (shared.has(plot) ? MOST : 1))
    crowded = crowded.filter((plot) => plot.parcels.length < MOST)
  }
  const rest = plots.flatMap((plot) =>
    [...plot.rest, ...halves(plot, random)]
      .filter((box) => box.east - box.west > LEAST_REST && box.north - box.south > LEAST_REST)
      .map((box) => ({ block: plot.block, box })),
  )
  return { settled, rest }
}

function findRoom(plots: readonly Plot[], player: Player, random: Random): Parcel | null {
  for (const plot of plots) {
    const parcel = takeParcel(plot, player.slabs, random)
    if (parcel !== null) return parcel
  }
  return null
}

/** What is free of a plot, cut in two where it is long, so that one block shows two kinds of building. */
function halves(plot: Plot, random: Random): GridBox[] {
  const { free } = plot
  if (free.east - free.west < 150) return [free]
  const cut = free.west + (free.east - free.west) * random.between(0.4, 0.6)
  return [
    { ...free, east: cut - 5 },
    { ...free, west: cut + 5 },
  ]
}
