import { z } from 'zod'
import { eligibilitySchema, estimateKindSchema, sourceSchema, tierSchema } from './compounds.ts'
import { officialSchema, scenarioRequestSchema } from './programmes.ts'

const dateSchema = z.iso.date('应为日期,例如 2024-01-15')
const nameSchema = z.string().trim().min(1, '请填写方案名称').max(60, '方案名称最多 60 个字')
const noteSchema = z.string().trim().max(2000, '说明最多 2000 个字')
const reasonSchema = z.string().trim().max(500, '理由最多 500 个字')

/** 编制中, 公示, 已批准, 执行中, 已办结 (DOMAIN §2.3). */
export const planStateSchema = z.enum(['draft', 'publicised', 'approved', 'running', 'closed'])

export const wayOutSchema = z.object({
  compoundId: z.string(),
  way: z.enum(['reduce', 'fund', 'phase', 'skip']),
  note: noteSchema,
})

/** Why each excluded compound is left out, by its id; needed before 公示. */
const exclusionReasonsSchema = z.record(z.string(), reasonSchema)

export const publicitySchema = z.object({ from: dateSchema, to: dateSchema })
export const approvalSchema = z.object({
  meeting: z.string().trim().max(100, '会议名称最多 100 个字'),
  on: dateSchema,
  documentNumber: z.string().trim().max(60, '文号最多 60 个字').nullable(),
})

/** One compound as the plan froze it. Money integer 元, areas m². */
export const planRowSchema = z.object({
  compoundId: z.string(),
  name: z.string(),
  subdistrictCode: z.string(),
  subdistrict: z.string(),
  tier: tierSchema,
  eligibility: eligibilitySchema,
  builtYear: z.number().int().nullable(),
  buildings: z.number().int(),
  households: z.number().int(),
  floorArea: z.number(),
  consent: z.object({ agree: z.number().int(), total: z.number().int() }).nullable(),
  rank: z.number().int().nullable(),
  tied: z.boolean(),
  /** Chinese: who broke its tie, where and why; plans of before ties were recorded have none. */
  tieNote: z.string().nullable().optional(),
  score: z.number().nullable(),
  cost: z.number().int(),
  costKind: estimateKindSchema,
  cumulativeCost: z.number().int().nullable(),
  selected: z.boolean(),
  /** integer 元 missing, where money is the reason */
  gap: z.number().int().nullable(),
  /** Chinese, never empty. */
  reason: z.string(),
  source: sourceSchema,
})

export const planTotalsSchema = z.object({
  compounds: z.number().int(),
  buildings: z.number().int(),
  households: z.number().int(),
  floorArea: z.number(),
  cost: z.number().int(),
  tierA: z.number().int(),
  tierB: z.number().int(),
  reserveTemporary: z.number().int(),
  reserveMaintenance: z.number().int(),
})

export const planSummarySchema = z.object({
  id: z.string(),
  version: z.number().int(),
  year: z.number().int(),
  /** Revisions of one plan share it. */
  series: z.string(),
  revision: z.number().int(),
  /** Why this revision was made; null for the first. */
  reason: z.string().nullable(),
  name: z.string(),
  note: z.string(),
  author: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  state: planStateSchema,
  input: scenarioRequestSchema,
  wayOut: wayOutSchema.nullable(),
  exclusionReasons: exclusionReasonsSchema.optional(),
  publicity: publicitySchema.nullable(),
  approval: approvalSchema.nullable(),
  /** Digest and data version of the records it was frozen from. */
  inputs: z.string(),
  dataVersion: z.number().int(),
  scoringTable: z.object({ id: z.string(), title: z.string(), status: z.string() }),
  totals: planTotalsSchema,
  /** budget − reserves − cost, integer 元 */
  remaining: z.number().int(),
  /** Figures of the notice, where the plan is the notice's; never rescaled. */
  official: officialSchema.nullable(),
  /** Are any of its records synthetic (示例数据)? */
  demo: z.boolean(),
})

export const planSchema = planSummarySchema.extend({ rows: z.array(planRowSchema) })

export const planListSchema = z.object({ items: z.array(planSummarySchema), next: z.string().optional() })

export const planRequestSchema = z.object({
  name: nameSchema,
  note: noteSchema.optional(),
  input: scenarioRequestSchema,
  wayOut: wayOutSchema.nullable().optional(),
  exclusionReasons: exclusionReasonsSchema.optional(),
  /** `inputs` of the planning data it was tried on; other records by now: 409. */
  inputs: z.string().optional(),
})

export const planChangeSchema = z.object({
  name: nameSchema.optional(),
  note: noteSchema.optional(),
  wayOut: wayOutSchema.nullable().optional(),
  exclusionReasons: exclusionReasonsSchema.optional(),
})

export const planStepSchema = z.object({
  to: planStateSchema,
  publicity: publicitySchema.optional(),
  approval: approvalSchema.optional(),
  reason: reasonSchema.optional(),
})

export const planVersionSchema = planRequestSchema.extend({
  reason: reasonSchema.min(1, '请说明变更理由'),
})

export type PlanState = z.infer<typeof planStateSchema>
export type PlanRow = z.infer<typeof planRowSchema>
export type PlanSummary = z.infer<typeof planSummarySchema>
export type Plan = z.infer<typeof planSchema>
export type PlanList = z.infer<typeof planListSchema>
export type PlanRequest = z.infer<typeof planRequestSchema>
export type PlanChange = z.infer<typeof planChangeSchema>
export type PlanStep = z.infer<typeof planStepSchema>
export type PlanVersionRequest = z.infer<typeof planVersionSchema>
