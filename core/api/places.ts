import { z } from 'zod'

/** The district's 镇街, each with its 社区 and 村. */
export const subdistrictListSchema = z.object({
  items: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      /** 街道, 镇, … */
      kind: z.string(),
      communities: z.array(z.object({ code: z.string(), name: z.string() })),
    }),
  ),
})
