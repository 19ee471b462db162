import type { LineString } from 'geojson'
import type { ConnectionProperties } from '#core/api/connections.ts'
import type { TieInWork } from '#core/api/tie-in-work.ts'
import type { LngLat } from '#core/compound/compound.ts'
import { chunksForInsert } from './chunks.ts'
import { fromJson, fromNullableJson, toJson, toNullableJson } from './json-column.ts'
import type { Session } from './store.ts'
import type { ConnectionRow } from './tables.ts'

/**
 * What the engine says of one candidate; identity, version and state are columns of their own, and the Chinese
 * wording is made from the codes when it is asked for.
 */
export type ConnectionFacts = Omit<
  ConnectionProperties,
  | 'kind'
  | 'id'
  | 'version'
  | 'state'
  | 'compoundId'
  | 'rank'
  | 'status'
  | 'wellId'
  | 'pipeId'
  | 'explanation'
  | 'stale'
  | 'source'
  | 'work'
>

/** One candidate connection of one compound in one plan year. */
export interface StoredConnection {
  readonly id: string
  readonly version: number
  readonly year: number
  readonly compoundId: string
  readonly rank: number | null
  readonly status: ConnectionProperties['status']
  readonly state: ConnectionProperties['state']
  readonly wellId: string | null
  readonly pipeId: string | null
  readonly position: LngLat
  readonly facts: ConnectionFacts
  /** The route laid; null where none was found. */
  readonly branch: LineString | null
  readonly source: ConnectionProperties['source']
  /** What people did with it; null while it is the engine's alone. */
  readonly work: TieInWork | null
}

/** One run of the engine over a plan. */
export interface ConnectionRun {
  readonly year: number
  /** Version of the engine */
  readonly engine: string
  /** Fingerprint of everything the run read */
  readonly inputs: string
  readonly returnPeriod: number
  /** What the engine left out of the network, and why. */
  readonly faults: readonly Readonly<Record<string, unknown>>[]
}

/** Behind every candidate that a run lists. */
const LAST_PLACE = 1_000_000

/** Compound by compound, the best candidate first. */
export async function readConnections({ db }: Session, year: number): Promise<StoredConnection[]> {
  const rows = await db
    .selectFrom('connections')
    .selectAll()
    .where('year', '=', year)
    .orderBy('compound_id')
    .orderBy('position')
    .execute()
  return rows.map(toConnection)
}

export async function readConnection({ db }: Session, id: string): Promise<StoredConnection | null> {
  const row = await db.selectFrom('connections').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : toConnection(row)
}

export async function readConnectionRun({ db }: Session, year: number): Promise<ConnectionRun | null> {
  const row = await db.selectFrom('connection_runs').selectAll().where('year', '=', year).executeTakeFirst()
  if (row === undefined) return null
  return {
    year: row.year,
    engine: row.engine,
    inputs: row.inputs,
    returnPeriod: row.return_period,
    faults: fromJson(row.faults),
  }
}

/**
 * Puts a run's answer in the place of the one before, for the same year.
 * @param of the compounds it speaks of; what is stored of others stays. null: of all there are
 */
export async function replaceConnections(
  { db }: Session,
  run: ConnectionRun,
  connections: readonly StoredConnection[],
  of: readonly string[] | null = null,
): Promise<void> {
  if (of === null) await db.deleteFrom('connections').where('year', '=', run.year).execute()
  for (const compoundId of of ?? []) {
    await db
      .deleteFrom('connections')
      .where('year', '=', run.year)
      .where('compound_id', '=', compoundId)
      .execute()
  }
  await db.deleteFrom('connection_runs').where('year', '=', run.year).execute()
  await db
    .insertInto('connection_runs')
    .values({
      year: run.year,
      engine: run.engine,
      inputs: run.inputs,
      return_period: run.returnPeriod,
      faults: toJson(run.faults),
    })
    .execute()
  for (const chunk of chunksForInsert(connections.map(toRow))) {
    await db.insertInto('connections').values(chunk).execute()
  }
}

/** What a person has made of one candidate, place and facts included; its version goes up. */
export async function updateConnection(
  { db }: Session,
  connection: StoredConnection,
): Promise<StoredConnection> {
  const next = { ...connection, version: connection.version + 1 }
  const { id, position: _kept, ...columns } = toRow(next, 0)
  await db.updateTable('connections').set(columns).where('id', '=', id).execute()
  return next
}

/** One more, behind those of its compound. */
export async function insertConnection({ db }: Session, connection: StoredConnection): Promise<void> {
  await db.insertInto('connections').values(toRow(connection, LAST_PLACE)).execute()
}

export async function deleteConnection({ db }: Session, id: string): Promise<void> {
  await db.deleteFrom('connections').where('id', '=', id).execute()
}

/** Ranks and hand marks beside a point that was marked; versions stay, for nobody has changed these points. */
export async function writeStanding(
  { db }: Session,
  points: readonly Pick<StoredConnection, 'id' | 'rank' | 'work'>[],
): Promise<void> {
  for (const { id, rank, work } of points) {
    await db
      .updateTable('connections')
      .set({ rank, work: toNullableJson(work) })
      .where('id', '=', id)
      .execute()
  }
}

/** Fingerprints of what each compound's tie-ins were computed from, by compound. */
export async function readConnectionInputs({ db }: Session, year: number): Promise<Map<string, string>> {
  const rows = await db.selectFrom('connection_inputs').selectAll().where('year', '=', year).execute()
  return new Map(rows.map((row) => [row.compound_id, row.fingerprint]))
}

export async function writeConnectionInputs(
  { db }: Session,
  year: number,
  fingerprints: ReadonlyMap<string, string>,
): Promise<void> {
  for (const [compound_id, fingerprint] of fingerprints) {
    await db
      .insertInto('connection_inputs')
      .values({ year, compound_id, fingerprint })
      .onConflict((conflict) => conflict.columns(['year', 'compound_id']).doUpdateSet({ fingerprint }))
      .execute()
  }
}

function toConnection(row: ConnectionRow): StoredConnection {
  return {
    id: row.id,
    version: row.version,
    year: row.year,
    compoundId: row.compound_id,
    rank: row.rank,
    status: row.status as StoredConnection['status'],
    state: row.state as StoredConnection['state'],
    wellId: row.well_id,
    pipeId: row.pipe_id,
    position: [row.lng, row.lat],
    facts: fromJson(row.properties),
    branch: fromNullableJson(row.branch),
    source: row.source as StoredConnection['source'],
    work: fromNullableJson(row.work),
  }
}

function toRow(connection: StoredConnection, position: number): ConnectionRow {
  return {
    id: connection.id,
    version: connection.version,
    year: connection.year,
    compound_id: connection.compoundId,
    position,
    rank: connection.rank,
    status: connection.status,
    state: connection.state,
    well_id: connection.wellId,
    pipe_id: connection.pipeId,
    lng: connection.position[0],
    lat: connection.position[1],
    properties: toJson(connection.facts),
    branch: toNullableJson(connection.branch),
    source: connection.source,
    work: toNullableJson(connection.work),
  }
}
