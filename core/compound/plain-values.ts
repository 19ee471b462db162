/** Text of one line, not longer than this. */
export function isPlainText(value: unknown, longest: number): boolean {
  return typeof value === 'string' && value.length <= longest && !/\p{Cc}/u.test(value)
}

export function isIntegerWithin(value: unknown, low: number, high: number): boolean {
  return Number.isInteger(value) && Number(value) >= low && Number(value) <= high
}

/** m², 0 to `largest`, at most two decimals. */
export function isAreaWithin(value: unknown, largest: number): boolean {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0 || value > largest) return false
  return Math.abs(Math.round(value * 100) - value * 100) < 1e-6 * Math.max(1, value)
}
