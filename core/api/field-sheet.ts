import { z } from 'zod'
import { connectionPropertiesSchema } from './connections.ts'

const position = z.array(z.number())
const line = z.array(position)

/** Everything a sheet for the field says of one tie-in point; positions in degrees. */
export const fieldSheetSchema = z.object({
  connection: connectionPropertiesSchema,
  position,
  branch: line.nullable(),
  compound: z.object({
    id: z.string(),
    name: z.string(),
    subdistrict: z.string(),
    community: z.string().nullable(),
    address: z.string().nullable(),
  }),
  /** The well of the tie-in; mid-pipe the wells at both ends of the main. */
  wells: z.array(
    z.object({
      id: z.string(),
      system: z.string(),
      kind: z.string(),
      ground: z.number().nullable(),
      invert: z.number().nullable(),
      street: z.string().nullable(),
    }),
  ),
  pipe: z
    .object({
      id: z.string(),
      from: z.string(),
      to: z.string(),
      dn: z.number().nullable(),
      material: z.string().nullable(),
      invertStart: z.number().nullable(),
      invertEnd: z.number().nullable(),
      length: z.number(),
      slope: z.number().nullable(),
      street: z.string().nullable(),
    })
    .nullable(),
  /** What the sketch shows round about. */
  around: z.object({
    compounds: z.array(line),
    buildings: z.array(line),
    streets: z.array(z.object({ name: z.string().nullable(), line })),
    pipes: z.array(
      z.object({
        id: z.string(),
        system: z.string(),
        dn: z.number().nullable(),
        abandoned: z.boolean(),
        line,
      }),
    ),
    wells: z.array(z.object({ id: z.string(), system: z.string(), position })),
  }),
})

export type FieldSheet = z.infer<typeof fieldSheetSchema>
