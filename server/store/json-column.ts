/** Text of a JSON column. */
export function toJson(value: unknown): string {
  return JSON.stringify(value)
}

/** A JSON column back; the store wrote it, so its shape is trusted. */
export function fromJson<Value>(text: string): Value {
  return JSON.parse(text) as Value
}

/** null in the column where the fact is not known. */
export function toNullableJson(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value)
}

export function fromNullableJson<Value>(text: string | null): Value | null {
  return text === null ? null : fromJson<Value>(text)
}

/** A flag that may be unknown, as 1, 0 or null: neither database has to know a boolean. */
export function toFlag(value: boolean | null): number | null {
  return value === null ? null : Number(value)
}

export function fromFlag(value: number | null): boolean | null {
  return value === null ? null : value === 1
}
