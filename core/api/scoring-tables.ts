import { z } from 'zod'
import { tierSchema } from './compounds.ts'

const name = z.string().max(100, '最多 100 个字')
const pair = z.tuple([z.number(), z.number()])
const named = z.tuple([name, z.number()])

export const scoringRuleSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('steps'),
    dir: z.enum(['atMost', 'atLeast']),
    steps: z.array(pair).min(1, '至少一档').max(50),
  }),
  z.object({ type: z.literal('linear'), from: pair, to: pair, clamp: z.boolean() }),
  z.object({ type: z.literal('enum'), values: z.record(name, z.number()) }),
  z.object({ type: z.literal('sum'), parts: z.array(named).min(1, '至少一个子项').max(50) }),
  z.object({
    type: z.literal('checklist'),
    items: z.array(named).min(1, '至少一个子项').max(50),
    grades: z.record(name, z.number()),
  }),
])

export const scoringTableSchema = z.object({
  schemaVersion: z.number().int(),
  id: z.string().max(100),
  title: name,
  status: z.string().max(50),
  notice: z.string().max(1000),
  total: z.number(),
  tieBreak: z.array(z.string()).max(20),
  criteria: z
    .array(
      z.object({
        id: z.string().max(50),
        group: name,
        label: name,
        max: z.number(),
        metric: z.string().max(50),
        gate: z.object({ op: z.enum(['>=', '<=']), value: z.number() }).optional(),
        rule: scoringRuleSchema,
        evidence: z.array(name).max(20),
        source: z.array(name).max(20),
      }),
    )
    .min(1, '至少一个评分项')
    .max(100),
  sources: z.record(z.string(), z.string()),
  review: z
    .object({ majorCriterion: z.number(), majorTotal: z.number(), recheckReviewers: z.number().int() })
    .optional(),
})

/** One version of the sheet. `version` is the record's, for `If-Match`; `number` counts the sheets. */
export const scoringVersionSchema = z.object({
  id: z.string(),
  number: z.number().int(),
  version: z.number().int(),
  /** draft: being written; published: may be used; frozen: scores rest on it */
  state: z.enum(['draft', 'published', 'frozen']),
  basedOn: z.string().nullable(),
  changedAt: z.string().nullable(),
  changedBy: z.string().nullable(),
  reason: z.string().nullable(),
  /** Plan years scored by it. */
  years: z.array(z.number().int()),
  document: scoringTableSchema,
})

export const scoringVersionListSchema = z.object({
  items: z.array(scoringVersionSchema),
  next: z.string().optional(),
})

export const newScoringDraftSchema = z.object({ from: z.string(), title: name.optional() })

/** A preview asks for the stored draft, or for the one on screen. */
export const scoringPreviewRequestSchema = z.object({
  year: z.number().int().optional(),
  document: scoringTableSchema.optional(),
})

const placeSchema = z.object({
  rank: z.number().int().nullable(),
  score: z.number().nullable(),
  selected: z.boolean(),
})

/** What would move: the sheet in force beside the draft. */
export const scoringPreviewSchema = z.object({
  year: z.number().int(),
  /** The sheet in force. */
  tableId: z.string(),
  /** Every compound with a rank before or after, in the order of the draft's ranking. */
  rows: z.array(
    z.object({
      compoundId: z.string(),
      name: z.string(),
      tier: tierSchema,
      before: placeSchema,
      after: placeSchema,
    }),
  ),
  entering: z.array(z.string()),
  leaving: z.array(z.string()),
})

export const publishScoringSchema = z.object({
  reason: z.string().trim().min(1, '请写明发布理由').max(1000),
  /** Plan years to be scored by it from now on. */
  years: z.array(z.number().int()).optional(),
})

export type ScoringVersionAnswer = z.infer<typeof scoringVersionSchema>
export type ScoringVersionList = z.infer<typeof scoringVersionListSchema>
export type ScoringPreview = z.infer<typeof scoringPreviewSchema>
