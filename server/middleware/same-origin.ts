import type { MiddlewareHandler } from 'hono'
import { ProblemError } from './problem.ts'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * 403 for a write another site makes a browser send. Browsers name the `Origin` with each unsafe request, and where
 * an old one does not, `Sec-Fetch-Site` tells; a request with neither comes from no browser, which no other site can
 * steer, and passes (scripts and the field tools of the office sign in like anybody else).
 * @param publicUrl address behind a proxy that changes `Host`
 */
export function refuseForeignOrigin(publicUrl: string | null): MiddlewareHandler {
  const publicHost = publicUrl === null ? null : new URL(publicUrl).host
  return async (context, next) => {
    if (!SAFE.has(context.req.method)) {
      const origin = context.req.header('origin')
      const host = context.req.header('host') ?? new URL(context.req.url).host
      const own =
        origin === undefined
          ? ['same-origin', 'none', undefined].includes(context.req.header('sec-fetch-site'))
          : [host, publicHost].includes(hostOf(origin))
      if (!own) {
        throw new ProblemError(403, {
          title: '来源不符',
          detail: '请求来自别的网站,已拒绝;数据没有改动。若经反向代理访问,请把 PUBLIC_URL 设为对外地址',
        })
      }
    }
    await next()
  }
}

/** `null` for what is no address, the word "null" of sandboxed pages included. */
function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : ''
}
