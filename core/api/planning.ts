import { z } from 'zod'
import { eligibilitySchema, estimateKindSchema, tierSchema } from './compounds.ts'
import { officialSchema, policySchema } from './programmes.ts'
import { tieDecisionFactsSchema } from './tie-decisions.ts'

const integers = z.array(z.number().int())

/**
 * A register as columns, one place a compound: what ranking and selecting read, for the page to compute what-ifs
 * itself. `-1` stands for not known. Money integer 元, areas m², points in hundredths.
 */
export const planningColumnsSchema = z.object({
  id: z.array(z.string()),
  name: z.array(z.string()),
  /** Place in `subdistricts`. */
  subdistrict: integers,
  subdistricts: z.array(z.tuple([z.string(), z.string()])),
  /** Place in `eligibilities`, `tiers`, `costKinds`. */
  eligibility: integers,
  eligibilities: z.array(eligibilitySchema),
  tier: integers,
  tiers: z.array(tierSchema),
  builtYear: integers,
  buildings: integers,
  households: integers,
  floorArea: z.array(z.number()),
  cost: integers,
  costKind: integers,
  costKinds: z.array(estimateKindSchema),
  /** Place in `dates`. */
  costOn: integers,
  dates: z.array(z.string()),
  agree: integers,
  asked: integers,
  /** Bits: 1 withdrawn, 2 maintenance only, 4 consent alone decides, 8 scored and re-checked. */
  flags: integers,
  safety: integers,
  /** One column a criterion, in the order of the sheet. */
  hundredths: z.array(integers),
  /** Why there is no final score, place in `texts`. */
  unscored: integers,
  /** Places in `texts`. */
  reasons: z.array(integers),
  texts: z.array(z.string()),
})

/** The rules that a selection reads beside the register. */
export const planningSchema = z.object({
  year: z.number().int(),
  /** Digest of all that is here: a plan is saved only on the records it was tried on. */
  inputs: z.string(),
  programme: z.object({ year: z.number().int(), official: officialSchema, policy: policySchema }),
  scoringTable: z.object({
    id: z.string(),
    title: z.string(),
    status: z.string(),
    total: z.number(),
    tieBreak: z.array(z.string()),
    criteria: z.array(z.object({ id: z.string(), group: z.string(), label: z.string(), max: z.number() })),
  }),
  tieDecisions: z.array(tieDecisionFactsSchema),
  columns: planningColumnsSchema,
})

export type PlanningColumns = z.infer<typeof planningColumnsSchema>
export type PlanningAnswer = z.infer<typeof planningSchema>
