import type { CompoundDrainage } from '#core/compound/compound.ts'
import type { DrainageRules } from '#core/drainage/rules.ts'
import { toLngLat } from '#core/geo/projection.ts'
import type { Block } from './blocks.ts'
import {
  chooseEntrance,
  nearestAmong,
  spreadCatchments,
  surfacesOf,
  wellsByStretch,
  type CompoundCatchment,
} from './catchments.ts'
import type { GridPoint } from './city-frame.ts'
import type { DraftWell, MainsDraft } from './mains-draft.ts'
import { placeOf, type Place } from './places.ts'
import type { Random } from './random.ts'
import { gapBetween, type Dossier } from './register.ts'
import type { Settled } from './settlement.ts'
import type { Town } from './town.ts'

/** A dossier with the wells it has to do with. */
export interface DrawnUp {
  readonly dossier: Dossier
  /** Nearest storm well, of the street its outlet lies on where there is one. */
  readonly beside: DraftWell | null
  /** Well it sheds to today, as far as anybody knows. */
  readonly drainsTo: DraftWell | null
}

/** Share of the old compounds of which it is known where they shed to. */
const KNOWN_SHEDDING = 0.45
/**
 * Shares of compounds of which nobody knows today's surfaces, and whose new pipes would bring the water sooner. Never one
 * of the plan: a scheme that lets the peak grow would not have passed its review (GB 50014-2021 4.1.6).
 */
const UNKNOWN_BEFORE = 0.07
const SOONER = 0.07
const NEIGHBOUR = 200

/** Places, numbers and outlets of everybody, from the north-west to the south-east; loads go to the wells. */
export function drawUp(
  places: ReadonlyMap<string, Place>,
  rules: DrainageRules,
  town: Town,
  draft: MainsDraft,
  random: Random,
): DrawnUp[] {
  const order = [...town.settlement.settled].sort(
    (a, b) =>
      b.parcel.block.row - a.parcel.block.row ||
      a.parcel.block.column - b.parcel.block.column ||
      a.parcel.box.west - b.parcel.box.west,
  )
  const names = namesOf(order)
  const drainageOf = drainagePlan(town, draft)
  const streets = new Map(town.stretches.map((stretch) => [stretch.id, stretch.name]))
  const reach = reachOf(town.blocks)
  const drawn = order.map((settled, index) => {
    const { player, parcel } = settled
    const chance = random.fork(String(index))
    const { drainage, catchment, beside, drainsTo } = drainageOf(settled, chance)
    const dossier: Dossier = {
      ...(names[index] ?? { id: '', name: '' }),
      player,
      parcel,
      place: placeOf(middleOf(settled), reach, places),
      street: firstNamed(parcel.entrances.map(({ stretchId }) => streets.get(stretchId) ?? null)),
      drainage,
      hasNeighbour: order.some(
        (other) =>
          other !== settled && inPool(other) && gapBetween(parcel.box, other.parcel.box) <= NEIGHBOUR,
      ),
      miscount: catchment.renovated && chance.chance(0.12) ? chance.integer(1, 4) : 0,
    }
    return { dossier, catchment, beside, drainsTo }
  })
  const catchments = drawn.map(({ catchment }) => catchment)
  spreadCatchments(rules, town.stretches, town.blocks, catchments, draft.wells)
  return drawn
}

function namesOf(order: readonly Settled[]): { id: string; name: string }[] {
  const digits = Math.max(2, String(order.length).length)
  let unnamed = 0
  return order.map(({ player }, index) => ({
    id: `XQ-${String(index + 1).padStart(Math.max(3, digits), '0')}`,
    name: player.cast.name ?? `示例小区 ${String(++unnamed).padStart(digits, '0')}`,
  }))
}

/** Where each compound's storm pipes would leave it, how deep, and what they would carry. */
function drainagePlan(town: Town, draft: MainsDraft) {
  const { frame, terrain, mains } = town
  const storm = wellsByStretch(draft.wells.filter((well) => well.system === 'YS'))
  const nearestStorm = nearestAmong([...storm.values()].flat())
  const shedders = wellsByStretch(draft.wells.filter((well) => well.system !== 'WS'))
  return ({ player, parcel }: Settled, chance: Random) => {
    const entrance = chooseEntrance(parcel, storm, mains.through)
    const ground = round(terrain.ground(entrance.outlet) + chance.between(0.08, 0.22))
    const { before, after } = surfacesOf(parcel, chance.between(-0.05, 0.12))
    const renovated = player.cast.renovatedYear !== null
    const isUnknown = !renovated && chance.chance(UNKNOWN_BEFORE)
    const isSooner = !renovated && chance.chance(SOONER) && !player.cast.planned
    const drainage: CompoundDrainage = {
      outlet: toLngLat(frame.place(entrance.outlet)),
      ground,
      crownStart: round(ground - chance.between(0.75, 0.95)),
      surfaces: after,
      surfacesBefore: isUnknown ? null : before,
      t1: 10,
      t1Before: isUnknown ? null : isSooner ? 15 : 10,
      drainsTo: null,
    }
    const catchment: CompoundCatchment = {
      parcel,
      renovated,
      surfaces: after,
      surfacesBefore: before,
      entrance,
    }
    const near = (wells: ReadonlyMap<string, readonly DraftWell[]>) =>
      nearestAmong(wells.get(entrance.stretchId) ?? [])(entrance.outlet)
    const isKnown = renovated || chance.chance(KNOWN_SHEDDING)
    return {
      drainage,
      catchment,
      beside: near(storm) ?? nearestStorm(entrance.outlet),
      drainsTo: isKnown ? near(shedders) : null,
    }
  }
}

/** May it be renovated together with a neighbour? */
function inPool({ player: { cast } }: Settled): boolean {
  return cast.renovatedYear === null && cast.sheet !== null && cast.demolitionPlanned === false
}

function middleOf({ parcel: { box } }: Settled): GridPoint {
  return [(box.west + box.east) / 2, (box.south + box.north) / 2]
}

/** How far the town goes each way, for the shares of `placeOf`. */
function reachOf(blocks: readonly Block[]): { u: number; v: number } {
  const most = (values: number[]) => values.reduce((best, value) => Math.max(best, Math.abs(value)), 1)
  return { u: most(blocks.map(({ middle }) => middle[0])), v: most(blocks.map(({ middle }) => middle[1])) }
}

function firstNamed(names: readonly (string | null)[]): string | null {
  return names.find((name) => name !== null) ?? null
}

/** Levels to the centimetre. */
function round(level: number): number {
  return Math.round(level * 100) / 100
}
