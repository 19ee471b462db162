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
  /** The password was set by somebody else: nothing but changing it is allowed. */
  mustChangePassword: z.boolean(),
  /** Nobody runs the system yet: the console shows a one-time code for the first administrator. */
  needsSetUp: z.boolean(),
})

export const signInRequestSchema = z.object({
  username: z.string().min(1, '请填写用户名').max(64, '最多 64 个字符'),
  password: z.string().min(1, '请填写密码').max(1024, '密码过长'),
})

const passwordSchema = z.string().min(1, '请填写密码').max(1024, '密码过长')

export const passwordChangeSchema = z.object({ current: passwordSchema, next: passwordSchema })

export const setUpRequestSchema = z.object({
  code: z.string().min(1, '请填写控制台上的一次性代码').max(40, '一次性代码过长'),
  username: z.string().min(1, '请填写用户名').max(64, '最多 64 个字符'),
  name: z.string().min(1, '请填写姓名').max(40, '最多 40 个字'),
  password: passwordSchema,
})

/** An account as the security officer sees it. */
export const accountSchema = personSchema.extend({
  version: z.number().int(),
  disabled: z.boolean(),
  mustChangePassword: z.boolean(),
  createdAt: z.string(),
})

export const accountListSchema = z.object({ items: z.array(accountSchema), next: z.string().optional() })

export const newAccountSchema = z.object({
  username: z.string().min(1, '请填写用户名').max(64, '最多 64 个字符'),
  name: z.string().min(1, '请填写姓名').max(40, '最多 40 个字'),
  role: roleSchema,
  /** Code or name of a 镇街, for a `subdistrict` account. */
  subdistrict: z.string().nullable().optional(),
  password: passwordSchema,
})

export const accountPatchSchema = z.strictObject({
  name: z.string().min(1, '请填写姓名').max(40, '最多 40 个字').optional(),
  role: roleSchema.optional(),
  subdistrict: z.string().nullable().optional(),
  disabled: z.boolean().optional(),
  /** A new first password; the person chooses an own one with the next sign-in. */
  password: passwordSchema.optional(),
  reason: z.string().max(500, '最多 500 个字').optional(),
})

export const signInAnswerSchema = z.object({ user: personSchema })

export type Person = z.infer<typeof personSchema>
export type Account = z.infer<typeof accountSchema>
export type AccountList = z.infer<typeof accountListSchema>
export type NewAccount = z.infer<typeof newAccountSchema>
export type AccountPatch = z.infer<typeof accountPatchSchema>
export type PasswordChange = z.infer<typeof passwordChangeSchema>
export type SetUpRequest = z.infer<typeof setUpRequestSchema>
export type Me = z.infer<typeof meSchema>
export type SignInRequest = z.infer<typeof signInRequestSchema>
