import type { DrainageRules } from '#core/drainage/rules.ts'
import { runoffArea } from '#core/drainage/runoff.ts'
import type { Surfaces } from '#core/compound/compound.ts'
import { distanceBetween } from '#core/geo/plane-geometry.ts'
import { indexLines } from '#core/geo/spatial-index.ts'
import type { Block } from './blocks.ts'
import type { GridBox, GridPoint } from './city-frame.ts'
import type { DraftWell } from './mains-draft.ts'
import type { Entrance, Parcel } from './parcels.ts'
import { stretchId, type Stretch } from './streets.ts'

/** A compound as the mains see it. */
export interface CompoundCatchment {
  readonly parcel: Parcel
  readonly renovated: boolean
  readonly surfaces: Surfaces
  readonly surfacesBefore: Surfaces
  /** Where its storm pipes would leave it. */
  readonly entrance: Entrance
}

const HECTARE = 10_000
/** Ψ of the rest of the town and of parks, and the share of it that today's mains carry. */
const TOWN_PSI = 0.6
const PARK_PSI = 0.15
const TODAY = 0.72
/** Share of an old compound's runoff that reaches the street's main over its gate. */
const OVER_THE_GATE = 0.25

/** Surfaces of a parcel, ha: what is paved today and what the works leave paved. */
export function surfacesOf(parcel: Parcel, share: number): { before: Surfaces; after: Surfaces } {
  const roof = parcel.slabs.reduce((sum, slab) => sum + slab.length * slab.depth, 0) / HECTARE
  const open = areaOfBox(parcel.box) / HECTARE - roof
  const part = (of: number) => Math.round(open * of * 10_000) / 10_000
  const kept = Math.round(roof * 10_000) / 10_000
  return {
    before: { roof: kept, asphalt: part(0.52 + share), earth: part(0.26 - share), green: part(0.22) },
    after: { roof: kept, asphalt: part(0.36), gravel: part(0.2), green: part(0.44) },
  }
}

/** Where a compound's storm pipes would leave it: the first gate on a street with a storm main, else the first. */
export function chooseEntrance(
  parcel: Parcel,
  storm: ReadonlyMap<string, readonly DraftWell[]>,
  through: ReadonlySet<string>,
): Entrance {
  const [first, ...others] = parcel.entrances
  if (first === undefined) throw new Error('a parcel without a gate')
  const all = [first, ...others]
  return (
    all.find((entrance) => through.has(entrance.stretchId)) ??
    all.find((entrance) => storm.has(entrance.stretchId)) ??
    first
  )
}

/** Wells by the street they stand in, in the order of flow. */
export function wellsByStretch(wells: readonly DraftWell[]): Map<string, DraftWell[]> {
  const groups = new Map<string, DraftWell[]>()
  for (const well of wells) {
    if (well.stretchId === null) continue
    const group = groups.get(well.stretchId)
    if (group === undefined) groups.set(well.stretchId, [well])
    else group.push(well)
  }
  return groups
}

/** Gives every well what arrives there today and what its main was built for: streets, blocks, compounds. */
export function spreadCatchments(
  rules: DrainageRules,
  stretches: readonly Stretch[],
  blocks: readonly Block[],
  compounds: readonly CompoundCatchment[],
  wells: readonly DraftWell[],
): void {
  const groups = wellsByStretch(wells)
  for (const stretch of stretches) {
    const length = distanceBetween(stretch.from.position, stretch.to.position)
    const psiF = (length * stretch.halfWidth * 2 * rules.psi.asphalt) / HECTARE
    spread(groups.get(stretch.id) ?? [], psiF, psiF)
  }
  const built = new Map<Block, number>()
  for (const { parcel } of compounds) {
    built.set(parcel.block, (built.get(parcel.block) ?? 0) + areaOfBox(parcel.box))
  }
  for (const block of blocks) {
    const area = Math.max(0, areaOfBox(block.inner) - (built.get(block) ?? 0))
    const psiF = (area * (block.use === 'housing' ? TOWN_PSI : PARK_PSI)) / HECTARE
    const around = sidesOf(block).flatMap((side) => groups.get(side) ?? [])
    spread(around, psiF, psiF * TODAY)
  }
  const nearestStorm = nearestAmong(wells.filter((well) => well.system === 'YS' && well.stretchId !== null))
  for (const compound of compounds) {
    const psiF = runoffArea(compound.surfaces, rules.psi)
    const today = runoffArea(compound.surfacesBefore, rules.psi) * (compound.renovated ? 1 : OVER_THE_GATE)
    const street = groups.get(compound.entrance.stretchId) ?? []
    spread(street, 0, today)
    const head = street.find((well) => well.system === 'YS') ?? nearestStorm(compound.entrance.outlet)
    if (head !== null) head.design += psiF
  }
}

/** Answers which of the wells is nearest to a point, measured along the grid; null where there is none. */
export function nearestAmong(wells: readonly DraftWell[]): (point: GridPoint) => DraftWell | null {
  const numbers = wells.map((_, index) => index)
  const index = indexLines(numbers, (number) => wells.slice(number, number + 1).map((well) => well.point))
  return (point) => wells[index.nearest(point)?.item ?? -1] ?? null
}

function spread(wells: readonly DraftWell[], design: number, load: number): void {
  for (const well of wells) {
    well.design += design / wells.length
    well.load += load / wells.length
  }
}

function sidesOf({ column, row }: Block): string[] {
  return [
    stretchId('along', column, row),
    stretchId('along', column, row + 1),
    stretchId('across', column, row),
    stretchId('across', column + 1, row),
  ]
}

function areaOfBox(box: GridBox): number {
  return (box.east - box.west) * (box.north - box.south)
}
