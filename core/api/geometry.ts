import { z } from 'zod'

export const positionSchema = z.array(z.number()).min(2).max(3)
export const pointSchema = z.object({ type: z.literal('Point'), coordinates: positionSchema })
export const lineStringSchema = z.object({
  type: z.literal('LineString'),
  coordinates: z.array(positionSchema),
})
export const multiLineStringSchema = z.object({
  type: z.literal('MultiLineString'),
  coordinates: z.array(z.array(positionSchema)),
})
export const polygonSchema = z.object({
  type: z.literal('Polygon'),
  coordinates: z.array(z.array(positionSchema)),
})
export const areaSchema = z.union([
  polygonSchema,
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(z.array(positionSchema))) }),
])
