import type { MultiPolygon, Polygon } from 'geojson'
import type { Compound, CompoundDrainage } from '../../compound/compound.ts'
import { correctFacts, type FactContext } from '../../compound/fact-faults.ts'
import { factsOf, sameFact, withFacts, type CompoundFacts, type FactId } from '../../compound/facts.ts'
import { COMPOUND_FIELDS } from '../fields/compound-fields.ts'
import { circleOf } from '../read-geometry.ts'
import type { StagedRow } from '../stage-row.ts'
import { given, missingOfNew, refused, type MergeFault, type Merged } from './merged.ts'

/** Columns that are facts people also correct by hand: the same rules judge both. */
const FACTS: Readonly<Record<string, FactId>> = {
  name: 'name',
  subdistrictCode: 'subdistrictCode',
  community: 'community',
  address: 'address',
  builtYear: 'builtYear',
  ownership: 'ownership',
  formerOwnerUnit: 'formerOwnerUnit',
  housingKind: 'housingKind',
  inDistrict: 'inDistrict',
  'declared.buildings': 'declaredBuildings',
  'declared.households': 'declaredHouseholds',
  'declared.floorArea': 'declaredFloorArea',
  renovatedYear: 'renovatedYear',
  demolitionPlanned: 'demolitionPlanned',
  'management.mode': 'managementMode',
  'management.feeAgreed': 'managementFeeAgreed',
  'management.confirmed': 'managementConfirmed',
  'application.applicant': 'applicant',
  'application.filedOn': 'applicationFiledOn',
  'heritage.listed': 'heritageListed',
  'heritage.protectionPlan': 'heritageProtectionPlan',
  maintenanceOnly: 'maintenanceOnly',
}

/** Area of the circle that stands for a compound known as a point only, m². */
const POINT_AREA = 700

export interface CompoundMergeContext extends FactContext {
  /** Names of the 镇街 by code. */
  readonly names: ReadonlyMap<string, string>
  /** Reads what our own files nest; null where it is in order and else what was expected. */
  readonly nestedFault: (id: string, value: unknown) => string | null
}

/** What a row makes of a compound. An empty cell leaves what stands; 待核实 says that it is not known. */
export function mergeCompound(
  before: Compound | null,
  staged: StagedRow,
  context: CompoundMergeContext,
): Merged<Compound> {
  const { values, geometry } = staged
  const faults: MergeFault[] = before === null ? missingOfNew(values, COMPOUND_FIELDS) : []
  const footprint = areaOf(geometry) ?? before?.footprint ?? null
  if (footprint === null)
    faults.push({ field: null, value: '', expected: '新小区须有轮廓(面图形或 WKT)或位置(X、Y)' })
  for (const id of NESTED) {
    const expected = values[id] === undefined ? null : context.nestedFault(id, values[id])
    if (expected !== null) faults.push({ field: id, value: '', expected })
  }
  if (footprint === null || faults.length > 0) return { record: null, faults }
  const standing = before ?? blank(staged.id, String(values['subdistrictCode']), footprint)
  const facts = factsOf(standing)
  const corrected = correctFacts(facts, changesOf(facts, values, context), context)
  if (!corrected.ok) {
    return {
      record: null,
      faults: corrected.faults.map(({ field, value, expected }) => ({
        field: Object.keys(FACTS).find((id) => FACTS[id] === field) ?? field,
        value: value === null || value === undefined ? '' : String(value),
        expected,
      })),
    }
  }
  const place = context.names.get(corrected.facts.subdistrictCode)
  if (place === undefined) return refused('subdistrictCode', corrected.facts.subdistrictCode, '应为本区镇街')
  const record = withNested({ ...withFacts(standing, corrected.facts, place), footprint }, values)
  return geometry?.type === 'Point'
    ? { record, faults: [], note: '只有位置,轮廓以示意圆代替,请在地图上补画' }
    : { record, faults: [] }
}

const NESTED = [
  'gates',
  'consent',
  'scoreSheet',
  'estimates',
  'outlet',
  'surfaces',
  'surfacesBefore',
] as const

/** Only what differs: a column that repeats what stands is no correction that somebody would have to be allowed. */
function changesOf(
  facts: CompoundFacts,
  values: StagedRow['values'],
  { today }: CompoundMergeContext,
): Record<string, unknown> {
  const set: Record<string, unknown> = {}
  for (const [id, fact] of Object.entries(FACTS)) {
    if (id in values && !sameFact(facts[fact], values[id])) set[fact] = values[id]
  }
  // Our own files write "nobody has applied" as `application: false`.
  if (values['application'] === false && facts.applicant !== 'none') set['applicant'] = 'none'
  const { estimateAmount: amount } = values
  if (
    typeof amount === 'number' &&
    !facts.estimates.some((one) => one.kind === 'estimate' && one.amount === amount)
  ) {
    set['estimates'] = [...facts.estimates, { kind: 'estimate', amount, on: today }]
  }
  return set
}

function withNested(compound: Compound, values: StagedRow['values']): Compound {
  const { drainage } = compound
  return {
    ...compound,
    gates: given(values, 'gates', compound.gates),
    consent: given(values, 'consent', compound.consent),
    scoreSheet: given(values, 'scoreSheet', compound.scoreSheet),
    estimates: given(values, 'estimates', compound.estimates),
    stage: given(values, 'stage', compound.stage),
    source: given(values, 'source', compound.source),
    drainage: {
      outlet: given(values, 'outlet', drainage.outlet),
      ground: given(values, 'ground', drainage.ground),
      crownStart: given(values, 'crownStart', drainage.crownStart),
      surfaces: given(values, 'surfaces', drainage.surfaces),
      surfacesBefore: given(values, 'surfacesBefore', drainage.surfacesBefore),
      t1: given(values, 't1', drainage.t1),
      t1Before: given(values, 't1Before', drainage.t1Before),
      drainsTo: given(values, 'drainsTo', drainage.drainsTo),
    },
  }
}

function areaOf(geometry: StagedRow['geometry']): Polygon | MultiPolygon | null {
  if (geometry?.type === 'Polygon' || geometry?.type === 'MultiPolygon') return geometry
  if (geometry?.type !== 'Point') return null
  const [longitude = 0, latitude = 0] = geometry.coordinates
  return circleOf([longitude, latitude], POINT_AREA)
}

const NO_DRAINAGE: CompoundDrainage = {
  outlet: null,
  ground: null,
  crownStart: null,
  surfaces: null,
  surfacesBefore: null,
  t1: null,
  t1Before: null,
  drainsTo: null,
}

/** A compound of which nothing is known yet. */
function blank(id: string, subdistrictCode: string, footprint: Polygon | MultiPolygon): Compound {
  return {
    id,
    name: '',
    subdistrictCode,
    subdistrict: '',
    community: null,
    address: null,
    builtYear: null,
    ownership: 'unknown',
    formerOwnerUnit: null,
    housingKind: null,
    inDistrict: null,
    declared: { buildings: 0, households: 0, floorArea: 0 },
    buildings: [],
    footprint,
    gates: [],
    renovatedYear: null,
    consent: null,
    management: null,
    demolitionPlanned: null,
    application: null,
    scoreSheet: null,
    heritage: null,
    maintenanceOnly: false,
    estimates: [],
    drainage: NO_DRAINAGE,
    stage: 'draft',
    source: 'survey',
  }
}
