import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { Problem } from '#core/api/service.ts'

/** Chinese titles of the statuses the service answers with. */
const TITLES: Readonly<Record<number, string>> = {
  400: '请求有误',
  401: '需要登录',
  403: '无权访问',
  404: '没有找到',
  405: '不支持这种操作',
  409: '与规则冲突',
  412: '记录已被他人修改',
  413: '内容过大',
  415: '不支持这种文件',
  428: '缺少版本号',
  429: '请求过于频繁',
  500: '服务内部出错',
  503: '服务正在启动',
}

/** Thrown anywhere below a route; becomes RFC 9457 problem details. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly problem: Omit<Problem, 'type' | 'instance'>
  readonly headers: Readonly<Record<string, string>>

  constructor(
    status: number,
    details: Partial<Omit<Problem, 'type' | 'instance' | 'status'>> = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(details.detail ?? details.title ?? String(status))
    this.problem = { ...details, title: details.title ?? TITLES[status] ?? '请求未能完成', status }
    this.headers = headers
  }
}

/** Nothing there: says what was looked for. */
export function notFound(detail: string): ProblemError {
  return new ProblemError(404, { detail })
}

/** Fields that are wrong, where and why; nothing was stored. */
export function invalidFields(
  errors: readonly { readonly field: string; readonly message: string; readonly value?: unknown }[],
  status: 400 | 409,
): ProblemError {
  const detail = `${errors.map(({ message }) => message).join(';')}。数据没有改动`
  return new ProblemError(status, { detail, errors: [...errors] })
}

/** The answer itself. Never stored by anybody: the next try may go well. */
export function problemResponse(
  context: Context,
  problem: Omit<Problem, 'type' | 'instance'>,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const body: Problem = { type: 'about:blank', ...problem, instance: context.req.path }
  return new Response(JSON.stringify(body), {
    status: problem.status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      'cache-control': 'no-store',
      ...headers,
    },
  })
}

/** What any error becomes; one nobody foresaw is handed to `report` and its text stays inside. */
export function problemFromError(
  context: Context,
  error: Error,
  report: (error: Error, path: string) => void,
): Response {
  if (error instanceof ProblemError) return problemResponse(context, error.problem, error.headers)
  if (error instanceof HTTPException) {
    const title = TITLES[error.status] ?? '请求未能完成'
    return problemResponse(context, {
      title,
      status: error.status,
      detail: '请求的内容不能读取,请检查格式后重试',
    })
  }
  report(error, context.req.path)
  return problemResponse(context, {
    title: '服务内部出错',
    status: 500,
    detail: '数据没有改动。请稍后重试;若仍出错,请把时间和操作告知系统管理员',
  })
}
