import { z } from 'zod'
import { factValueSchema, scoreReviewSchema } from '#core/api/score-review.ts'
import type { Building, Compound } from '#core/compound/compound.ts'
import { DataFileError, readFeatures } from './data-file.ts'
import { areaSchema, lngLatSchema, polygonSchema } from './geometry-schema.ts'

const text = z.string().min(1)
const yearSchema = z.number().int().min(1900).max(2100).nullable()
const countSchema = z.number().int().min(0)
const hectares = z.number().min(0)

const surfacesSchema = z.object({
  roof: hectares.optional(),
  asphalt: hectares.optional(),
  stone: hectares.optional(),
  gravel: hectares.optional(),
  dryStone: hectares.optional(),
  earth: hectares.optional(),
  green: hectares.optional(),
})

/** The drainage facts stand beside the others, so that `cli connect --compounds` reads the very same file. */
const drainageShape = {
  outlet: lngLatSchema.nullish().transform((value) => value ?? null),
  ground: z
    .number()
    .nullish()
    .transform((value) => value ?? null),
  crownStart: z
    .number()
    .nullish()
    .transform((value) => value ?? null),
  surfaces: surfacesSchema.nullish().transform((value) => value ?? null),
  surfacesBefore: surfacesSchema.nullish().transform((value) => value ?? null),
  t1: z
    .number()
    .nullish()
    .transform((value) => value ?? null),
  t1Before: z
    .number()
    .nullish()
    .transform((value) => value ?? null),
  drainsTo: z
    .string()
    .nullish()
    .transform((value) => value ?? null),
}

export const compoundSchema = z.object({
  geometry: areaSchema,
  properties: z.object({
    id: text,
    name: text,
    subdistrictCode: text,
    subdistrict: text,
    community: z.string().nullable(),
    address: z.string().nullable(),
    builtYear: yearSchema,
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
    declared: z.object({ buildings: countSchema, households: countSchema, floorArea: z.number().min(0) }),
    gates: z.array(lngLatSchema),
    renovatedYear: yearSchema,
    consent: z.object({ agree: countSchema, total: countSchema }).nullable(),
    management: z
      .object({
        mode: z.enum(['property_company', 'self_management', 'community_trust']).nullable(),
        feeAgreed: z.boolean().nullable(),
        confirmed: z.boolean().nullable(),
      })
      .nullable(),
    demolitionPlanned: z.boolean().nullable(),
    application: z
      .union([
        z.object({
          applicant: z.enum(['residents_representative', 'owners_committee', 'other']),
          filedOn: z.string(),
        }),
        z.literal(false),
      ])
      .nullable(),
    scoreSheet: z
      .object({
        facts: z.record(z.string(), factValueSchema),
        evidenceComplete: z.boolean().nullable(),
        submittedOn: z.string().nullable(),
        recheckedOn: z.string().nullable(),
        review: scoreReviewSchema.optional(),
      })
      .nullable(),
    heritage: z.object({ listed: z.boolean(), protectionPlan: z.boolean().nullable() }).nullable(),
    maintenanceOnly: z.boolean(),
    estimates: z.array(
      z.object({
        kind: z.enum(['estimate', 'preliminary', 'reviewed', 'tender', 'settled']),
        amount: countSchema,
        on: z.string(),
      }),
    ),
    stage: text,
    source: z.enum(['official', 'demo', 'survey']),
    ...drainageShape,
  }),
})

const buildingSchema = z.object({
  geometry: polygonSchema,
  properties: z.object({
    id: text,
    compoundId: text,
    number: z.string(),
    builtYear: yearSchema,
    floors: countSchema.nullable(),
    units: countSchema.nullable(),
    households: countSchema,
    floorArea: z.number().min(0),
    structure: z.enum(['brick_concrete', 'frame', 'shear_wall', 'unknown']),
    use: z.enum(['residential', 'mixed', 'public']),
  }),
})

/** Reads the register with its buildings. @throws {DataFileError} */
export async function readCompoundFiles(compoundFile: string, buildingFile: string): Promise<Compound[]> {
  const compounds = await readFeatures(compoundFile, compoundSchema)
  const buildings = await readFeatures(buildingFile, buildingSchema)
  const groups = new Map<string, Building[]>(compounds.map(({ properties }) => [properties.id, []]))
  for (const { geometry, properties } of buildings) {
    const group = groups.get(properties.compoundId)
    if (group === undefined) {
      throw new DataFileError(
        buildingFile,
        `内容无效:楼栋 ${properties.id} 所属的小区 ${properties.compoundId} 不存在`,
      )
    }
    group.push({ ...properties, footprint: geometry })
  }
  return compounds.map(({ geometry, properties }) => {
    const { outlet, ground, crownStart, surfaces, surfacesBefore, t1, t1Before, drainsTo, ...facts } =
      properties
    return {
      ...facts,
      footprint: geometry,
      buildings: groups.get(properties.id) ?? [],
      drainage: { outlet, ground, crownStart, surfaces, surfacesBefore, t1, t1Before, drainsTo },
    }
  })
}
