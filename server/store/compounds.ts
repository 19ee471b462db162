import type { Building, Compound, LngLat } from '#core/compound/compound.ts'
import { anchorOf } from './anchor.ts'
import { boxOf, boxRow } from './box-of.ts'
import { insertBuildings, readBuildings } from './buildings.ts'
import { chunksForInsert } from './chunks.ts'
import type { Box } from './dialect.ts'
import { fromFlag, fromJson, fromNullableJson, toFlag, toJson, toNullableJson } from './json-column.ts'
import type { Session } from './store.ts'
import type { CompoundRow, NewCompoundRow } from './tables.ts'
import { upsertRows } from './upsert-rows.ts'

/** A compound as it stands in the register. */
export interface StoredCompound extends Compound {
  /** Goes up with each edit of this record; a write sends it back as `If-Match`. */
  readonly version: number
  /** A point inside the footprint. */
  readonly anchor: LngLat
}

/** The whole register with its buildings, by id. */
export async function readCompounds(session: Session): Promise<StoredCompound[]> {
  const rows = await session.db.selectFrom('compounds').selectAll().orderBy('id').execute()
  const buildings = byCompound(await readBuildings(session))
  return rows.map((row) => toCompound(row, buildings.get(row.id) ?? []))
}

/** One compound with its buildings; null for an unknown id. */
export async function readCompound(session: Session, id: string): Promise<StoredCompound | null> {
  const row = await session.db.selectFrom('compounds').selectAll().where('id', '=', id).executeTakeFirst()
  if (row === undefined) return null
  return toCompound(row, await readBuildings(session, id))
}

/** Replaces a compound's score sheet; its version goes up. */
export async function updateScoreSheet(
  { db }: Session,
  id: string,
  scoreSheet: Compound['scoreSheet'],
): Promise<void> {
  await db
    .updateTable('compounds')
    .set(({ eb }) => ({ score_sheet: toNullableJson(scoreSheet), version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

/** What hangs on a compound has changed: its version goes up. */
export async function countVersionUp(
  { db }: Session,
  { id, version }: Pick<StoredCompound, 'id' | 'version'>,
): Promise<void> {
  await db
    .updateTable('compounds')
    .set({ version: version + 1 })
    .where('id', '=', id)
    .execute()
}

/** Ids of the compounds whose box touches `box`. */
export async function compoundIdsInBox({ db, dialect }: Session, box: Box): Promise<Set<string>> {
  const rows = await db
    .selectFrom('compounds')
    .select('id')
    .where(dialect.touchesBox('compounds', box))
    .execute()
  return new Set(rows.map((row) => row.id))
}

/** Name and source of every compound, by id: what its buildings and tie-ins take from it. */
export async function readCompoundNames({
  db,
}: Session): Promise<Map<string, { readonly name: string; readonly source: string }>> {
  const rows = await db.selectFrom('compounds').select(['id', 'name', 'source']).execute()
  return new Map(rows.map(({ id, ...rest }) => [id, rest]))
}

/** The box around the whole register; null while it is empty. */
export async function compoundBounds({ db }: Session): Promise<Box | null> {
  const { west, south, east, north } = await db
    .selectFrom('compounds')
    .select(({ fn }) => [
      fn.min<number | null>('west').as('west'),
      fn.min<number | null>('south').as('south'),
      fn.max<number | null>('east').as('east'),
      fn.max<number | null>('north').as('north'),
    ])
    .executeTakeFirstOrThrow()
  if (west === null || south === null || east === null || north === null) return null
  return [west, south, east, north]
}

export async function countCompounds({ db }: Session): Promise<number> {
  const row = await db
    .selectFrom('compounds')
    .select((expression) => expression.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** Is any record of the register synthetic? */
export async function hasDemoCompounds({ db }: Session): Promise<boolean> {
  const row = await db.selectFrom('compounds').select('id').where('source', '=', 'demo').limit(1).execute()
  return row.length > 0
}

/** Adds new compounds with their buildings; an id that is already there is an error. */
export async function insertCompounds(session: Session, compounds: readonly Compound[]): Promise<void> {
  for (const chunk of chunksForInsert(compounds.map(toRow))) {
    await session.db.insertInto('compounds').values(chunk).execute()
  }
  await insertBuildings(
    session,
    compounds.flatMap((compound) => compound.buildings),
  )
}

/** Writes whole records by their id, new ones and those that are there; their buildings are not touched. */
export function saveCompounds(session: Session, compounds: readonly Compound[]): Promise<void> {
  return upsertRows(session, 'compounds', compounds.map(toRow))
}

/** The records as they stand, by id and without their buildings. */
export async function readCompoundRecords(
  { db }: Session,
  ids: readonly string[],
): Promise<Map<string, StoredCompound>> {
  const records = new Map<string, StoredCompound>()
  for (const chunk of chunksForInsert(ids.map((id) => ({ id })))) {
    const wanted = chunk.map(({ id }) => id)
    const rows = await db.selectFrom('compounds').selectAll().where('id', 'in', wanted).execute()
    for (const row of rows) records.set(row.id, toCompound(row, []))
  }
  return records
}

/** Writes the facts people correct by hand and counts the record's version up. */
export async function updateFacts({ db }: Session, compound: StoredCompound): Promise<StoredCompound> {
  const version = compound.version + 1
  const row = toRow(compound)
  await db
    .updateTable('compounds')
    .set({
      version,
      name: row.name,
      subdistrict_code: row.subdistrict_code,
      subdistrict: row.subdistrict,
      community: row.community,
      address: row.address,
      built_year: row.built_year,
      ownership: row.ownership,
      former_owner_unit: row.former_owner_unit,
      housing_kind: row.housing_kind,
      in_district: row.in_district,
      declared_buildings: row.declared_buildings,
      declared_households: row.declared_households,
      declared_floor_area: row.declared_floor_area,
      renovated_year: row.renovated_year,
      demolition_planned: row.demolition_planned,
      management: row.management,
      application: row.application,
      heritage: row.heritage,
      maintenance_only: row.maintenance_only,
      estimates: row.estimates,
    })
    .where('id', '=', compound.id)
    .where('version', '=', compound.version)
    .execute()
  return { ...compound, version }
}

function byCompound(buildings: readonly Building[]): Map<string, Building[]> {
  const groups = new Map<string, Building[]>()
  for (const building of buildings) {
    const group = groups.get(building.compoundId)
    if (group === undefined) groups.set(building.compoundId, [building])
    else group.push(building)
  }
  return groups
}

function toCompound(row: CompoundRow, buildings: readonly Building[]): StoredCompound {
  return {
    id: row.id,
    version: row.version,
    name: row.name,
    subdistrictCode: row.subdistrict_code,
    subdistrict: row.subdistrict,
    community: row.community,
    address: row.address,
    builtYear: row.built_year,
    ownership: row.ownership as Compound['ownership'],
    formerOwnerUnit: row.former_owner_unit,
    housingKind: row.housing_kind as Compound['housingKind'],
    inDistrict: fromFlag(row.in_district),
    declared: {
      buildings: row.declared_buildings,
      households: row.declared_households,
      floorArea: row.declared_floor_area,
    },
    buildings,
    footprint: fromJson(row.footprint),
    gates: fromJson(row.gates),
    renovatedYear: row.renovated_year,
    consent:
      row.consent_agree === null || row.consent_total === null
        ? null
        : { agree: row.consent_agree, total: row.consent_total },
    management: fromNullableJson(row.management),
    demolitionPlanned: fromFlag(row.demolition_planned),
    application: fromNullableJson(row.application),
    scoreSheet: fromNullableJson(row.score_sheet),
    heritage: fromNullableJson(row.heritage),
    maintenanceOnly: row.maintenance_only === 1,
    estimates: fromJson(row.estimates),
    drainage: fromJson(row.drainage),
    stage: row.stage,
    source: row.source as Compound['source'],
    anchor: [row.anchor_lng, row.anchor_lat],
  }
}

function toRow(compound: Compound): NewCompoundRow {
  const [anchorLng, anchorLat] = anchorOf(compound.footprint)
  return {
    ...boxRow(boxOf(compound.footprint)),
    id: compound.id,
    version: 1,
    name: compound.name,
    subdistrict_code: compound.subdistrictCode,
    subdistrict: compound.subdistrict,
    community: compound.community,
    address: compound.address,
    built_year: compound.builtYear,
    ownership: compound.ownership,
    former_owner_unit: compound.formerOwnerUnit,
    housing_kind: compound.housingKind,
    in_district: toFlag(compound.inDistrict),
    declared_buildings: compound.declared.buildings,
    declared_households: compound.declared.households,
    declared_floor_area: compound.declared.floorArea,
    renovated_year: compound.renovatedYear,
    consent_agree: compound.consent?.agree ?? null,
    consent_total: compound.consent?.total ?? null,
    demolition_planned: toFlag(compound.demolitionPlanned),
    maintenance_only: Number(compound.maintenanceOnly),
    stage: compound.stage,
    source: compound.source,
    anchor_lng: anchorLng,
    anchor_lat: anchorLat,
    footprint: toJson(compound.footprint),
    gates: toJson(compound.gates),
    management: toNullableJson(compound.management),
    application: toNullableJson(compound.application),
    score_sheet: toNullableJson(compound.scoreSheet),
    heritage: toNullableJson(compound.heritage),
    estimates: toJson(compound.estimates),
    drainage: toJson(compound.drainage),
  }
}
