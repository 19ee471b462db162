import type { ConfirmedConnection } from '../export/files/connection-sheet.ts'
import type { Parts } from '../parts.ts'
import { readAuditTrail } from '../store/audit-trail.ts'
import { readConnections } from '../store/connections.ts'
import { isShownByDefault } from './connection-view.ts'

/** States in which somebody answers for a tie-in. */
const ANSWERED = new Set(['CONFIRMED', 'BUILT', 'VERIFIED'])

/** The tie-ins of a year with who confirmed them, as the log has it. @param compoundIds null: of all compounds */
export async function confirmedConnections(
  { derived, store }: Pick<Parts, 'derived' | 'store'>,
  year: number,
  compoundIds: readonly string[] | null,
): Promise<readonly ConfirmedConnection[]> {
  const all = await derived.get(`connections ${year}`, () => readConnections(store, year))
  const wanted = compoundIds === null ? null : new Set(compoundIds)
  const shown = all.filter(
    (connection) => isShownByDefault(connection) && (wanted === null || wanted.has(connection.compoundId)),
  )
  return Promise.all(
    shown.map(async (connection) => {
      if (!ANSWERED.has(connection.state)) return { connection, confirmedBy: null }
      const trail = await readAuditTrail(store, { entity: 'connection', entityId: connection.id, limit: 50 })
      const confirmed = trail.find(({ action }) => action === 'confirmed' || action === 'confirm')
      return { connection, confirmedBy: confirmed?.actor.name ?? null }
    }),
  )
}
