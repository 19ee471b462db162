import type { CompoundProperties } from '#core/api/compounds.ts'
import { findAttribute, type AttributeId, type Exact } from '../attributes/attributes.ts'
import type { Condition } from '../attributes/conditions.ts'

/** One bar of a chart: the compounds whose value falls into it. */
export interface Bar {
  /** The value of a code, the lower edge of a class; '' for what is not known. */
  readonly key: string
  /** Lower edge and the edge it stays below, in the unit of the attribute; null for codes and the unknown. */
  readonly from: number | null
  readonly below: number | null
  readonly compounds: number
  readonly households: number
  /** integer 元 */
  readonly cost: number
}

/** What the length of a bar tells. */
export type Measure = 'compounds' | 'households' | 'cost'

/** Conditions hold both ends: a class that stays below an edge ends at the last ten-thousandth before it. */
const FINENESS = 10_000

/** More bars than this cannot be told apart. */
const MOST_CLASSES = 32

/**
 * Classes of equal width over the values of the whole register, from a round edge, with nothing left out between
 * them and what is not known last; the width doubles where there would be too many. Values are compared as integers
 * of ten-thousandths, as the conditions do.
 * @param register what the classes span, so that they stay in place whatever is filtered
 */
export function histogram(
  compounds: readonly CompoundProperties[],
  id: AttributeId,
  width: number,
  register: readonly CompoundProperties[] = compounds,
): Bar[] {
  const { first, last, step, unknown } = spanOf(register, id, width)
  const classes = new Map<number | null, CompoundProperties[]>()
  for (const compound of compounds) push(classes, classOf(compound, id, step), compound)
  const bars: Bar[] = []
  for (let at = first; at <= last; at++) {
    bars.push(barOf(String(at * step), at * step, (at + 1) * step, classes.get(at) ?? []))
  }
  if (unknown) bars.push(barOf('', null, null, classes.get(null) ?? []))
  return bars
}

/** One bar for each code of the register: in the order given, else the most frequent of the register first. */
export function codeBars(
  compounds: readonly CompoundProperties[],
  id: AttributeId,
  order: readonly string[] = [],
  register: readonly CompoundProperties[] = compounds,
): Bar[] {
  const codeOf = (compound: CompoundProperties): string => {
    const value = findAttribute(id)?.read(compound) ?? null
    return typeof value === 'string' ? value : ''
  }
  const all = new Map<string, CompoundProperties[]>(order.map((code) => [code, []]))
  for (const compound of register) push(all, codeOf(compound), compound)
  const codes = [...all]
  if (order.length === 0)
    codes.sort(([a, ones], [b, others]) => others.length - ones.length || a.localeCompare(b))
  const groups = new Map<string, CompoundProperties[]>()
  for (const compound of compounds) push(groups, codeOf(compound), compound)
  return codes.map(([code]) => barOf(code, null, null, groups.get(code) ?? []))
}

/** The condition that lets through just the bars from one to another; null where no condition says so. */
export function conditionOf(bars: readonly Bar[], first: number, last: number): Condition | null {
  const wanted = bars.slice(Math.min(first, last), Math.max(first, last) + 1)
  const known = wanted.filter((bar) => bar.from !== null)
  const from = known[0]?.from ?? null
  const below = known.at(-1)?.below ?? null
  const unknown = wanted.some((bar) => bar.key === '')
  if (from === null || below === null) {
    return unknown ? { kind: 'range', min: null, max: null, unknown: true } : null
  }
  return { kind: 'range', min: from, max: below - 1 / FINENESS, unknown }
}

/** Is the bar let through? Every bar is while nothing is set. */
export function isOn(bar: Bar, condition: Condition | undefined): boolean {
  if (condition === undefined) return true
  if (condition.kind === 'values') return condition.values.includes(bar.key)
  if (condition.kind === 'contains') return bar.key.includes(condition.text)
  if (bar.from === null || bar.below === null) return condition.unknown
  if (condition.unknown && condition.min === null && condition.max === null) return false
  return (
    (condition.min === null || bar.below > condition.min) &&
    (condition.max === null || bar.from <= condition.max)
  )
}

/** The codes let through after a bar was turned on or off; null when that is all of them or none. */
export function toggled(
  bars: readonly Bar[],
  at: number,
  condition: Condition | undefined,
): Condition | null {
  const key = bars[at]?.key
  if (key === undefined) return condition ?? null
  const before = condition?.kind === 'values' ? condition.values : []
  const values = before.includes(key) ? before.filter((one) => one !== key) : [...before, key]
  return values.length === 0 ? null : { kind: 'values', values }
}

/** First and last class of the values at hand; nothing between them where there are none. */
function spanOf(
  register: readonly CompoundProperties[],
  id: AttributeId,
  width: number,
): { readonly first: number; readonly last: number; readonly step: number; readonly unknown: boolean } {
  let [low, high, unknown] = [Infinity, -Infinity, false]
  for (const compound of register) {
    const at = classOf(compound, id, width)
    if (at === null) unknown = true
    else [low, high] = [Math.min(low, at), Math.max(high, at)]
  }
  if (low > high) return { first: 0, last: -1, step: width, unknown }
  let step = width
  while (((high - low + 1) * width) / step > MOST_CLASSES) step *= 2
  return { first: Math.floor((low * width) / step), last: Math.floor((high * width) / step), step, unknown }
}

function classOf(compound: CompoundProperties, id: AttributeId, width: number): number | null {
  const value = findAttribute(id)?.read(compound) ?? null
  if (value === null || typeof value === 'string') return null
  const { numerator, denominator }: Exact = value
  return Math.floor(Math.floor((numerator * FINENESS) / denominator) / (width * FINENESS))
}

function barOf(
  key: string,
  from: number | null,
  below: number | null,
  members: readonly CompoundProperties[],
): Bar {
  return {
    key,
    from,
    below,
    compounds: members.length,
    households: members.reduce((sum, one) => sum + one.households, 0),
    cost: members.reduce((sum, one) => sum + one.cost, 0),
  }
}

function push<Key>(groups: Map<Key, CompoundProperties[]>, key: Key, compound: CompoundProperties): void {
  const members = groups.get(key)
  if (members === undefined) groups.set(key, [compound])
  else members.push(compound)
}
