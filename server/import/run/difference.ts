import { isDeepStrictEqual } from 'node:util'
import { isOwnArea } from '#core/access/roles.ts'
import { DICTIONARY } from '#core/import/dictionary.ts'
import type { ImportKind } from '#core/import/field.ts'
import type { FaultList } from '#core/import/row-fault.ts'
import type { StagedRow } from '#core/import/stage-row.ts'
import type { Repair } from '#core/import/survey-check.ts'
import type { Session } from '../../store/store.ts'
import type { ImportContext } from './import-context.ts'
import type { ImportPart } from './import-plan.ts'
import { readSpool } from './spool.ts'
import { createSurvey } from './survey.ts'
import type { ImportTarget } from './targets/target.ts'
import { targetOf } from './targets/targets.ts'

/** One record that an import would touch, as the preview lists it. */
export interface TouchedRecord {
  readonly kind: ImportKind
  readonly id: string
  readonly row: number
  readonly change: 'new' | 'changed'
  /** Facts that are or would be others; of a new record none. */
  readonly facts: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[]
}

export interface KindDifference {
  readonly kind: ImportKind
  readonly added: number
  readonly changed: number
  readonly same: number
  /** Records the file does not name. */
  readonly gone: number
}

export interface Difference {
  /** What an engineer should look at in a network (SPEC 3.2); none of it keeps a record out. */
  readonly repairs: readonly Repair[]
  readonly repairCount: number
  readonly kinds: readonly KindDifference[]
  /** The first ones, for a person to look at. */
  readonly touched: readonly TouchedRecord[]
  readonly goneIds: readonly { readonly kind: ImportKind; readonly id: string }[]
  /** What a person should know before going on, each once with how often. */
  readonly notes: readonly { readonly text: string; readonly count: number }[]
}

/** Rows of a spool are looked up and stored in portions of this many. */
export const RECORDS_AT_ONCE = 1_000
const MOST_LISTED = 200
const MOST_REPAIRS = 1_000

/** What a checked file would do to the register; rows that do not fit the record they name are faults. */
export async function compareWithRegister(
  session: Session,
  spool: string,
  parts: readonly ImportPart[],
  ids: ReadonlyMap<string, ReadonlySet<string>>,
  context: ImportContext,
  faults: FaultList,
): Promise<Difference> {
  const counts = new Map(parts.map(({ kind }) => [kind, { added: 0, changed: 0, same: 0 }]))
  const touched: TouchedRecord[] = []
  const notes = new Map<string, number>()
  const survey = createSurvey(context)
  for await (const rows of readSpool(spool, RECORDS_AT_ONCE)) {
    const [first] = rows
    const count = first === undefined ? undefined : counts.get(first.kind)
    if (first === undefined || count === undefined) continue
    const target = targetOf(first.kind)
    const merged = await mergePortion(session, target, rows, context, (row, field, value, expected) => {
      const { mapping = {} } = parts.find(({ kind }) => kind === row.kind) ?? {}
      const column = field === null ? null : (mapping[field] ?? labelOf(row.kind, field))
      faults.add({ layer: row.layer, row: row.row, column, value, expected })
    })
    for (const { staged, before, record, note } of merged) {
      survey.take(staged, record)
      if (note !== undefined) notes.set(note, (notes.get(note) ?? 0) + 1)
      const change = before === null ? 'new' : isDeepStrictEqual(before, record) ? 'same' : 'changed'
      if (change === 'same') count.same += 1
      else {
        count[change === 'new' ? 'added' : 'changed'] += 1
        if (touched.length < MOST_LISTED) touched.push(touch(target, staged, before, record, change))
      }
    }
  }
  const gone = await findGone(session, parts, ids)
  const repairs = survey.check()
  return {
    repairs: repairs.slice(0, MOST_REPAIRS),
    repairCount: repairs.length,
    kinds: parts.map(({ kind }) => ({
      kind,
      ...(counts.get(kind) ?? { added: 0, changed: 0, same: 0 }),
      gone: gone.get(kind)?.length ?? 0,
    })),
    touched,
    goneIds: [...gone].flatMap(([kind, list]) => list.slice(0, MOST_LISTED).map((id) => ({ kind, id }))),
    notes: [...notes].map(([text, count]) => ({ text, count })),
  }
}

/** A row beside the record it names. */
export interface MergedRow {
  readonly staged: StagedRow
  readonly before: unknown
  readonly record: unknown
  readonly note: string | undefined
}

export async function mergePortion(
  session: Session,
  target: ImportTarget,
  rows: readonly StagedRow[],
  context: ImportContext,
  report: (row: StagedRow, field: string | null, value: string, expected: string) => void,
): Promise<MergedRow[]> {
  const named: { staged: StagedRow; id: string }[] = []
  for (const staged of rows) {
    const id = target.idOf(staged, context)
    if (typeof id === 'string') named.push({ staged, id })
    else report(staged, id.field, id.value, id.expected)
  }
  const standing = await target.read(
    session,
    named.map(({ id }) => id),
  )
  const merged: MergedRow[] = []
  for (const { staged, id } of named) {
    const before = standing.get(id) ?? null
    const result = target.merge(before, staged, context)
    if (result.record === null) {
      for (const { field, value, expected } of result.faults) report(staged, field, value, expected)
      continue
    }
    if (foreign(target, before, context) || foreign(target, result.record, context)) {
      report(staged, null, id, '不属于本镇街辖区,请交由区住建局导入')
      continue
    }
    merged.push({ staged, before, record: result.record, note: result.note })
  }
  return merged
}

function foreign(target: ImportTarget, record: unknown, context: ImportContext): boolean {
  if (record === null) return false
  const area = target.areaOf(record, context)
  return area !== null && !isOwnArea(context.importer, area)
}

function touch(
  target: ImportTarget,
  staged: StagedRow,
  before: unknown,
  record: unknown,
  change: 'new' | 'changed',
): TouchedRecord {
  const { kind, id, row } = staged
  if (before === null) return { kind, id, row, change, facts: [] }
  const [was, is] = [target.facts(before), target.facts(record)]
  const facts = Object.keys(is).flatMap((field) =>
    isDeepStrictEqual(was[field], is[field])
      ? []
      : [{ field, before: was[field] ?? null, after: is[field] ?? null }],
  )
  return { kind, id, row, change, facts }
}

/** Ids that the register has and the file has not, by kind. */
export async function findGone(
  session: Session,
  parts: readonly ImportPart[],
  ids: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<Map<ImportKind, readonly string[]>> {
  const gone = new Map<ImportKind, readonly string[]>()
  for (const { kind } of parts) {
    const all = await targetOf(kind).allIds?.(session)
    const named = ids.get(kind)
    if (all !== undefined && named !== undefined)
      gone.set(
        kind,
        all.filter((id) => !named.has(id)),
      )
  }
  return gone
}

function labelOf(kind: ImportKind, field: string): string {
  return DICTIONARY[kind].fields.find(({ id }) => id === field)?.label ?? field
}
