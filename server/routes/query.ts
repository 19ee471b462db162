import { z } from '@hono/zod-openapi'
import type { Box } from '../store/dialect.ts'

const DEFAULT_LIMIT = 1000
const MAX_LIMIT = 10_000

/** A plan year in an address or a query. */
export const yearSchema = z.coerce
  .number('应为四位数的年份')
  .int('应为四位数的年份')
  .min(1900, '应为四位数的年份')
  .max(2100, '应为四位数的年份')
  .openapi({ type: 'integer', example: 2024, description: '年度' })

/** `limit` and `cursor` of every list: above the maximum is clamped, not refused. */
export const pageSchema = z.object({
  limit: z.coerce
    .number('应为正整数')
    .int('应为正整数')
    .min(1, '应为正整数')
    .default(DEFAULT_LIMIT)
    .transform((limit) => Math.min(limit, MAX_LIMIT))
    .openapi({
      type: 'integer',
      minimum: 1,
      default: DEFAULT_LIMIT,
      description: `每页条数,超过 ${MAX_LIMIT} 按 ${MAX_LIMIT} 计`,
    }),
  cursor: z
    .string()
    .transform((cursor, context) => {
      const id = decodeCursor(cursor)
      if (id !== null) return id
      context.addIssue({ code: 'custom', message: '应为上一页返回的 next', input: cursor })
      return z.NEVER
    })
    .optional()
    .openapi({ type: 'string', description: '上一页返回的 next' }),
})

/** `west,south,east,north` in degrees. */
export const boxSchema = z
  .string()
  .transform((text, context): Box => {
    const numbers = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)))
    const [west, south, east, north] = numbers
    const fault = boxFault(numbers)
    if (
      fault === null &&
      west !== undefined &&
      south !== undefined &&
      east !== undefined &&
      north !== undefined
    ) {
      return [west, south, east, north]
    }
    context.addIssue({ code: 'custom', message: fault ?? BOX_FORM, input: text })
    return z.NEVER
  })
  .openapi({ type: 'string', example: '119.55,39.90,119.65,39.97', description: '西,南,东,北(经纬度)' })

const BOX_FORM = '应为 西,南,东,北 四个数(经度、纬度、经度、纬度)'

function boxFault(numbers: readonly number[]): string | null {
  const [west = 0, south = 0, east = 0, north = 0] = numbers
  if (numbers.length !== 4 || !numbers.every(Number.isFinite)) return BOX_FORM
  if (Math.max(Math.abs(west), Math.abs(east)) > 180 || Math.max(Math.abs(south), Math.abs(north)) > 90) {
    return '经度应在 ±180、纬度应在 ±90 之内'
  }
  if (west > east || south > north) return '西应不大于东、南应不大于北'
  return null
}

/** The page after `cursor`, by id; the cursor is the last id of the page before, so edits in between do no harm. */
export function pageOf<Item extends { readonly id: string }>(
  items: readonly Item[],
  limit: number,
  after: string | undefined,
): { page: readonly Item[]; next: string | undefined } {
  const start = after === undefined ? 0 : items.findIndex((item) => item.id > after)
  const page = start < 0 ? [] : items.slice(start, start + limit)
  const last = page.at(-1)
  const more = last !== undefined && start + limit < items.length
  return { page, next: more ? encodeCursor(last.id) : undefined }
}

/** What a list hands out as `next`. */
export function encodeCursor(id: string): string {
  return Buffer.from(id, 'utf8').toString('base64url')
}

function decodeCursor(cursor: string): string | null {
  const id = Buffer.from(cursor, 'base64url').toString('utf8')
  return id !== '' && encodeCursor(id) === cursor ? id : null
}
