import type { Context } from 'hono'
import type { Parts } from '../parts.ts'

/**
 * The address under which others reach this service: the operator's own word, else the host that was asked for. What a
 * trusted proxy says of the scheme counts, so that links keep their https.
 */
export function serviceAddress(context: Context, { publicUrl, trustProxy }: Parts): string {
  if (publicUrl !== null) return publicUrl
  const { protocol, host } = new URL(context.req.url)
  const forwarded = trustProxy ? context.req.header('x-forwarded-proto') : undefined
  return `${forwarded === 'https' ? 'https:' : protocol}//${host}`
}
