import { isDeepStrictEqual } from 'node:util'
import { createFaultList, type RowFault } from '#core/import/row-fault.ts'
import { recordAudit, type AuditActor } from '../../store/audit.ts'
import { addImportChange, type ImportChange } from '../../store/imports.ts'
import type { Session } from '../../store/store.ts'
import { findGone, mergePortion, RECORDS_AT_ONCE, type KindDifference, type MergedRow } from './difference.ts'
import type { ImportContext } from './import-context.ts'
import type { ImportPart, ImportPlan } from './import-plan.ts'
import { readSpool } from './spool.ts'
import type { ImportTarget } from './targets/target.ts'
import { targetOf } from './targets/targets.ts'

/** What has been checked and is to be stored. */
export interface CheckedImport {
  readonly id: string
  readonly fileName: string
  readonly plan: ImportPlan
  readonly spool: string
  readonly ids: ReadonlyMap<string, ReadonlySet<string>>
}

/** The register has moved on since the check, so that rows do not fit any more. Nothing is stored. */
export class OutdatedImport extends Error {
  override readonly name = 'OutdatedImport'

  constructor(readonly faults: readonly RowFault[]) {
    super('the register has changed since the check')
  }
}

interface Progress {
  readonly signal?: AbortSignal | undefined
  onRows?: ((rows: number) => void) | undefined
}

/**
 * Stores a checked import. Call it inside `store.write`: all of it or nothing, with its audit rows and everything an
 * undo needs.
 * @throws {OutdatedImport}
 */
export async function applyImport(
  session: Session,
  checked: CheckedImport,
  context: ImportContext,
  actor: AuditActor,
  { signal, onRows }: Progress = {},
): Promise<KindDifference[]> {
  const faults = createFaultList()
  const counts = new Map(checked.plan.parts.map(({ kind }) => [kind, { added: 0, changed: 0, same: 0 }]))
  let [position, rows] = [0, 0]
  const keep = (change: ImportChange): Promise<void> =>
    addImportChange(session, checked.id, position++, change)
  for await (const portion of readSpool(checked.spool, RECORDS_AT_ONCE)) {
    signal?.throwIfAborted()
    const [first] = portion
    if (first === undefined) continue
    const target = targetOf(first.kind)
    const merged = await mergePortion(
      session,
      target,
      portion,
      context,
      ({ layer, row }, field, value, expected) => faults.add({ layer, row, column: field, value, expected }),
    )
    if (faults.count > 0) continue
    const count = counts.get(first.kind) ?? { added: 0, changed: 0, same: 0 }
    await storePortion(session, target, first.kind, merged, count, actor, checked, keep)
    rows += portion.length
    onRows?.(rows)
  }
  if (faults.count > 0) throw new OutdatedImport(faults.kept)
  const gone = await removeGone(session, checked, keep)
  const kinds = checked.plan.parts.map(({ kind }) => ({
    kind,
    ...(counts.get(kind) ?? { added: 0, changed: 0, same: 0 }),
    gone: gone.get(kind) ?? 0,
  }))
  await recordAudit(session, {
    actor,
    action: 'import',
    entity: 'import',
    entityId: checked.id,
    after: { file: checked.fileName, kinds },
  })
  return kinds
}

async function storePortion(
  session: Session,
  target: ImportTarget,
  kind: ImportPart['kind'],
  merged: readonly MergedRow[],
  count: { added: number; changed: number; same: number },
  actor: AuditActor,
  { id: importId, fileName }: CheckedImport,
  keep: (change: ImportChange) => Promise<void>,
): Promise<void> {
  const touched = merged.filter(({ before, record }) => before === null || !isDeepStrictEqual(before, record))
  count.same += merged.length - touched.length
  if (touched.length === 0) return
  await target.save(
    session,
    touched.map(({ record }) => record),
  )
  const idOf = ({ record }: MergedRow): string => (record as { readonly id: string }).id
  const created = touched.filter(({ before }) => before === null)
  const changed = touched.filter(({ before }) => before !== null)
  count.added += created.length
  count.changed += changed.length
  const versions = (await target.versions?.(session, touched.map(idOf))) ?? new Map<string, number>()
  await keep({
    kind,
    created: created.map(idOf),
    before: changed.map(({ before }) => before),
    removed: [],
    versions: Object.fromEntries(versions),
  })
  if (target.audited === 'summary') return
  for (const row of touched) {
    const [before, after] = [row.before === null ? null : target.facts(row.before), target.facts(row.record)]
    await recordAudit(session, {
      actor,
      action: 'import',
      entity: target.entity,
      entityId: idOf(row),
      ...(before === null ? { after } : changedFacts(before, after)),
      reason: `导入 ${fileName}(${importId.slice(0, 8)})`,
    })
  }
}

function changedFacts(before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>) {
  const fields = Object.keys(after).filter((field) => !isDeepStrictEqual(before[field], after[field]))
  const only = (facts: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(fields.map((field) => [field, facts[field] ?? null]))
  return { before: only(before), after: only(after) }
}

async function removeGone(
  session: Session,
  { plan, ids }: CheckedImport,
  keep: (change: ImportChange) => Promise<void>,
): Promise<Map<string, number>> {
  const counts = new Map<string, number>()
  if (plan.gone === 'keep') return counts
  for (const [kind, gone] of await findGone(session, plan.parts, ids)) {
    const target = targetOf(kind)
    for (let at = 0; at < gone.length; at += RECORDS_AT_ONCE) {
      const portion = gone.slice(at, at + RECORDS_AT_ONCE)
      const removed = [...(await target.read(session, portion)).values()]
      await target.remove(session, portion)
      await keep({ kind, created: [], before: [], removed, versions: {} })
    }
    counts.set(kind, gone.length)
  }
  return counts
}
