import { z } from 'zod'
import { tierSchema } from './compounds.ts'

const totalsSchema = z.object({
  compounds: z.number().int(),
  buildings: z.number().int(),
  households: z.number().int(),
  /** m² */
  floorArea: z.number(),
})

const thresholdSchema = z.object({
  numerator: z.number().int(),
  denominator: z.number().int(),
  clause: z.string(),
})

/** Rules of the plan year, each with its clause. Money integer 元. */
export const policySchema = z.object({
  selection: z.enum(['strict', 'fill', 'optimise']),
  consentThreshold: thresholdSchema,
  satisfactionThreshold: thresholdSchema,
  /** 省级要求, not in the notice. */
  provincial: z.object({ consultation: thresholdSchema, schemeVote: thresholdSchema }).optional(),
  /** Last year of completion of each tier. */
  tierYears: z.object({ A: z.number().int(), B: z.number().int(), clause: z.string() }),
  reserves: z.object({
    temporary: z.number().int(),
    maintenance: z.number().int(),
    clause: z.string(),
    confirmed: z.boolean(),
  }),
  /** 元 per m² where there is no estimate. */
  baselineCostPerSquareMetre: z.object({
    value: z.number(),
    confirmed: z.boolean(),
    source: z.string(),
  }),
  clauses: z.record(z.string(), z.string()),
  ceilings: z
    .object({
      fiscalCapacity: z.number().int().nullable(),
      investmentCapacity: z.number().int().nullable(),
      clause: z.string(),
    })
    .optional(),
  tierBGate: z
    .object({
      rule: z.enum(['computed', 'declared']),
      assured: z.boolean().nullable(),
      clause: z.string(),
    })
    .optional(),
  schedule: z.object({
    startBy: z.string(),
    completeBy: z.string(),
    acceptBy: z.string(),
    clause: z.string(),
  }),
})

/** From the notice, never rescaled. Money integer 元. */
export const officialSchema = totalsSchema.extend({
  budget: z.number().int(),
  tierA: z.number().int(),
  tierB: z.number().int(),
})

export const programmeSchema = z.object({
  year: z.number().int(),
  title: z.string(),
  documentNumber: z.string(),
  issuedOn: z.string(),
  approvedBy: z.string(),
  official: officialSchema,
  /** Counted from the records of the selected compounds. */
  computed: totalsSchema.extend({
    cost: z.number().int(),
    tierA: z.number().int(),
    tierB: z.number().int(),
    reserveTemporary: z.number().int(),
    reserveMaintenance: z.number().int(),
    /** budget − cost − reserves */
    remaining: z.number().int(),
  }),
  /** computed − official */
  difference: totalsSchema,
  /** Compounds of the whole register by verdict. */
  register: z.object({
    total: z.number().int(),
    eligible: z.number().int(),
    conditional: z.number().int(),
    unverified: z.number().int(),
    ineligible: z.number().int(),
    renovated: z.number().int(),
  }),
  policy: policySchema,
  facts: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      value: z.union([z.number(), z.string()]),
      unit: z.string(),
      clause: z.string(),
      quote: z.string(),
      /** How a damaged place of the published text was read. */
      reading: z.string().optional(),
    }),
  ),
  /** Are any of the records synthetic? Then the screen says 示例数据. */
  demo: z.boolean(),
})

export const programmeListSchema = z.object({
  items: z.array(z.object({ year: z.number().int(), title: z.string(), documentNumber: z.string() })),
  next: z.string().optional(),
})

export const rankingRowSchema = z.object({
  compoundId: z.string(),
  name: z.string(),
  rank: z.number().int().nullable(),
  /** Shares its rank with others (并列): only a person breaks that */
  tied: z.boolean(),
  /** Chinese: who broke its tie, where and why; null where nobody had to */
  tieNote: z.string().nullable(),
  score: z.number().nullable(),
  tier: tierSchema,
  /** integer 元 */
  cost: z.number().int(),
  cumulativeCost: z.number().int().nullable(),
  selected: z.boolean(),
  /** Chinese; null only when selected */
  reason: z.string().nullable(),
})

export const scenarioRequestSchema = z.object({
  budget: z.number().int().min(0),
  policy: z.enum(['strict', 'fill', 'optimise']),
  weights: z.record(z.string(), z.number().min(0)).optional(),
  exclude: z.array(z.string()).optional(),
  /** Whether tier A counts as assured; absent: as the rules find. */
  tierBGate: z.enum(['open', 'shut']).optional(),
})

export const scenarioAnswerSchema = z.object({
  ranking: z.array(rankingRowSchema),
  totals: totalsSchema.extend({ cost: z.number().int(), remaining: z.number().int() }),
})

export type ProgrammeAnswer = z.infer<typeof programmeSchema>
export type RankingRow = z.infer<typeof rankingRowSchema>
export type ScenarioRequest = z.infer<typeof scenarioRequestSchema>
export type ScenarioAnswer = z.infer<typeof scenarioAnswerSchema>
