import type { PlanningAnswer, PlanningColumns } from '../api/planning.ts'
import type { CompoundCost } from './cost.ts'
import type { PreparedCompound, PreparedProgramme } from './prepared.ts'

const WITHDRAWN = 1
const MAINTENANCE_ONLY = 2
const CONSENT_DECIDES = 4
const FINAL_SCORE = 8
const NOT_KNOWN = -1

/** A prepared programme as it travels to the page; `planningProgramme` is its inverse. O(n). */
export function planningAnswer(
  { programme, scoringTable, year, compounds, tieDecisions }: PreparedProgramme,
  inputs: string,
): PlanningAnswer {
  const { id, title, status, total, tieBreak, criteria } = scoringTable
  const { official, policy } = programme
  return {
    year,
    inputs,
    programme: { year: programme.year, official, policy: { ...policy } },
    scoringTable: {
      id,
      title,
      status,
      total,
      tieBreak: [...tieBreak],
      criteria: criteria.map((one) => ({ id: one.id, group: one.group, label: one.label, max: one.max })),
    },
    tieDecisions: tieDecisions.map((one) => ({ ...one, order: [...one.order] })),
    columns: columnsOf(compounds, criteria.length),
  }
}

function columnsOf(compounds: readonly PreparedCompound[], criteria: number): PlanningColumns {
  const subdistricts = index<readonly [string, string]>(([code, name]) => `${code} ${name}`)
  const eligibilities = index<PreparedCompound['eligibility']>()
  const tiers = index<PreparedCompound['tier']>()
  const costKinds = index<CompoundCost['kind']>()
  const dates = index<string>()
  const texts = index<string>()
  const column = <Value>(of: (compound: PreparedCompound) => Value): Value[] => compounds.map(of)
  return {
    id: column(({ id }) => id),
    name: column(({ name }) => name),
    subdistrict: column((one) => subdistricts.place([one.subdistrictCode, one.subdistrict])),
    subdistricts: subdistricts.values.map(([code, name]) => [code, name]),
    eligibility: column((one) => eligibilities.place(one.eligibility)),
    eligibilities: eligibilities.values,
    tier: column((one) => tiers.place(one.tier)),
    tiers: tiers.values,
    builtYear: column((one) => one.builtYear ?? NOT_KNOWN),
    buildings: column(({ count }) => count.buildings),
    households: column(({ count }) => count.households),
    floorArea: column(({ count }) => count.floorArea),
    cost: column(({ cost }) => cost.amount),
    costKind: column(({ cost }) => costKinds.place(cost.kind)),
    costKinds: costKinds.values,
    costOn: column(({ cost }) => (cost.on === null ? NOT_KNOWN : dates.place(cost.on))),
    dates: dates.values,
    agree: column(({ consent }) => consent?.agree ?? NOT_KNOWN),
    asked: column(({ consent }) => consent?.total ?? NOT_KNOWN),
    flags: column(flagsOf),
    safety: column(({ safety }) => safety),
    hundredths: Array.from({ length: criteria }, (_, at) =>
      column(({ hundredths }) => hundredths?.[at] ?? 0),
    ),
    unscored: column(({ unscored }) => texts.place(unscored)),
    reasons: column(({ reasons }) => reasons.map((reason) => texts.place(reason))),
    texts: texts.values,
  }
}

function flagsOf(one: PreparedCompound): number {
  return (
    (one.withdrawn ? WITHDRAWN : 0) |
    (one.maintenanceOnly ? MAINTENANCE_ONLY : 0) |
    (one.consentDecides ? CONSENT_DECIDES : 0) |
    (one.hundredths === null ? 0 : FINAL_SCORE)
  )
}

/** The prepared programme back from its columns: the same to the last digit. O(n). */
export function planningProgramme({
  year,
  programme,
  scoringTable,
  tieDecisions,
  columns,
}: PlanningAnswer): PreparedProgramme {
  const compounds = columns.id.map((_, at) => compoundAt(columns, at))
  return { year, programme, scoringTable, tieDecisions, compounds }
}

function compoundAt(columns: PlanningColumns, at: number): PreparedCompound {
  const flags = whole(columns.flags, at)
  const builtYear = whole(columns.builtYear, at)
  const on = whole(columns.costOn, at)
  const agree = whole(columns.agree, at)
  const [subdistrictCode, subdistrict] = valueOf(columns.subdistricts, whole(columns.subdistrict, at))
  return {
    id: valueOf(columns.id, at),
    name: valueOf(columns.name, at),
    subdistrictCode,
    subdistrict,
    consent: agree === NOT_KNOWN ? null : { agree, total: whole(columns.asked, at) },
    withdrawn: (flags & WITHDRAWN) !== 0,
    maintenanceOnly: (flags & MAINTENANCE_ONLY) !== 0,
    count: {
      buildings: whole(columns.buildings, at),
      households: whole(columns.households, at),
      floorArea: whole(columns.floorArea, at),
    },
    cost: {
      amount: whole(columns.cost, at),
      kind: valueOf(columns.costKinds, whole(columns.costKind, at)),
      on: on === NOT_KNOWN ? null : valueOf(columns.dates, on),
    },
    eligibility: valueOf(columns.eligibilities, whole(columns.eligibility, at)),
    tier: valueOf(columns.tiers, whole(columns.tier, at)),
    builtYear: builtYear === NOT_KNOWN ? null : builtYear,
    reasons: valueOf(columns.reasons, at).map((place) => valueOf(columns.texts, place)),
    consentDecides: (flags & CONSENT_DECIDES) !== 0,
    hundredths:
      (flags & FINAL_SCORE) === 0 ? null : columns.hundredths.map((criterion) => whole(criterion, at)),
    unscored: valueOf(columns.texts, whole(columns.unscored, at)),
    safety: whole(columns.safety, at),
  }
}

interface ValueIndex<Value> {
  readonly values: Value[]
  place(value: Value): number
}

/** Each different value once, in order of appearance. */
function index<Value>(keyOf: (value: Value) => string = String): ValueIndex<Value> {
  const places = new Map<string, number>()
  const values: Value[] = []
  return {
    values,
    place(value) {
      const key = keyOf(value)
      const known = places.get(key)
      if (known !== undefined) return known
      places.set(key, values.length)
      return values.push(value) - 1
    },
  }
}

function valueOf<Value>(values: readonly Value[], at: number): Value {
  const value = values[at]
  if (value === undefined) throw new RangeError(`planning columns end before place ${at}`)
  return value
}

function whole(numbers: readonly number[], at: number): number {
  return valueOf(numbers, at)
}
