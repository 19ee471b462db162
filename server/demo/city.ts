import type { Compound } from '#core/compound/compound.ts'
import type { DrainageRules } from '#core/drainage/rules.ts'
import type { Plane } from '#core/geo/projection.ts'
import type { Programme } from '#core/programme/programme.ts'
import type { ScoringTable } from '#core/programme/scoring-table.ts'
import { fillBox } from './background.ts'
import type { Block } from './blocks.ts'
import { castAny, castProgramme } from './casting.ts'
import type { CityFrame } from './city-frame.ts'
import { drawUp } from './dossiers.ts'
import type { Outline } from './land.ts'
import type { MainsDraft } from './mains-draft.ts'
import { plantFaults, type PlantedFault } from './mains-faults.ts'
import { trimTo } from './mains-order.ts'
import { sizeMains } from './mains-sizes.ts'
import { numberWells, type WellNumbers } from './numbering.ts'
import type { Place } from './places.ts'
import { Random } from './random.ts'
import { recordOf } from './register.ts'
import type { River } from './rivers.ts'
import { joinStreets, type Street } from './streets.ts'
import { buildTown, type Town } from './town.ts'

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
  const town = buildTown(ground.outline, players, wish.pipes, random)
  const draft = wish.pipes === null ? town.mains.draft : trimTo(town.mains.draft, wish.pipes)
  const dossiers = drawUp(ground.places, ground.rules, town, draft, random.fork('register'))
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
  const faults = plantFaults(draft, ground.rules, spared, random.fork('faults'))
  return {
    frame: town.frame,
    compounds,
    mains: draft,
    numbers,
    faults,
    rivers: town.rivers,
    streets: joinStreets([...town.stretches, ...town.outskirts]),
    blocks: town.blocks,
    background: backgroundOf(town, random.fork('background')),
  }
}

function backgroundOf({ frame, settlement, blocks, rivers }: Town, random: Random): Plane[][] {
  const boxes = [
    ...settlement.rest.map(({ box }) => box),
    ...blocks.filter((block) => block.use === 'river').map((block) => block.inner),
  ]
  return boxes.flatMap((box, index) => fillBox(frame, box, rivers, random.fork(String(index))))
}
