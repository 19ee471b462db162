import { createMiddleware } from 'hono/factory'
import { AlreadyWritten, keepAnswer, readKey, underKey } from '../store/idempotency.ts'
import type { KeyedWrite, KnownWrite } from '../store/idempotency.ts'
import type { Store } from '../store/store.ts'
import type { ApiEnv } from './identity.ts'
import { ProblemError } from './problem.ts'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * A write with an `Idempotency-Key` happens once, however often it is sent: the key is used up in the write's own
 * transaction, so that a crash leaves both or neither. Who sends it again gets the answer of the first time, marked
 * `Idempotency-Replayed`; where the server fell before it could keep that answer, `{"replayed":true}`.
 */
export function writeOnce(store: Store) {
  return createMiddleware<ApiEnv>(async (context, next) => {
    const key = context.req.header('idempotency-key')
    if (key === undefined || SAFE.has(context.req.method)) return next()
    if (!/^[\w-]{8,100}$/.test(key)) {
      throw new ProblemError(400, {
        detail: 'Idempotency-Key 应为 8–100 个字母、数字、“-”或“_”。数据没有改动',
      })
    }
    const identity = await context.var.identity()
    if (identity === null) return next()
    const url = new URL(context.req.url)
    const write = {
      key,
      accountId: identity.person.id,
      request: `${context.req.method} ${url.pathname}${url.search}`,
    }
    const known = await readKey(store, key)
    if (known !== null) return replay(write, known)
    const { written } = await underKey(write, next)
    if (context.error instanceof AlreadyWritten) {
      const now = await readKey(store, key)
      if (now !== null) context.res = replay(write, now)
      return
    }
    if (!written || !context.res.ok) return
    const answer = await context.res.clone().text()
    await store.writeAside((session) => keepAnswer(session, key, answer))
  })
}

function replay(write: KeyedWrite, known: KnownWrite): Response {
  if (known.accountId !== write.accountId || known.request !== write.request) {
    throw new ProblemError(409, {
      detail: '这个 Idempotency-Key 已用于另一个请求。数据没有改动;请换一个新的',
    })
  }
  return new Response(known.answer ?? JSON.stringify({ replayed: true }), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'idempotency-replayed': 'true',
    },
  })
}
