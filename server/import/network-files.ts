import { z } from 'zod'
import type { StoredPipe, StoredWell } from '../store/network.ts'
import { readFeatures } from './data-file.ts'
import { lineSchema, pointSchema } from './geometry-schema.ts'

const id = z.string().min(1)
const level = z
  .number()
  .nullish()
  .transform((value) => value ?? null)
const name = z
  .string()
  .nullish()
  .transform((value) => value ?? null)
const source = z.enum(['official', 'demo', 'survey']).default('survey')

const wellSchema = z
  .object({
    geometry: pointSchema,
    properties: z.object({
      id,
      kind: z.enum(['manhole', 'outfall']),
      system: z.string(),
      ground: level,
      load: z.number().min(0).default(0),
      t1: level,
      waterLevel: level,
      street: name,
      source,
    }),
  })
  .transform(({ geometry, properties }): StoredWell => ({ ...properties, position: geometry.coordinates }))

const pipeSchema = z
  .object({
    geometry: lineSchema,
    properties: z.object({
      id,
      from: id,
      to: id,
      system: z.string(),
      dn: level,
      material: name,
      n: level,
      invertStart: level,
      invertEnd: level,
      status: z.enum(['in_use', 'abandoned']),
      length: level,
      street: name,
      source,
    }),
  })
  .transform(({ geometry, properties: { n, ...facts } }): StoredPipe => ({
    ...facts,
    roughness: n,
    line: geometry,
  }))

/** Wells in degrees; what nobody surveyed is null. @throws {DataFileError} */
export function readWellFile(file: string): Promise<StoredWell[]> {
  return readFeatures(file, wellSchema)
}

/** Pipes in degrees, drawn in the direction of flow. @throws {DataFileError} */
export function readPipeFile(file: string): Promise<StoredPipe[]> {
  return readFeatures(file, pipeSchema)
}
