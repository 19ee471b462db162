import { createRoute, z } from '@hono/zod-openapi'
import { streamSSE } from 'hono/streaming'
import type { DataChange } from '../changes.ts'
import type { Parts } from '../parts.ts'
import { readDataVersion } from '../store/data-version.ts'
import { createApiApp } from './api-app.ts'

/** Proxies close connections that say nothing for a minute. */
const HEARTBEAT_MS = 25_000

const route = createRoute({
  method: 'get',
  path: '/api/events',
  summary: '数据有变化时的通知(server-sent events)',
  description:
    '连上时给出 event: version,此后每次变化再给一次:data 为 {version, entities},entities 为变化的记录,null 表示可能全部。event: presence 表示有人打开或离开了记录,登录后可查 /api/presence。',
  tags: ['服务'],
  responses: {
    200: { description: '事件流', content: { 'text/event-stream': { schema: z.string() } } },
  },
})

export function eventRoutes({ changes, presence, store }: Parts) {
  return createApiApp().openapi(route, (context) => {
    const response = streamSSE(context, async (stream) => {
      const send = (change: DataChange) =>
        stream.writeSSE({
          event: 'version',
          id: String(change.version),
          data: JSON.stringify(change),
        })
      const waiting: (DataChange | 'presence')[] = [{ version: await readDataVersion(store), entities: [] }]
      let wake = (): void => undefined
      const stops = [
        changes.listen((change) => {
          waiting.push(change)
          wake()
        }),
        presence.listen(() => {
          if (waiting.at(-1) !== 'presence') waiting.push('presence')
          wake()
        }),
      ]
      const stop = (): void => stops.forEach((one) => one())
      stream.onAbort(() => {
        stop()
        wake()
      })
      while (!stream.aborted) {
        const next = waiting.shift()
        if (next !== undefined) {
          // Without names: who that is, only those who are signed in may ask.
          if (next === 'presence') await stream.writeSSE({ event: 'presence', data: '{}' })
          else await send(next)
          continue
        }
        const spoken = await Promise.race([
          new Promise<true>((resolve) => (wake = () => resolve(true))),
          new Promise<false>((resolve) => setTimeout(() => resolve(false), HEARTBEAT_MS).unref()),
        ])
        if (!spoken && !stream.aborted) await stream.write(': still here\n\n')
      }
      stop()
    })
    response.headers.set('cache-control', 'no-store')
    response.headers.set('x-accel-buffering', 'no')
    return response
  })
}
