import type { ForcedPlace } from '#core/drainage/forced.ts'
import { toPlane } from '#core/geo/projection.ts'
import type { StoredConnection } from '../store/connections.ts'

/** Placed or taken by a person: no calculation moves it unless it is asked to. */
export function isByHand({ work }: Pick<StoredConnection, 'work'>): boolean {
  return work?.marking !== undefined
}

/** The undecided hand marks of these compounds, one each. */
export function handMarks(
  points: readonly StoredConnection[],
  of: ReadonlySet<string>,
): readonly StoredConnection[] {
  return points.filter(
    (point) =>
      point.state === 'MARKED' && isByHand(point) && point.pipeId !== null && of.has(point.compoundId),
  )
}

/** A hand mark as the engine takes it: its place, and its branch where that was drawn. */
export function forcedPlace({
  compoundId,
  wellId,
  pipeId,
  facts,
  branch,
  work,
}: StoredConnection): ForcedPlace[] {
  const drawn =
    work?.marking?.how === 'drawn'
      ? branch?.coordinates.map(([longitude = 0, latitude = 0]) => toPlane([longitude, latitude]))
      : undefined
  if (wellId !== null) return [{ compoundId, place: { wellId }, branch: drawn ?? null }]
  if (pipeId === null) return []
  return [{ compoundId, place: { pipeId, station: facts.station ?? 0 }, branch: drawn ?? null }]
}

/** Has somebody marked here, or marked otherwise, while the calculation was on its way? That stands. */
export function movedMeanwhile(
  point: StoredConnection,
  byHand: readonly StoredConnection[],
  { includeMarked }: { readonly includeMarked: boolean },
): boolean {
  if (includeMarked || point.state !== 'MARKED' || !isByHand(point)) return false
  return !byHand.some(({ id, version }) => id === point.id && version === point.version)
}

/**
 * Hand marks with the engine's answer of now: place, name and the person's words stay. The other candidates of the
 * compound stay as they were.
 */
export function judgedAgain(
  records: readonly StoredConnection[],
  before: readonly StoredConnection[],
): StoredConnection[] {
  return records.flatMap((record) => {
    const own = before.filter(({ compoundId }) => compoundId === record.compoundId)
    return own.map((point) => {
      if (point.state !== 'MARKED' || !isByHand(point)) return point
      const { id, version, work } = point
      return { ...record, id, version: version + 1, work }
    })
  })
}
