import type { TieInComment } from '#core/api/tie-in-work.ts'
import type { Session } from './session.ts'

/** A comment with the point it is about. */
export interface NewComment extends TieInComment {
  readonly year: number
  readonly compoundId: string
}

/** Of one point, the oldest first. */
export async function readComments({ db }: Session, connectionId: string): Promise<TieInComment[]> {
  const rows = await db
    .selectFrom('tie_in_comments')
    .selectAll()
    .where('connection_id', '=', connectionId)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map(({ id, author, role, at, text }) => ({ id, connectionId, author, role, at, text }))
}

export async function insertComment({ db }: Session, comment: NewComment): Promise<void> {
  const { id, year, compoundId, connectionId, author, role, at, text } = comment
  await db
    .insertInto('tie_in_comments')
    .values({ id, year, compound_id: compoundId, connection_id: connectionId, author, role, at, text })
    .execute()
}
