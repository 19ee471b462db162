import { z } from 'zod'
import type { BaseFeature } from '../store/base-features.ts'
import { readFeatures } from './data-file.ts'
import { anyGeometrySchema } from './geometry-schema.ts'

const featureSchema = z.object({
  geometry: anyGeometrySchema,
  properties: z
    .object({
      class: z.enum(['district', 'neighbour', 'sea', 'river', 'park', 'road', 'block', 'building']),
      id: z.string().optional(),
      name: z.string().nullish(),
      source: z.string().default('demo'),
    })
    .catchall(z.union([z.string(), z.number(), z.boolean(), z.null()])),
})

/** Outline, sea, rivers, parks, streets and blocks. @throws {DataFileError} */
export async function readBaseMapFile(file: string): Promise<BaseFeature[]> {
  const features = await readFeatures(file, featureSchema)
  return features.map(
    ({ geometry, properties: { class: kind, id, name, source, ...properties } }, index) => ({
      id: id ?? `${kind}-${index + 1}`,
      class: kind,
      name: name ?? null,
      source,
      geometry,
      properties,
    }),
  )
}
