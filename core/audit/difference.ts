/** One field that is not what it was. */
export interface FieldDifference {
  /** Names from the record down to the field, joined with dots. */
  readonly field: string
  /** undefined where the field was not there. */
  readonly before: unknown
  readonly after: unknown
}

/**
 * What changed between two states of a record, field by field, in the order of their names. Objects are compared
 * inside, lists and everything else as a whole; null and absent on both sides are no difference.
 */
export function fieldDifferences(before: unknown, after: unknown): readonly FieldDifference[] {
  const found: FieldDifference[] = []
  compare('', before, after, found)
  return found
}

function compare(field: string, before: unknown, after: unknown, found: FieldDifference[]): void {
  if (isRecord(before) || isRecord(after)) {
    const [old, now] = [isRecord(before) ? before : {}, isRecord(after) ? after : {}]
    // A whole that came or went says so by its parts.
    for (const name of [...new Set([...Object.keys(old), ...Object.keys(now)])].sort()) {
      compare(field === '' ? name : `${field}.${name}`, old[name], now[name], found)
    }
    return
  }
  if ((before ?? null) === (after ?? null)) return
  if (JSON.stringify(before) !== JSON.stringify(after)) found.push({ field, before, after })
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
