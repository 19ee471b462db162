import type { Polygon } from 'geojson'
import type { Building, Compound, ScoreFacts } from '#core/compound/compound.ts'

/** A square of about 40 m in the urban part of the district. */
export const SQUARE: Polygon = {
  type: 'Polygon',
  coordinates: [
    [
      [119.6, 39.94],
      [119.6005, 39.94],
      [119.6005, 39.9404],
      [119.6, 39.9404],
      [119.6, 39.94],
    ],
  ],
}

/** Complete facts for `data/scoring-default.json`: with 90 % consent and 1988 they make 77 points. */
export const COMPLETE_FACTS: ScoreFacts = {
  damageGrade: {
    屋面渗漏: '严重',
    外墙脱落开裂: '一般',
    楼道与单元门损坏: '严重',
    道路破损: '严重',
    围墙照明等破损: '无',
  },
  infraGap: {
    雨污合流或易涝积水: '严重',
    给水管老化: '一般',
    供热管老化: '一般',
    '燃气/电力/通信老化': '无',
    消防设施通道缺失: '一般',
    无障碍与充电设施缺失: '严重',
  },
  safetyHazard: '一般',
  participation: { '意愿表回收率>=90%': true, '开展居民议事会>=2次': true, 居民监督小组名单已定: true },
  autonomy: { 已成立业主委员会或物管会: true, 小区党组织健全: true },
  nonFiscalPermille: 100,
  longterm: { '管理模式共识已书面(线上)确认': true, 物业费标准已议定: true, 维修资金续筹方案: false },
  illegalDemolition: '承诺开工前拆除',
  adjacentInPool: '独立',
}

/** One building of 60 households and 4800 m², built in 1988. */
export function aBuilding(overrides: Partial<Building> = {}): Building {
  return {
    id: 'c1-1',
    compoundId: 'c1',
    number: '1',
    builtYear: 1988,
    floors: 6,
    units: 5,
    households: 60,
    floorArea: 4800,
    structure: 'brick_concrete',
    use: 'residential',
    footprint: SQUARE,
    ...overrides,
  }
}

/**
 * A compound that passes every check for 2024: tier A (1988), 120 households in two buildings, 9600 m², consent
 * 108 of 120, a complete sheet, no estimate.
 */
export function aCompound(overrides: Partial<Compound> = {}): Compound {
  const id = overrides.id ?? 'c1'
  return {
    id,
    name: `示例小区 ${id}`,
    subdistrictCode: '130302001',
    subdistrict: '文化路街道',
    community: '示例社区',
    address: null,
    builtYear: 1988,
    ownership: 'housing_reform',
    formerOwnerUnit: null,
    housingKind: 'urban_residential',
    inDistrict: true,
    declared: { buildings: 2, households: 120, floorArea: 9600 },
    buildings: [
      aBuilding({ id: `${id}-1`, compoundId: id, number: '1' }),
      aBuilding({ id: `${id}-2`, compoundId: id, number: '2' }),
    ],
    footprint: SQUARE,
    gates: [[119.6, 39.94]],
    renovatedYear: null,
    consent: { agree: 108, total: 120 },
    management: { mode: 'property_company', feeAgreed: true, confirmed: true },
    demolitionPlanned: false,
    application: { applicant: 'owners_committee', filedOn: '2023-09-01' },
    scoreSheet: {
      facts: COMPLETE_FACTS,
      evidenceComplete: true,
      submittedOn: '2023-10-10',
      recheckedOn: '2023-11-01',
    },
    heritage: null,
    maintenanceOnly: false,
    estimates: [],
    drainage: {
      outlet: [119.6, 39.94],
      ground: 3.2,
      crownStart: 2.1,
      surfaces: { roof: 0.3, asphalt: 0.2, green: 0.1 },
      surfacesBefore: null,
      t1: 10,
      t1Before: null,
      drainsTo: null,
    },
    stage: 'verified',
    source: 'demo',
    ...overrides,
  }
}

/** A compound of declared counts and one year, without single buildings: quick to place in a tier and to price. */
export function aPlainCompound(
  id: string,
  facts: { builtYear?: number; agree?: number; households?: number; cost?: number } = {},
  overrides: Partial<Compound> = {},
): Compound {
  const households = facts.households ?? 100
  const cost = facts.cost ?? 1_000_000
  return aCompound({
    id,
    builtYear: facts.builtYear ?? 1990,
    buildings: [],
    declared: { buildings: 3, households, floorArea: households * 80 },
    consent: { agree: facts.agree ?? households, total: households },
    estimates: [{ kind: 'estimate', amount: cost, on: '2023-11-15' }],
    ...overrides,
  })
}
