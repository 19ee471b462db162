import type { ConsentCount } from '#core/compound/compound.ts'
import type { SatisfactionCounts } from '#core/compound/consent-faults.ts'
import type { Ballot, Channel, ChannelCounts, Choice } from '#core/compound/consent-tally.ts'
import { chunksForInsert } from './chunks.ts'
import { fromNullableJson, toNullableJson } from './json-column.ts'
import type { Session } from './session.ts'

/** Answers by channel; a channel nobody used may be absent. */
export type Channels = Readonly<Partial<Record<Channel, ChannelCounts>>>

/** All that is counted of a compound's consent beside how many agree, which stands in the compound itself. */
export interface ConsentRecord {
  /** Reported counts, or counted from the ballots. */
  readonly basis: 'counts' | 'ballots'
  readonly disagree: number
  readonly abstain: number
  /** null: not known by channel */
  readonly channels: Channels | null
  readonly consulted: number | null
  readonly schemeAgree: number | null
  readonly satisfaction: SatisfactionCounts | null
}

/** What stands before anything is entered. */
export const NO_CONSENT_RECORD: ConsentRecord = {
  basis: 'counts',
  disagree: 0,
  abstain: 0,
  channels: null,
  consulted: null,
  schemeAgree: null,
  satisfaction: null,
}

export async function readConsentRecord({ db }: Session, compoundId: string): Promise<ConsentRecord> {
  const row = await db
    .selectFrom('consent_records')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .executeTakeFirst()
  if (row === undefined) return NO_CONSENT_RECORD
  return {
    basis: row.basis === 'ballots' ? 'ballots' : 'counts',
    disagree: row.disagree,
    abstain: row.abstain,
    channels: fromNullableJson(row.channels),
    consulted: row.consulted,
    schemeAgree: row.scheme_agree,
    satisfaction: fromNullableJson(row.satisfaction),
  }
}

/** Writes the record and, with it, the compound's own count (P4 reads it) and its next version. */
export async function saveConsent(
  { db }: Session,
  compound: { readonly id: string; readonly version: number },
  consent: ConsentCount | null,
  record: ConsentRecord,
): Promise<void> {
  const row = {
    basis: record.basis,
    disagree: record.disagree,
    abstain: record.abstain,
    channels: toNullableJson(record.channels),
    consulted: record.consulted,
    scheme_agree: record.schemeAgree,
    satisfaction: toNullableJson(record.satisfaction),
  }
  await db
    .insertInto('consent_records')
    .values({ compound_id: compound.id, ...row })
    .onConflict((conflict) => conflict.column('compound_id').doUpdateSet(row))
    .execute()
  await db
    .updateTable('compounds')
    .set({
      version: compound.version + 1,
      consent_agree: consent?.agree ?? null,
      consent_total: consent?.total ?? null,
    })
    .where('id', '=', compound.id)
    .execute()
}

/** Every compound of whose consent more is known than how many agree. */
export async function readCompoundsWithConsent({ db }: Session): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('consent_records').select('compound_id').execute()
  return new Set(rows.map((row) => row.compound_id))
}

/** Adds records where none are yet: the shipped data. */
export async function insertConsentRecords(
  { db }: Session,
  records: readonly (readonly [compoundId: string, record: ConsentRecord])[],
): Promise<void> {
  const rows = records.map(([compoundId, record]) => ({
    compound_id: compoundId,
    basis: record.basis,
    disagree: record.disagree,
    abstain: record.abstain,
    channels: toNullableJson(record.channels),
    consulted: record.consulted,
    scheme_agree: record.schemeAgree,
    satisfaction: toNullableJson(record.satisfaction),
  }))
  for (const chunk of chunksForInsert(rows)) await db.insertInto('consent_records').values(chunk).execute()
}

/** Every ballot entered for a compound and not taken back, the digest in place of the household. */
export async function readBallots({ db }: Session, compoundId: string): Promise<Ballot[]> {
  const rows = await db
    .selectFrom('consent_ballots')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('withdrawn', '=', 0)
    .orderBy('position')
    .execute()
  return rows.map((row) => ({
    household: row.household_digest,
    choice: row.choice as Choice,
    channel: row.channel as Channel,
    collectedOn: row.collected_on,
    order: row.position,
  }))
}

/** Where the next ballot of a compound goes: behind all there ever were. */
export async function nextBallotPosition({ db }: Session, compoundId: string): Promise<number> {
  const { last } = await db
    .selectFrom('consent_ballots')
    .select(({ fn }) => fn.max<number | null>('position').as('last'))
    .where('compound_id', '=', compoundId)
    .executeTakeFirstOrThrow()
  return (last ?? -1) + 1
}

/** Adds ballots behind the ones there are; none is ever changed or taken away. */
export async function insertBallots(
  { db }: Session,
  compoundId: string,
  ballots: readonly Ballot[],
): Promise<void> {
  const rows = ballots.map((ballot) => ({
    position: ballot.order,
    compound_id: compoundId,
    household_digest: ballot.household,
    choice: ballot.choice,
    channel: ballot.channel,
    collected_on: ballot.collectedOn,
  }))
  for (const chunk of chunksForInsert(rows)) await db.insertInto('consent_ballots').values(chunk).execute()
}
