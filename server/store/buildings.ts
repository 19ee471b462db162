import type { Polygon } from 'geojson'
import { isDeepStrictEqual } from 'node:util'
import type { Building } from '#core/compound/compound.ts'
import { boxedRecords } from './boxed-records.ts'
import { boxOf, boxRow, NOWHERE } from './box-of.ts'
import { chunksForInsert } from './chunks.ts'
import { fromJson, toJson } from './json-column.ts'
import type { Session } from './store.ts'
import type { BuildingRow, NewBuildingRow } from './tables.ts'
import { upsertRows } from './upsert-rows.ts'

/** Every building, or those of one compound; compound by compound, in the order they were handed over. */
export async function readBuildings({ db }: Session, compoundId?: string): Promise<Building[]> {
  const rows = await db
    .selectFrom('buildings')
    .selectAll()
    .$if(compoundId !== undefined, (query) => query.where('compound_id', '=', compoundId ?? ''))
    .orderBy('compound_id')
    .orderBy('key')
    .execute()
  return rows.map(toBuilding)
}

/** Buildings with an outline by portions, for others' GIS. */
export const buildingRecords = boxedRecords('buildings', toPlacedBuilding, { onlyPlaced: true })

/** Those of the ids that some building of the register has. */
export async function takenBuildingIds({ db }: Session, ids: readonly string[]): Promise<readonly string[]> {
  if (ids.length === 0) return []
  const rows = await db.selectFrom('buildings').select('id').where('id', 'in', ids).execute()
  return rows.map(({ id }) => id)
}

/** Writes what differs between two states of one compound's buildings; the others stay as they are. */
export async function replaceBuildings(
  session: Session,
  before: readonly Building[],
  after: readonly Building[],
): Promise<void> {
  const { db } = session
  const old = new Map(before.map((building) => [building.id, building]))
  const kept = new Set(after.map(({ id }) => id))
  for (const { id } of before) {
    if (!kept.has(id)) await db.deleteFrom('buildings').where('id', '=', id).execute()
  }
  for (const building of after) {
    if (!old.has(building.id) || isDeepStrictEqual(old.get(building.id), building)) continue
    const { version: _first, ...row } = toRow(building)
    await db
      .updateTable('buildings')
      .set(({ eb }) => ({ ...row, version: eb('version', '+', 1) }))
      .where('id', '=', building.id)
      .execute()
  }
  await insertBuildings(
    session,
    after.filter(({ id }) => !old.has(id)),
  )
}

export async function insertBuildings({ db }: Session, buildings: readonly Building[]): Promise<void> {
  for (const chunk of chunksForInsert(buildings.map(toRow))) {
    await db.insertInto('buildings').values(chunk).execute()
  }
}

/** Writes buildings by their id, new ones and those that are there. */
export function saveBuildings(session: Session, buildings: readonly Building[]): Promise<void> {
  return upsertRows(session, 'buildings', buildings.map(toRow))
}

/** The buildings that are there, by id. */
export async function readBuildingsById(
  { db }: Session,
  ids: readonly string[],
): Promise<Map<string, Building>> {
  const found = new Map<string, Building>()
  for (const chunk of chunksForInsert(ids.map((id) => ({ id })))) {
    const wanted = chunk.map(({ id }) => id)
    const rows = await db.selectFrom('buildings').selectAll().where('id', 'in', wanted).execute()
    for (const row of rows) found.set(row.id, toBuilding(row))
  }
  return found
}

function toBuilding(row: BuildingRow): Building {
  return {
    id: row.id,
    compoundId: row.compound_id,
    number: row.number,
    builtYear: row.built_year,
    floors: row.floors,
    units: row.units,
    households: row.households,
    floorArea: row.floor_area,
    structure: row.structure as Building['structure'],
    use: row.use as Building['use'],
    footprint: fromJson(row.footprint),
  }
}

function toPlacedBuilding(row: BuildingRow): Building & { readonly footprint: Polygon } {
  return { ...toBuilding(row), footprint: fromJson(row.footprint) }
}

function toRow(building: Building): NewBuildingRow {
  return {
    ...boxRow(building.footprint === null ? NOWHERE : boxOf(building.footprint)),
    id: building.id,
    version: 1,
    compound_id: building.compoundId,
    number: building.number,
    built_year: building.builtYear,
    floors: building.floors,
    units: building.units,
    households: building.households,
    floor_area: building.floorArea,
    structure: building.structure,
    use: building.use,
    footprint: toJson(building.footprint),
  }
}
