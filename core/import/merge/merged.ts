/** What is wrong with a row beside the record it would change. */
export interface MergeFault {
  /** Id of the field; null: the row as a whole. */
  readonly field: string | null
  readonly value: string
  readonly expected: string
}

/** The record that a row makes, or why it makes none. */
export type Merged<Record> =
  | {
      readonly record: Record
      readonly faults: readonly []
      /** Something a person should know. */ readonly note?: string
    }
  | { readonly record: null; readonly faults: readonly MergeFault[] }

export function refused(field: string | null, value: string, expected: string): Merged<never> {
  return { record: null, faults: [{ field, value, expected }] }
}

/** Faults for what a new record has to have and the row leaves out. */
export function missingOfNew(
  values: Readonly<Record<string, unknown>>,
  fields: readonly { readonly id: string; readonly label: string; readonly required: string }[],
): MergeFault[] {
  return fields
    .filter(({ id, required }) => required === 'new' && (values[id] ?? null) === null)
    .map(({ id, label }) => ({ field: id, value: '', expected: `新记录必填“${label}”` }))
}

/** The row's value where it has one, else what stands. */
export function given<Value>(values: Readonly<Record<string, unknown>>, id: string, standing: Value): Value {
  return id in values ? (values[id] as Value) : standing
}
