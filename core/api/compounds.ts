import { z } from 'zod'
import { REVIEW_COLUMNS } from '../compound/score-sheet.ts'
import { areaSchema, polygonSchema, positionSchema } from './geometry.ts'

export const eligibilitySchema = z.enum(['eligible', 'conditional', 'unverified', 'ineligible', 'renovated'])
export const tierSchema = z.enum(['A', 'B', 'none'])
export const sourceSchema = z.enum(['official', 'demo', 'survey'])
export const verdictSchema = z.enum(['pass', 'fail', 'unknown'])
export const estimateKindSchema = z.enum([
  'baseline',
  'estimate',
  'preliminary',
  'reviewed',
  'tender',
  'settled',
])

/** What every list and the map know of a compound. Areas m², money integer 元. */
export const compoundPropertiesSchema = z.object({
  id: z.string(),
  version: z.number().int(),
  name: z.string(),
  year: z.number().int(),
  subdistrict: z.string(),
  subdistrictCode: z.string(),
  community: z.string().nullable(),
  builtYear: z.number().int().nullable(),
  buildings: z.number().int(),
  households: z.number().int(),
  floorArea: z.number(),
  ownership: z.string(),
  tier: tierSchema,
  eligibility: eligibilitySchema,
  /** Chinese, each with its clause; empty only when eligible. */
  reasons: z.array(z.string()),
  score: z.number().nullable(),
  rank: z.number().int().nullable(),
  /** Shares its rank with others (并列). */
  tied: z.boolean(),
  /** Chinese: who broke its tie, where and why; null where nobody had to. */
  tieNote: z.string().nullable(),
  /** There is a sheet, and the on-site re-check has not closed it (待复核). */
  reviewPending: z.boolean(),
  /** The review changed the score by much (重大调整). */
  majorChange: z.boolean(),
  selected: z.boolean(),
  stage: z.string(),
  cost: z.number().int(),
  costKind: estimateKindSchema,
  consent: z.object({ agree: z.number().int(), total: z.number().int() }).nullable(),
  maintenanceOnly: z.boolean(),
  renovatedYear: z.number().int().nullable(),
  source: sourceSchema,
  /** A point inside the footprint, for markers and labels. */
  anchor: positionSchema,
})

export const compoundFeatureSchema = z.object({
  type: z.literal('Feature'),
  id: z.string(),
  geometry: areaSchema,
  properties: compoundPropertiesSchema,
})

export const compoundCollectionSchema = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(compoundFeatureSchema),
  /** Cursor of the next page; absent on the last. */
  next: z.string().optional(),
  numberMatched: z.number().int(),
  numberReturned: z.number().int(),
})

export const checkSchema = z.object({
  id: z.string(),
  verdict: verdictSchema,
  reason: z.string(),
  clause: z.string(),
  missing: z.number().optional(),
  numbers: z.record(z.string(), z.union([z.number(), z.string()])),
})

export const reviewColumnSchema = z.enum(REVIEW_COLUMNS)

/** What a column changed against an earlier one; major = 重大调整 */
export const reviewChangeSchema = z.object({
  column: reviewColumnSchema,
  before: reviewColumnSchema,
  delta: z.number(),
  major: z.boolean(),
})

export const criterionScoreSchema = z.object({
  id: z.string(),
  label: z.string(),
  group: z.string(),
  max: z.number(),
  /** null while a fact is missing: never silently 0 */
  points: z.number().nullable(),
  basis: z.string(),
  missing: z.array(z.string()),
  /** Where the points come from: 自评, 镇街审核, 实地复核. null while nobody has filled them in */
  column: reviewColumnSchema.nullable(),
  /** What the columns changed, in their order. */
  changes: z.array(reviewChangeSchema),
})

export const scoreSchema = z.object({
  tableId: z.string(),
  tableTitle: z.string(),
  /** null while anything is missing */
  total: z.number().nullable(),
  max: z.number(),
  /** points of 现状 criteria alone (items 1–4), beside the official rank */
  needOnly: z.number().nullable(),
  criteria: z.array(criterionScoreSchema),
  /** Criteria without an on-site re-check (未复核): while there is one, no rank */
  unreviewed: z.array(z.string()),
  /** Closed by the re-check and not reopened since */
  locked: z.boolean(),
  totalChanges: z.array(reviewChangeSchema),
  /** Is any change a 重大调整? */
  major: z.boolean(),
})

export const buildingSchema = z.object({
  id: z.string(),
  number: z.string(),
  builtYear: z.number().int().nullable(),
  floors: z.number().int().nullable(),
  units: z.number().int().nullable(),
  households: z.number().int(),
  floorArea: z.number(),
  structure: z.string(),
  use: z.string(),
  /** null: not surveyed yet */
  footprint: polygonSchema.nullable(),
})

/** The facts people correct by hand, see `core/compound/facts.ts`; null = not known. */
export const compoundFactsSchema = z.object({
  name: z.string(),
  subdistrictCode: z.string(),
  community: z.string().nullable(),
  address: z.string().nullable(),
  builtYear: z.number().int().nullable(),
  ownership: z.enum([
    'commodity',
    'housing_reform',
    'state_enterprise',
    'military',
    'retired_cadre',
    'public_housing',
    'unknown',
  ]),
  formerOwnerUnit: z.string().nullable(),
  housingKind: z.enum(['urban_residential', 'self_built', 'urban_village']).nullable(),
  inDistrict: z.boolean().nullable(),
  declaredBuildings: z.number().int(),
  declaredHouseholds: z.number().int(),
  declaredFloorArea: z.number(),
  renovatedYear: z.number().int().nullable(),
  demolitionPlanned: z.boolean().nullable(),
  managementMode: z.enum(['property_company', 'self_management', 'community_trust']).nullable(),
  managementFeeAgreed: z.boolean().nullable(),
  managementConfirmed: z.boolean().nullable(),
  applicant: z.enum(['residents_representative', 'owners_committee', 'other', 'none']).nullable(),
  applicationFiledOn: z.string().nullable(),
  heritageListed: z.boolean().nullable(),
  heritageProtectionPlan: z.boolean().nullable(),
  maintenanceOnly: z.boolean(),
  estimates: z.array(
    z.object({
      kind: z.enum(['estimate', 'preliminary', 'reviewed', 'tender', 'settled']),
      amount: z.number().int(),
      on: z.string(),
    }),
  ),
})

export const compoundDetailSchema = compoundFeatureSchema.extend({
  properties: compoundPropertiesSchema.extend({
    address: z.string().nullable(),
    formerOwnerUnit: z.string().nullable(),
    declared: z.object({ buildings: z.number(), households: z.number(), floorArea: z.number() }),
    checks: z.array(checkSchema),
    scoreSheet: scoreSchema.nullable(),
    buildingList: z.array(buildingSchema),
    gates: z.array(positionSchema),
    selectionReason: z.string(),
    facts: compoundFactsSchema,
    estimates: z.array(z.object({ kind: estimateKindSchema, amount: z.number().int(), on: z.string() })),
  }),
})

export type CompoundProperties = z.infer<typeof compoundPropertiesSchema>
export type CompoundFeature = z.infer<typeof compoundFeatureSchema>
export type CompoundCollection = z.infer<typeof compoundCollectionSchema>
export type CompoundDetail = z.infer<typeof compoundDetailSchema>
export type WireCheck = z.infer<typeof checkSchema>
export type WireScore = z.infer<typeof scoreSchema>
