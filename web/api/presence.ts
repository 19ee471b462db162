import type { Presence, PresenceReport } from '#core/api/presence.ts'
import { getJson, send } from './client.ts'

/** Who else is at work on what. */
export const presenceApi = {
  list: () => getJson<{ items: Presence[] }>('/api/presence'),
  report: (body: PresenceReport) => send<{ items: Presence[] }>('/api/presence', { method: 'POST', body }),
}
