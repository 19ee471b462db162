import { z } from 'zod'
import { TIE_IN_STATES } from '../tie-in/steps.ts'
import { lineStringSchema, pointSchema } from './geometry.ts'
import { overrideSchema, tieInTargetSchema, tieInWorkSchema } from './tie-in-work.ts'

export const connectionStateSchema = z.enum(TIE_IN_STATES)

/** One station of the new branch: metres along it, levels in m. */
export const profileStationSchema = z.object({
  distance: z.number(),
  ground: z.number(),
  invert: z.number(),
  crown: z.number(),
})

/** One main downstream of the tie-in: Q/Qfull before and after, with what a long section needs. */
export const capacitySchema = z.object({
  pipeId: z.string(),
  before: z.number().nullable(),
  after: z.number().nullable(),
  dn: z.number(),
  length: z.number(),
  invertStart: z.number(),
  invertEnd: z.number(),
  groundStart: z.number(),
  groundEnd: z.number(),
  /** Of the calculation sheet; absent where the tie-in was computed by an older version. */
  sheet: z
    .object({
      from: z.string(),
      to: z.string(),
      /** ΨF with the connection, ha */
      load: z.number(),
      /** min */
      time: z.number(),
      /** L/(s·ha) */
      intensity: z.number(),
      /** L/s */
      flow: z.number(),
      fullFlow: z.number(),
      /** m/s, full */
      velocity: z.number(),
    })
    .optional(),
  /** The ratios at the other return periods shown. */
  at: z.array(z.object({ returnPeriod: z.number(), before: z.number(), after: z.number() })).optional(),
})

export const connectionReasonSchema = z
  .object({ code: z.string() })
  .catchall(z.union([z.number(), z.string(), z.boolean(), z.null()]))

/** What could make the nearest miss work; screening estimates 估算. */
export const alternativesSchema = z.object({
  /** m, L/s, m³ */
  lift: z.object({ head: z.number(), flow: z.number(), wetWell: z.number() }).nullable(),
  /** m³ at the allowed outflow in L/s */
  storage: z.object({ volume: z.number(), outflow: z.number() }).nullable(),
})

export const connectionPropertiesSchema = z.object({
  kind: z.literal('connection'),
  id: z.string(),
  version: z.number().int(),
  state: connectionStateSchema,
  compoundId: z.string(),
  compoundName: z.string(),
  /** 1 the best; null where refused */
  rank: z.number().int().nullable(),
  status: z.enum(['feasible', 'rejected']),
  wellId: z.string().nullable(),
  pipeId: z.string().nullable(),
  /** m along the pipe, 0 at a well */
  station: z.number().nullable(),
  returnPeriod: z.number(),
  /** L/s */
  designFlow: z.number().nullable(),
  /** ΨF of the compound, ha, and its inlet time, min; absent where computed by an older version */
  psiF: z.number().optional(),
  t1: z.number().optional(),
  /** mm */
  dn: z.number().nullable(),
  /** m/m */
  slope: z.number().nullable(),
  /** m/s, flowing full */
  velocity: z.number().nullable(),
  /** m */
  length: z.number().nullable(),
  invertStart: z.number().nullable(),
  /** before the drop */
  invertEnd: z.number().nullable(),
  /** invert to invert, m */
  drop: z.number().nullable(),
  /** m to spare above the main's crown; negative = the lift needed */
  headSpare: z.number().nullable(),
  /** integer 元 */
  cost: z.number().nullable(),
  capacity: z.array(capacitySchema),
  profile: z.array(profileStationSchema),
  warnings: z.array(connectionReasonSchema),
  reasons: z.array(connectionReasonSchema),
  /** `warnings` and `reasons` in Chinese, in the same order, warnings first. */
  explanation: z.array(z.string()),
  /** Only of the nearest miss, where nothing is feasible. */
  alternatives: alternativesSchema.optional(),
  /** 需复核: what it was computed from has changed since. */
  stale: z.boolean(),
  /** What people did with it; absent while it is the engine's alone. */
  work: tieInWorkSchema.optional(),
  source: z.enum(['demo', 'survey']),
})

export const branchPropertiesSchema = z.object({
  kind: z.literal('branch'),
  id: z.string(),
  connectionId: z.string(),
  compoundId: z.string(),
  state: connectionStateSchema,
  rank: z.number().int().nullable(),
  status: z.enum(['feasible', 'rejected']),
})

export const connectionCollectionSchema = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(
    z.union([
      z.object({
        type: z.literal('Feature'),
        id: z.string(),
        geometry: pointSchema,
        properties: connectionPropertiesSchema,
      }),
      z.object({
        type: z.literal('Feature'),
        id: z.string(),
        geometry: lineStringSchema,
        properties: branchPropertiesSchema,
      }),
    ]),
  ),
  next: z.string().optional(),
  numberMatched: z.number().int(),
  numberReturned: z.number().int(),
})

/** The way of the water from a tie-in to its outfall: pipes in the order of flow, then the outfall. */
export const downstreamSchema = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(
    z.object({
      type: z.literal('Feature'),
      id: z.string(),
      geometry: z.union([lineStringSchema, pointSchema]),
      properties: z.record(z.string(), z.unknown()),
    }),
  ),
})

/**
 * What the centre decides of a tie-in; `marked` takes a decision back, `moved` marks another place (or this very one),
 * where the server judges again and keeps its own answer. A refusal says why.
 */
export const connectionDecisionSchema = z
  .object({
    state: z.enum(['confirmed', 'rejected', 'marked', 'moved']),
    /** With `moved`: the place, by position … */
    position: z.tuple([z.number(), z.number()]).optional(),
    /** … or by name, which forces this very target. */
    target: tieInTargetSchema.optional(),
    /** With `moved`: the branch as it was drawn, from the compound to the main. */
    branch: z
      .array(z.tuple([z.number(), z.number()]))
      .min(2)
      .max(200)
      .optional(),
    /** Why a 宜 rule is set aside. */
    overrides: z.array(overrideSchema).max(20).optional(),
    note: z.string().trim().max(500).optional(),
  })
  .refine(({ state, note }) => state !== 'rejected' || (note ?? '') !== '', {
    path: ['note'],
    message: '退回点位时请写明原因',
  })

export type ConnectionProperties = z.infer<typeof connectionPropertiesSchema>
export type ConnectionDecision = z.infer<typeof connectionDecisionSchema>
export type BranchProperties = z.infer<typeof branchPropertiesSchema>
export type ConnectionCollection = z.infer<typeof connectionCollectionSchema>
export type ConnectionReason = z.infer<typeof connectionReasonSchema>
export type Downstream = z.infer<typeof downstreamSchema>
