/** Values one statement may bind: SQLite takes 32 766, PostgreSQL 65 535. */
const MAX_BOUND_VALUES = 30_000

/** Rows in portions that one insert statement can take. */
export function* chunksForInsert<Row extends object>(rows: readonly Row[]): Generator<Row[]> {
  const first = rows[0]
  if (first === undefined) return
  // A row may leave generated columns out, none has more than the first.
  const size = Math.max(1, Math.floor(MAX_BOUND_VALUES / Math.max(1, Object.keys(first).length)))
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size)
}
