import type { ConsentCount } from '#core/compound/compound.ts'
import type { ConsentRecord } from './consent.ts'
import { fromJson, toJson } from './json-column.ts'
import type { Session } from './session.ts'

/** All that is counted of a compound's consent at one moment. */
export interface ConsentState {
  readonly consent: ConsentCount | null
  readonly record: ConsentRecord
}

/** One entry of consent: counts, ballots or a survey. */
export interface ConsentEntry {
  readonly sequence: number
  readonly before: ConsentState
  readonly after: ConsentState
  /** Positions of its ballots; `count` 0 where it brought none. */
  readonly ballots: { readonly first: number; readonly count: number }
  /** false: taken back. */
  readonly inForce: boolean
}

/** Keeps an entry. @returns its number within the compound */
export async function insertConsentEntry(
  { db }: Session,
  compoundId: string,
  { before, after, ballots }: Pick<ConsentEntry, 'before' | 'after' | 'ballots'>,
): Promise<number> {
  const { last } = await db
    .selectFrom('consent_entries')
    .select(({ fn }) => fn.max<number | null>('sequence').as('last'))
    .where('compound_id', '=', compoundId)
    .executeTakeFirstOrThrow()
  const sequence = (last ?? 0) + 1
  await db
    .insertInto('consent_entries')
    .values({
      compound_id: compoundId,
      sequence,
      before: toJson(before),
      after: toJson(after),
      first_ballot: ballots.first,
      ballots: ballots.count,
      in_force: 1,
    })
    .execute()
  return sequence
}

/** null where the compound has no such entry. */
export async function readConsentEntry(
  { db }: Session,
  compoundId: string,
  sequence: number,
): Promise<ConsentEntry | null> {
  const row = await db
    .selectFrom('consent_entries')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('sequence', '=', sequence)
    .executeTakeFirst()
  if (row === undefined) return null
  return {
    sequence: row.sequence,
    before: fromJson(row.before),
    after: fromJson(row.after),
    ballots: { first: row.first_ballot, count: row.ballots },
    inForce: row.in_force === 1,
  }
}

/** Is there an entry behind this one that still counts? */
export async function hasLaterConsentEntry(
  { db }: Session,
  compoundId: string,
  sequence: number,
): Promise<boolean> {
  const row = await db
    .selectFrom('consent_entries')
    .select('sequence')
    .where('compound_id', '=', compoundId)
    .where('sequence', '>', sequence)
    .where('in_force', '=', 1)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Lets an entry and its ballots count, or no more. */
export async function setConsentEntryInForce(
  { db }: Session,
  compoundId: string,
  { sequence, ballots }: Pick<ConsentEntry, 'sequence' | 'ballots'>,
  inForce: boolean,
): Promise<void> {
  await db
    .updateTable('consent_entries')
    .set({ in_force: Number(inForce) })
    .where('compound_id', '=', compoundId)
    .where('sequence', '=', sequence)
    .execute()
  if (ballots.count === 0) return
  await db
    .updateTable('consent_ballots')
    .set({ withdrawn: Number(!inForce) })
    .where('compound_id', '=', compoundId)
    .where('position', '>=', ballots.first)
    .where('position', '<', ballots.first + ballots.count)
    .execute()
}
