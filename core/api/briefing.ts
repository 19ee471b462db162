import { z } from 'zod'
import { tierSchema } from './compounds.ts'
import { planStateSchema } from './plans.ts'
import { programmeSchema } from './programmes.ts'

const checkTallySchema = z.object({
  /** P0–P10 */
  check: z.string(),
  clause: z.string(),
  compounds: z.number().int(),
  /** of these, the ones that nothing else keeps out */
  alone: z.number().int(),
})

const subdistrictSchema = z.object({
  code: z.string(),
  name: z.string(),
  /** the whole register */
  compounds: z.number().int(),
  households: z.number().int(),
  selected: z.object({
    compounds: z.number().int(),
    buildings: z.number().int(),
    households: z.number().int(),
    /** m² */
    floorArea: z.number(),
    /** integer 元 */
    cost: z.number().int(),
  }),
})

const scoresSchema = z.object({
  /** classes of five points, [from, to) */
  classes: z.array(
    z.object({
      from: z.number(),
      to: z.number(),
      compounds: z.number().int(),
      selected: z.number().int(),
    }),
  ),
  ranked: z.number().int(),
  highest: z.number().nullable(),
  lowest: z.number().nullable(),
  lowestSelected: z.number().nullable(),
})

const needSchema = z.object({
  needMax: z.number(),
  governanceMax: z.number(),
  /** in official order */
  compounds: z.array(
    z.object({
      compoundId: z.string(),
      rank: z.number().int(),
      needRank: z.number().int(),
      need: z.number(),
      governance: z.number(),
    }),
  ),
})

const placeSchema = z.object({
  compoundId: z.string(),
  name: z.string(),
  subdistrict: z.string(),
  rank: z.number().int(),
  tied: z.boolean(),
  score: z.number(),
  tier: tierSchema,
  households: z.number().int(),
  /** integer 元 */
  cost: z.number().int(),
  cumulativeCost: z.number().int().nullable(),
  selected: z.boolean(),
  /** integer 元 missing, where money keeps it out */
  gap: z.number().int().nullable(),
  /** Chinese, with the clause; null when selected */
  reason: z.string().nullable(),
})

const tieInsSchema = z.object({
  wanted: z.number().int(),
  found: z.number().int(),
  confirmed: z.number().int(),
  toConfirm: z.number().int(),
  without: z.array(z.object({ compoundId: z.string(), name: z.string() })),
  /** m */
  branchLength: z.number(),
  /** integer 元 */
  cost: z.number().int(),
  sizes: z.array(z.object({ dn: z.number(), compounds: z.number().int(), length: z.number() })),
  candidates: z.number().int(),
  refused: z.number().int(),
  reasons: z.array(z.object({ code: z.string(), candidates: z.number().int() })),
  /** The tie-in of the best-placed compound that has one: shown in full. */
  example: z.object({ connectionId: z.string(), compoundId: z.string(), name: z.string() }).nullable(),
})

/** Everything the briefing says of one plan year, counted from the same evaluation as every other answer. */
export const briefingSchema = z.object({
  year: z.number().int(),
  /** The saved plan it tells of; null: the plan as it stands. */
  plan: z
    .object({
      id: z.string(),
      name: z.string(),
      revision: z.number().int(),
      state: planStateSchema,
      updatedAt: z.string(),
    })
    .nullable(),
  /** integer 元, of the plan told of; the notice's own is `programme.official.budget` */
  budget: z.number().int(),
  programme: programmeSchema,
  /** every 镇街 of the register */
  subdistricts: z.array(subdistrictSchema),
  /** null where the plan has not frozen it */
  failing: z.array(checkTallySchema).nullable(),
  waiting: z.array(checkTallySchema).nullable(),
  scores: scoresSchema,
  /** null where the plan has not frozen it */
  need: needSchema.nullable(),
  /** the ranked compounds in order */
  places: z.array(placeSchema),
  /** null where the plan has not frozen it */
  tieIns: tieInsSchema.nullable(),
})

export type Briefing = z.infer<typeof briefingSchema>
