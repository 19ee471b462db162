import type { Context } from 'hono'
import { ProblemError } from '../middleware/problem.ts'

/** JSON for programs, a page for people. */
export type ContentFormat = 'json' | 'html'

/** `f` decides; without it what the client would rather have (RFC 9110 12.5.1), JSON where it does not mind. */
export function contentFormat(context: Context): ContentFormat {
  const asked = context.req.query('f')
  if (asked === 'json' || asked === 'html') return asked
  if (asked !== undefined) {
    const message = '应为 json 或 html'
    throw new ProblemError(400, {
      detail: `查询参数中 f:${message}`,
      errors: [{ field: 'f', message, value: asked }],
    })
  }
  const accept = context.req.header('accept')
  return accept !== undefined &&
    weightOf(accept, /^text\/html$/) > weightOf(accept, /^application\/(geo\+)?json$/)
    ? 'html'
    : 'json'
}

/** The weight a client gives to a type by name, else to its group, else to anything. */
function weightOf(accept: string, type: RegExp): number {
  const group = type.source.startsWith('^text') ? 'text/*' : 'application/*'
  const ranges = accept.split(',').map((part) => {
    const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase())
    const weight = parameters.find((parameter) => parameter.startsWith('q='))
    return { name, weight: weight === undefined ? 1 : Number(weight.slice(2)) || 0 }
  })
  const named = ranges.filter(({ name }) => type.test(name))
  if (named.length > 0) return Math.max(...named.map(({ weight }) => weight))
  const rest = ranges.find(({ name }) => name === group) ?? ranges.find(({ name }) => name === '*/*')
  return rest?.weight ?? 0
}
