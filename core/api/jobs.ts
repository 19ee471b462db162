import { z } from 'zod'

/** Asks for tie-ins to be found again. */
export const computeRequestSchema = z.object({
  /** Default: the newest plan year. */
  year: z.number().int().optional(),
  /** Default: every compound of the plan, all together. */
  compoundIds: z.array(z.string().min(1)).min(1).max(500).optional(),
  /** Years; one of those results are shown for, or that important areas ask for (GB 50014-2021 4.1.3). Default 3. */
  returnPeriod: z.number().min(1).max(100).optional(),
  /** Propose anew also where a person has marked a place; without it such points stay. */
  includeMarked: z.boolean().optional(),
})

export const computeResultSchema = z.object({
  computed: z.number().int(),
  served: z.number().int(),
  /** Ids of compounds without a feasible tie-in. */
  unserved: z.array(z.string()),
  /** Confirmed or built before: left as they are. */
  kept: z.number().int(),
  /** integer 元 */
  cost: z.number().int(),
})

/** Long work on the server. `error` is Chinese and only there when it failed. */
export const jobSchema = z.object({
  id: z.string(),
  title: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
  progress: z.object({ done: z.number().int(), total: z.number().int() }),
  result: computeResultSchema.nullable(),
  error: z.string().nullable(),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
})

export type ComputeRequest = z.infer<typeof computeRequestSchema>
export type ComputeResult = z.infer<typeof computeResultSchema>
export type Job = z.infer<typeof jobSchema>
