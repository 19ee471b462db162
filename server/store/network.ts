import type { LineString } from 'geojson'
import type { LngLat } from '#core/compound/compound.ts'
import { boxedRecords } from './boxed-records.ts'
import { boxOf, boxRow } from './box-of.ts'
import { chunksForInsert } from './chunks.ts'
import { fromJson, toJson } from './json-column.ts'
import type { Session } from './store.ts'
import type { PipeRow, WellRow } from './tables.ts'
import { upsertRows } from './upsert-rows.ts'

/** A well or outfall as surveyed; levels in m, null = not surveyed. */
export interface StoredWell {
  readonly id: string
  readonly kind: string
  /** YS storm, WS sewage, HS combined, anything else unknown */
  readonly system: string
  readonly ground: number | null
  /** ΨF already arriving here, ha */
  readonly load: number
  /** Inlet time, min */
  readonly t1: number | null
  /** Level of the receiving water at an outfall, m */
  readonly waterLevel: number | null
  readonly street: string | null
  readonly source: string
  readonly position: LngLat
}

/** A pipe as surveyed, drawn in the direction of flow; null = not surveyed. */
export interface StoredPipe {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly system: string
  /** mm */
  readonly dn: number | null
  readonly material: string | null
  /** Manning's n where it was measured */
  readonly roughness: number | null
  readonly invertStart: number | null
  readonly invertEnd: number | null
  readonly status: string
  /** m, where it differs from the drawn line */
  readonly length: number | null
  readonly street: string | null
  readonly source: string
  readonly line: LineString
}

export async function readWells({ db }: Session): Promise<StoredWell[]> {
  const rows = await db.selectFrom('wells').selectAll().orderBy('key').execute()
  return rows.map(toWell)
}

export async function readPipes({ db }: Session): Promise<StoredPipe[]> {
  const rows = await db.selectFrom('pipes').selectAll().orderBy('key').execute()
  return rows.map(toPipe)
}

/** Wells and pipes by portions, for others' GIS. */
export const wellRecords = boxedRecords('wells', toWell)
export const pipeRecords = boxedRecords('pipes', toPipe)

/** The pipes that begin or end at any of these wells. */
export async function readPipesAt({ db }: Session, wells: readonly string[]): Promise<StoredPipe[]> {
  const found = new Map<string, StoredPipe>()
  for (const chunk of chunksForInsert(wells.map((id) => ({ id })))) {
    const ids = chunk.map(({ id }) => id)
    for (const column of ['from_well', 'to_well'] as const) {
      const rows = await db.selectFrom('pipes').selectAll().where(column, 'in', ids).execute()
      for (const row of rows) found.set(row.id, toPipe(row))
    }
  }
  return [...found.values()]
}

export async function insertWells({ db }: Session, wells: readonly StoredWell[]): Promise<void> {
  for (const chunk of chunksForInsert(wells.map(wellRow)))
    await db.insertInto('wells').values(chunk).execute()
}

export async function insertPipes({ db }: Session, pipes: readonly StoredPipe[]): Promise<void> {
  for (const chunk of chunksForInsert(pipes.map(pipeRow)))
    await db.insertInto('pipes').values(chunk).execute()
}

/** Writes wells by their id, new ones and those that are there. */
export function saveWells(session: Session, wells: readonly StoredWell[]): Promise<void> {
  return upsertRows(session, 'wells', wells.map(wellRow))
}

/** Writes pipes by their id, new ones and those that are there. */
export function savePipes(session: Session, pipes: readonly StoredPipe[]): Promise<void> {
  return upsertRows(session, 'pipes', pipes.map(pipeRow))
}

/** The wells that are there, by id. */
export async function readWellsById(
  { db }: Session,
  ids: readonly string[],
): Promise<Map<string, StoredWell>> {
  const found = new Map<string, StoredWell>()
  for (const chunk of chunksForInsert(ids.map((id) => ({ id })))) {
    const wanted = chunk.map(({ id }) => id)
    const rows = await db.selectFrom('wells').selectAll().where('id', 'in', wanted).execute()
    for (const row of rows) found.set(row.id, toWell(row))
  }
  return found
}

/** The pipes that are there, by id. */
export async function readPipesById(
  { db }: Session,
  ids: readonly string[],
): Promise<Map<string, StoredPipe>> {
  const found = new Map<string, StoredPipe>()
  for (const chunk of chunksForInsert(ids.map((id) => ({ id })))) {
    const wanted = chunk.map(({ id }) => id)
    const rows = await db.selectFrom('pipes').selectAll().where('id', 'in', wanted).execute()
    for (const row of rows) found.set(row.id, toPipe(row))
  }
  return found
}

function wellRow(well: StoredWell) {
  return {
    ...boxRow([well.position[0], well.position[1], well.position[0], well.position[1]]),
    id: well.id,
    version: 1,
    kind: well.kind,
    system: well.system,
    ground: well.ground,
    load: well.load,
    t1: well.t1,
    water_level: well.waterLevel,
    street: well.street,
    source: well.source,
    lng: well.position[0],
    lat: well.position[1],
  }
}

function pipeRow(pipe: StoredPipe) {
  return {
    ...boxRow(boxOf(pipe.line)),
    id: pipe.id,
    version: 1,
    from_well: pipe.from,
    to_well: pipe.to,
    system: pipe.system,
    dn: pipe.dn,
    material: pipe.material,
    roughness: pipe.roughness,
    invert_start: pipe.invertStart,
    invert_end: pipe.invertEnd,
    status: pipe.status,
    length: pipe.length,
    street: pipe.street,
    source: pipe.source,
    line: toJson(pipe.line),
  }
}

function toWell(row: WellRow): StoredWell {
  return {
    id: row.id,
    kind: row.kind,
    system: row.system,
    ground: row.ground,
    load: row.load,
    t1: row.t1,
    waterLevel: row.water_level,
    street: row.street,
    source: row.source,
    position: [row.lng, row.lat],
  }
}

function toPipe(row: PipeRow): StoredPipe {
  return {
    id: row.id,
    from: row.from_well,
    to: row.to_well,
    system: row.system,
    dn: row.dn,
    material: row.material,
    roughness: row.roughness,
    invertStart: row.invert_start,
    invertEnd: row.invert_end,
    status: row.status,
    length: row.length,
    street: row.street,
    source: row.source,
    line: fromJson(row.line),
  }
}
