import type { ConnectionProperties } from '#core/api/connections.ts'
import { number } from '../../locales/format.ts'

type Translate = (key: string, values: Record<string, string>) => string

/** Where a connection ties in, as the trade says it: at a manhole, or so far along a pipe. */
export function placeName(
  connection: Pick<ConnectionProperties, 'wellId' | 'pipeId' | 'station'>,
  t: Translate,
): string {
  const { wellId, pipeId, station } = connection
  if (wellId !== null) return t('drainage.well', { id: wellId })
  return t('drainage.midPipe', { id: pipeId ?? '–', station: number(station ?? 0, 1) })
}
