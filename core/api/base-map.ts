import { z } from 'zod'
import { areaSchema, lineStringSchema, multiLineStringSchema, pointSchema } from './geometry.ts'

/** The classes of the base map, from the ground up. */
export const baseClassSchema = z.enum([
  'district',
  'neighbour',
  'sea',
  'river',
  'park',
  'road',
  'block',
  'building',
])

const baseFeatureSchema = z.object({
  type: z.literal('Feature'),
  id: z.string(),
  geometry: z.union([pointSchema, lineStringSchema, multiLineStringSchema, areaSchema]),
  properties: z
    .object({
      id: z.string(),
      class: baseClassSchema,
      name: z.string().nullable(),
      /** `demo` is synthetic; anything else is real */
      source: z.string(),
    })
    // Whatever else the file says; flat, so that tiles can carry it.
    .catchall(z.union([z.string(), z.number(), z.boolean(), z.null()])),
})

export const baseMapCollectionSchema = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(baseFeatureSchema),
})

/** What is written on the base map: the page fetches the font for these letters before it draws them. */
export const baseNamesSchema = z.object({ names: z.array(z.string()) })

export type GroundNames = z.infer<typeof baseNamesSchema>
export type BaseMapFeature = z.infer<typeof baseFeatureSchema>
