import { z } from 'zod'
import type { LngLat } from '#core/compound/compound.ts'

/** Degrees; swapped axes and plane metres are caught by their range. */
export const lngLatSchema = z
  .tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
  .rest(z.number())
  .transform(([longitude, latitude]): LngLat => [longitude, latitude])

const positionSchema = z
  .tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
  .rest(z.number())
  .transform((position): number[] => [...position])

const ringSchema = z.array(positionSchema).min(4)

export const pointSchema = z.object({ type: z.literal('Point'), coordinates: lngLatSchema })

export const lineSchema = z.object({
  type: z.literal('LineString'),
  coordinates: z.array(positionSchema).min(2),
})

export const polygonSchema = z.object({ type: z.literal('Polygon'), coordinates: z.array(ringSchema).min(1) })

export const areaSchema = z.union([
  polygonSchema,
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ringSchema).min(1)).min(1) }),
])

export const anyGeometrySchema = z.union([
  z.object({ type: z.literal('Point'), coordinates: positionSchema }),
  lineSchema,
  areaSchema,
  z.object({ type: z.literal('MultiLineString'), coordinates: z.array(z.array(positionSchema).min(2)) }),
])
