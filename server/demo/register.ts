import type {
  Building,
  Compound,
  CompoundDrainage,
  ConsentCount,
  ScoreFacts,
} from '#core/compound/compound.ts'
import { householdsNeeded } from '#core/compound/consent.ts'
import { toLngLat } from '#core/geo/projection.ts'
import { metricsOf } from '#core/programme/score.ts'
import type { Programme } from '#core/programme/programme.ts'
import type { ScoringTable } from '#core/programme/scoring-table.ts'
import type { Player } from './casting.ts'
import { boxRing, rectangle, type CityFrame, type GridBox } from './city-frame.ts'
import type { Parcel } from './parcels.ts'
import type { Place } from './places.ts'
import type { Random } from './random.ts'
import { factsScoring } from './score-facts.ts'
import { reviewScoring } from './score-review.ts'

/** Everything a compound's record is made from. */
export interface Dossier {
  readonly id: string
  readonly name: string
  readonly player: Player
  readonly parcel: Parcel
  readonly place: Place
  readonly street: string | null
  readonly drainage: CompoundDrainage
  /** Another compound that may be renovated lies within 200 m. */
  readonly hasNeighbour: boolean
  /** The 镇街 counted differently from the buildings, by this many households. */
  readonly miscount: number
}

export interface RegisterRules {
  readonly frame: CityFrame
  readonly programme: Programme
  readonly table: ScoringTable
}

/** The record of one compound, as the import reads it. Verdict, score and rank are for the rules to find. */
export function recordOf(dossier: Dossier, rules: RegisterRules, random: Random): Compound {
  const { player, parcel, place } = dossier
  const { cast, slabs } = player
  const { frame } = rules
  const buildings = buildingsOf(dossier, frame)
  const households = slabs.reduce((sum, slab) => sum + slab.households, 0)
  const floorArea = slabs.reduce((sum, slab) => sum + slab.floorArea, 0)
  const consent = consentOf(player, households, rules.programme)
  const record: Compound = {
    id: dossier.id,
    name: dossier.name,
    subdistrictCode: place.code,
    subdistrict: place.name,
    community: place.communities.length === 0 ? null : random.pick(place.communities),
    address: dossier.street === null ? null : `${dossier.street}(示例地址)`,
    builtYear: cast.builtYear,
    ownership: cast.ownership,
    formerOwnerUnit: cast.formerOwnerUnit,
    housingKind: cast.housingKind,
    inDistrict: cast.inDistrict,
    declared: { buildings: slabs.length, households: households + dossier.miscount, floorArea },
    buildings,
    footprint: { type: 'Polygon', coordinates: [closed(boxRing(frame, parcel.box).map(toLngLat))] },
    gates: parcel.entrances.map(({ gate }) => toLngLat(frame.place(gate))),
    renovatedYear: cast.renovatedYear,
    consent,
    management: cast.management,
    demolitionPlanned: cast.demolitionPlanned,
    application: cast.application,
    scoreSheet: null,
    heritage: cast.heritage,
    maintenanceOnly: cast.maintenanceOnly,
    estimates: [{ kind: 'estimate', amount: player.cost, on: '2023-11-30' }],
    drainage: dossier.drainage,
    stage: cast.stage,
    source: 'demo',
  }
  return { ...record, scoreSheet: sheetOf(dossier, record, rules, random.fork('sheet')) }
}

function buildingsOf({ id, player, parcel }: Dossier, frame: CityFrame): Building[] {
  const { builtYear, laterBlocks, planned } = player.cast
  return parcel.slabs.map((slab, index): Building => {
    const number = String(index + 1)
    const isLater = laterBlocks !== null && index >= laterBlocks.among - laterBlocks.of
    const year = isLater ? laterBlocks.builtYear : builtYear
    return {
      id: `${id}-${number.padStart(2, '0')}`,
      compoundId: id,
      number,
      builtYear: year,
      floors: slab.floors,
      units: slab.units,
      households: slab.households,
      floorArea: slab.floorArea,
      structure: (year ?? 0) > 2003 ? 'frame' : 'brick_concrete',
      use: !planned && index === 0 && slab.floors >= 6 && slab.length > 45 ? 'mixed' : 'residential',
      footprint: {
        type: 'Polygon',
        coordinates: [closed(rectangle(frame, slab.middle, slab.length, slab.depth).map(toLngLat))],
      },
    }
  })
}

function consentOf({ cast }: Player, households: number, programme: Programme): ConsentCount | null {
  if (cast.consent === null) return null
  if ('permille' in cast.consent) {
    return { agree: Math.floor((households * cast.consent.permille) / 1000), total: households }
  }
  const needed = householdsNeeded(households, programme.policy.consentThreshold)
  return { agree: needed - cast.consent.missing, total: households }
}

function sheetOf(
  { player, hasNeighbour }: Dossier,
  record: Compound,
  { table, programme }: RegisterRules,
  random: Random,
): Compound['scoreSheet'] {
  const { sheet } = player.cast
  if (sheet === null) return null
  const adjacency = table.criteria.find((criterion) => criterion.metric === 'adjacentInPool')?.rule
  const answers = adjacency?.type === 'enum' ? Object.keys(adjacency.values) : []
  const fixed: ScoreFacts =
    answers.length === 2 ? { adjacentInPool: answers[hasNeighbour ? 0 : 1] ?? null } : {}
  const facts = factsScoring(
    table,
    sheet.target,
    metricsOf(record, programme.policy.tierYears),
    fixed,
    random,
  )
  const known = sheet.unknownMetric === null ? facts : { ...facts, [sheet.unknownMetric]: null }
  return {
    facts: {},
    evidenceComplete: sheet.evidenceComplete,
    submittedOn: sheet.submittedOn,
    recheckedOn: sheet.recheckedOn,
    review: reviewScoring(table, known, sheet, random.fork('review')),
  }
}

/** Metres between two boxes of the grid, 0 where they touch. */
export function gapBetween(a: GridBox, b: GridBox): number {
  const u = Math.max(0, a.west - b.east, b.west - a.east)
  const v = Math.max(0, a.south - b.north, b.south - a.north)
  return Math.hypot(u, v)
}

function closed(ring: (readonly [number, number])[]): number[][] {
  return [...ring, ...ring.slice(0, 1)].map(([longitude, latitude]) => [longitude, latitude])
}
