import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import type { Visitor } from '../auth/sign-in.ts'

/**
 * Where a request comes from. Only a proxy the operator vouches for may name another address than the socket's, and
 * then the last one in the list is the one it saw itself.
 */
export function visitorOf(context: Context, trustProxy: boolean): Visitor {
  const forwarded = trustProxy ? context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  return {
    address: forwarded ?? socketAddress(context),
    userAgent: context.req.header('user-agent')?.slice(0, 300) ?? null,
  }
}

/** Tests call the app without a socket. */
function socketAddress(context: Context): string {
  const hasSocket = typeof context.env === 'object' && context.env !== null && 'incoming' in context.env
  return hasSocket ? (getConnInfo(context).remote.address ?? 'unknown') : 'no-socket'
}
