import type { CompoundFeature } from '#core/api/compounds.ts'
import { findAttribute, type AttributeId, type Exact } from './attributes.ts'

/** One key of an order; the first counts most. */
export interface SortBy {
  readonly id: AttributeId
  readonly descending: boolean
}

/** One collator for all comparisons: making one per pair is what makes long lists slow. */
const byName = new Intl.Collator('zh-CN', { numeric: true })

/**
 * The compounds in a new order, those that are equal in every key as they were. What is not known stands last in
 * either direction. `rankOf` gives codes the order of their meaning, not of their letters.
 */
export function sortCompounds(
  features: readonly CompoundFeature[],
  keys: readonly SortBy[],
  rankOf: (id: AttributeId, code: string) => number | null,
): readonly CompoundFeature[] {
  const known = keys.flatMap((key) => {
    const attribute = findAttribute(key.id)
    return attribute === undefined ? [] : [{ attribute, direction: key.descending ? -1 : 1 }]
  })
  if (known.length === 0) return features
  // Read once per compound, not once per comparison.
  const rows = features.map((feature) => ({
    feature,
    values: known.map(({ attribute }) => {
      const value = attribute.read(feature.properties)
      if (attribute.kind !== 'code' || typeof value !== 'string') return value
      const rank = rankOf(attribute.id, value)
      return rank === null ? value : { numerator: rank, denominator: 1 }
    }),
  }))
  rows.sort((a, b) => {
    for (const [at, { direction }] of known.entries()) {
      const order = compare(a.values[at] ?? null, b.values[at] ?? null, direction)
      if (order !== 0) return order
    }
    return 0
  })
  return rows.map((row) => row.feature)
}

function compare(a: Exact | string | null, b: Exact | string | null, direction: number): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  if (typeof a === 'string' || typeof b === 'string') return direction * byName.compare(String(a), String(b))
  return direction * (a.numerator * b.denominator - b.numerator * a.denominator)
}

/** What a click on a column does: first up, then down, then off; with Shift beside the other keys. */
export function nextSort(keys: readonly SortBy[], id: AttributeId, more: boolean): readonly SortBy[] {
  const current = keys.find((key) => key.id === id)
  const next: readonly SortBy[] =
    current === undefined ? [{ id, descending: false }] : current.descending ? [] : [{ id, descending: true }]
  if (!more) return next
  const at = keys.findIndex((key) => key.id === id)
  return at === -1 ? [...keys, ...next] : keys.toSpliced(at, 1, ...next)
}
