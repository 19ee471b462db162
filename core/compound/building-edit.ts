import type { Building } from './compound.ts'
import { BLANK_BUILDING, BUILDING_FIELDS, findBuildingField, type BuildingField } from './building-fields.ts'
import { EARLIEST_YEAR } from './fact-faults.ts'
import { isAreaWithin, isIntegerWithin, isPlainText } from './plain-values.ts'

/** Corrections of a compound's buildings, as they come over the wire. */
export interface BuildingEdit {
  /** New values by building id and field. */
  readonly set: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /** Buildings the register does not have; one that is put back brings its id and outline along. */
  readonly add: readonly AddedBuilding[]
  /** Ids of buildings that are not there. */
  readonly remove: readonly string[]
}

export interface AddedBuilding {
  readonly id?: string
  readonly footprint?: Building['footprint']
  readonly facts: Readonly<Record<string, unknown>>
}

/** Why a value cannot stand: of which building, which field, what was given, what it has to be (Chinese). */
export interface BuildingFault {
  /** Its number, or its place among the added: "新增1". */
  readonly building: string
  /** Id of the building; of an added one `add.0`. */
  readonly id: string
  readonly field: string
  readonly value: unknown
  readonly expected: string
}

export type EditedBuildings =
  | { readonly ok: true; readonly buildings: readonly Building[] }
  | { readonly ok: false; readonly faults: readonly BuildingFault[] }

/** A compound never has more than this. */
const MOST_BUILDINGS = 500

/**
 * The buildings as corrected, or every fault by building and field; with one of them nothing is corrected.
 *
 * @param planYear nothing was built after it
 * @param newId an id for the nth added building that brings none
 */
export function editBuildings(
  compoundId: string,
  buildings: readonly Building[],
  edit: BuildingEdit,
  { planYear, newId }: { readonly planYear: number; readonly newId: (nth: number) => string },
): EditedBuildings {
  const faults: BuildingFault[] = []
  const known = new Map(buildings.map((building) => [building.id, building]))
  for (const id of [...Object.keys(edit.set), ...edit.remove]) {
    if (!known.has(id))
      faults.push({ building: id, id, field: 'id', value: id, expected: '不是本小区的楼栋' })
  }
  const kept = buildings.flatMap((building) => {
    if (edit.remove.includes(building.id)) return []
    const given = edit.set[building.id] ?? {}
    faults.push(...faultsOf(building.number, building.id, given, planYear))
    return [{ ...building, ...trimmed(given) }]
  })
  const added = edit.add.map(({ id, footprint, facts }, at): Building => {
    const given = { ...BLANK_BUILDING, ...facts }
    faults.push(...faultsOf(`新增${at + 1}`, `add.${at}`, given, planYear))
    if (id !== undefined && known.has(id))
      faults.push({
        building: `新增${at + 1}`,
        id: `add.${at}`,
        field: 'id',
        value: id,
        expected: '已有此楼栋',
      })
    return {
      ...given,
      ...trimmed(facts),
      id: id ?? newId(at),
      compoundId,
      footprint: footprint ?? null,
    } as Building
  })
  const result = [...kept, ...added]
  if (faults.length === 0) faults.push(...numberFaults(kept, added), ...tooMany(result))
  return faults.length === 0 ? { ok: true, buildings: result } : { ok: false, faults }
}

/** What leads from one state of a compound's buildings to another: applied to `before` it gives `after`. */
export function buildingEditBetween(before: readonly Building[], after: readonly Building[]): BuildingEdit {
  const old = new Map(before.map((building) => [building.id, building]))
  const now = new Set(after.map(({ id }) => id))
  const set: Record<string, Record<string, unknown>> = {}
  for (const building of after) {
    const was = old.get(building.id)
    if (was === undefined) continue
    const changed = BUILDING_FIELDS.filter(({ id }) => was[id] !== building[id])
    if (changed.length > 0) set[building.id] = Object.fromEntries(changed.map(({ id }) => [id, building[id]]))
  }
  return {
    set,
    add: after
      .filter(({ id }) => !old.has(id))
      .map(({ id, footprint, compoundId: _compoundId, ...facts }) => ({ id, footprint, facts })),
    remove: before.filter(({ id }) => !now.has(id)).map(({ id }) => id),
  }
}

/** One field of one building that is or would be another. `field`: "3号楼.builtYear". */
export interface BuildingChange {
  readonly field: string
  readonly before: unknown
  readonly after: unknown
}

/** What differs, building by building; one that comes or goes is told as a whole. */
export function buildingChanges(
  before: readonly Building[],
  after: readonly Building[],
): readonly BuildingChange[] {
  const old = new Map(before.map((building) => [building.id, building]))
  const now = new Map(after.map((building) => [building.id, building]))
  const gone = before.filter(({ id }) => !now.has(id))
  return [
    ...after.flatMap((building): BuildingChange[] => {
      const was = old.get(building.id)
      if (was === undefined) return [{ field: nameOf(building), before: null, after: factsOnly(building) }]
      return BUILDING_FIELDS.flatMap(({ id }) =>
        was[id] === building[id]
          ? []
          : [{ field: `${nameOf(was)}.${id}`, before: was[id], after: building[id] }],
      )
    }),
    ...gone.map((building) => ({ field: nameOf(building), before: factsOnly(building), after: null })),
  ]
}

/** "3号楼"; what is no plain number stands as it is. */
export function nameOf({ number }: Pick<Building, 'number'>): string {
  return /^\d+$/.test(number) ? `${number}号楼` : number
}

function factsOnly(building: Building): Readonly<Record<string, unknown>> {
  return Object.fromEntries(BUILDING_FIELDS.map(({ id }) => [id, building[id]]))
}

function faultsOf(
  building: string,
  id: string,
  given: Readonly<Record<string, unknown>>,
  planYear: number,
): BuildingFault[] {
  return Object.entries(given).flatMap(([name, value]) => {
    const field = findBuildingField(name)
    const expected = field === undefined ? '不是可以修改的项目' : expectationOf(field, value, planYear)
    return expected === null ? [] : [{ building, id, field: name, value, expected }]
  })
}

/** null where the value can stand. */
function expectationOf(field: BuildingField, value: unknown, planYear: number): string | null {
  if (value === null && field.open) return null
  if (value === null || value === '' || (typeof value === 'string' && value.trim() === ''))
    return field.open ? '请填写,或标为待核实' : '必填'
  switch (field.kind) {
    case 'text':
      return isPlainText(value, field.high) ? null : `应为 1 至 ${field.high} 个字的文字`
    case 'year':
      return isIntegerWithin(value, EARLIEST_YEAR, planYear)
        ? null
        : `应为 ${EARLIEST_YEAR} 至 ${planYear} 的年份,或待核实`
    case 'count':
      return isIntegerWithin(value, field.low, field.high)
        ? null
        : `应为 ${field.low} 至 ${field.high} 的整数`
    case 'area':
      return isAreaWithin(value, field.high) ? null : '应为不小于 0 的数(m²),最多两位小数'
    case 'choice':
      return typeof value === 'string' && field.choices.includes(value)
        ? null
        : `应为 ${field.choices.join('、')} 之一`
  }
}

function trimmed(facts: Readonly<Record<string, unknown>>): Partial<Building> {
  const { number } = facts
  return (typeof number === 'string' ? { ...facts, number: number.trim() } : facts) as Partial<Building>
}

/** Two buildings of one number could not be told apart. */
function numberFaults(kept: readonly Building[], added: readonly Building[]): BuildingFault[] {
  const all = [
    ...kept.map((building) => ({ building, id: building.id })),
    ...added.map((building, at) => ({ building, id: `add.${at}` })),
  ]
  const seen = new Set<string>()
  return all.flatMap(({ building: { number }, id }) => {
    if (!seen.has(number)) {
      seen.add(number)
      return []
    }
    return [
      {
        building: nameOf({ number }),
        id,
        field: 'number',
        value: number,
        expected: '楼号不能与本小区其他楼栋相同',
      },
    ]
  })
}

function tooMany({ length }: readonly Building[]): BuildingFault[] {
  if (length <= MOST_BUILDINGS) return []
  const expected = `一个小区最多 ${MOST_BUILDINGS} 栋`
  return [{ building: '全部', id: '', field: 'buildings', value: length, expected }]
}
