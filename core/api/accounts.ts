import { z } from 'zod'
import { ROLES } from '../access/roles.ts'

export const roleSchema = z.enum(ROLES)

/** Whoever is signed in, as the page knows them. */
export const personSchema = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string(),
  role: roleSchema,
  /** Code of the 镇街 a `subdistrict` account is limited to; null for everybody else. */
  subdistrictCode: z.string().nullable(),
})

export const meSchema = z.object({
  user: personSchema.nullable(),
})

export const signInRequestSchema = z.object({
  username: z.string().min(1, '请填写用户名').max(64, '最多 64 个字符'),
  password: z.string().min(1, '请填写密码').max(1024, '密码过长'),
})

export const signInAnswerSchema = z.object({ user: personSchema })

export type Person = z.infer<typeof personSchema>
export type Me = z.infer<typeof meSchema>
export type SignInRequest = z.infer<typeof signInRequestSchema>
