import type { Merged, MergeFault } from '#core/import/merge/merged.ts'
import type { StagedRow } from '#core/import/stage-row.ts'
import type { Session } from '../../../store/store.ts'
import type { ImportContext } from '../import-context.ts'

/** How rows of one kind become records of the store. */
export interface ImportTarget<Value = unknown> {
  /** As the audit log calls it. */
  readonly entity: string
  /** `each`: a row of the audit log for every record; `summary`: one for the whole import. */
  readonly audited: 'each' | 'summary'
  /** The record's id, where the row may name it otherwise. */
  idOf(staged: StagedRow, context: ImportContext): string | MergeFault
  /** The records that are there, by id. */
  read(session: Session, ids: readonly string[]): Promise<ReadonlyMap<string, Value>>
  merge(before: Value | null, staged: StagedRow, context: ImportContext): Merged<Value>
  /** What a person sees of it, side by side with what stands. */
  facts(value: Value): Readonly<Record<string, unknown>>
  /** 镇街 it belongs to; null: to none, for those whose business is the whole district. */
  areaOf(value: Value, context: ImportContext): string | null
  save(session: Session, values: readonly Value[]): Promise<void>
  /** Ids of everything there is; null where a file never says that something is gone. */
  allIds: ((session: Session) => Promise<readonly string[]>) | null
  remove(session: Session, ids: readonly string[]): Promise<void>
  /** Versions by id, so that an undo sees what has been touched since; null for what has none. */
  versions: ((session: Session, ids: readonly string[]) => Promise<ReadonlyMap<string, number>>) | null
  /** Why these new records cannot be taken back by now; null where they can. */
  bindings: ((session: Session, ids: readonly string[]) => Promise<string | null>) | null
}
