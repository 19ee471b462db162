import type { CompoundProperties } from '#core/api/compounds.ts'
import { money, number, percent, UNKNOWN } from '../locales/format.ts'
import type { Locale } from '../stores/view.ts'
import { findAttribute, toNumber, type AttributeId } from './attributes.ts'

/** Looks a word up, and null where there is none. */
export type Words = (key: string) => string | null

/** Where the words of each coded attribute stand. */
const TERMS: Readonly<Partial<Record<AttributeId, string>>> = {
  eligibility: 'terms.eligibility',
  ownership: 'terms.ownership',
  tier: 'table.tier',
  costKind: 'terms.costKind',
  stage: 'table.stage',
  source: 'terms.source',
  selected: 'table.yesNo',
  maintenanceOnly: 'table.yesNo',
}

/** Codes in the order of their meaning. */
const ORDERS: Readonly<Partial<Record<AttributeId, readonly string[]>>> = {
  eligibility: ['eligible', 'conditional', 'unverified', 'ineligible', 'renovated'],
  tier: ['A', 'B', 'none'],
  costKind: ['baseline', 'estimate', 'preliminary', 'reviewed', 'tender', 'settled'],
  selected: ['yes', 'no'],
  maintenanceOnly: ['yes', 'no'],
}

/** Place of a code among its like; null where letters decide. */
export function rankOfCode(id: AttributeId, code: string): number | null {
  const at = ORDERS[id]?.indexOf(code) ?? -1
  return at === -1 ? null : at
}

/** A value of a value list in words. */
export function valueWords(id: AttributeId, value: string, words: Words): string {
  if (value === '') return words('table.unknown') ?? UNKNOWN
  const terms = TERMS[id]
  return (terms === undefined ? null : words(`${terms}.${value}`)) ?? value
}

/** One cell as people read it. */
export function cellText(
  id: AttributeId,
  compound: CompoundProperties,
  locale: Locale,
  words: Words,
): string {
  const value = findAttribute(id)?.read(compound) ?? null
  if (value === null) return id === 'reasons' ? '' : UNKNOWN
  if (typeof value === 'string') return valueWords(id, value, words)
  switch (id) {
    case 'builtYear':
    case 'renovatedYear':
    case 'rank':
      return String(toNumber(value))
    case 'consent':
      return compound.consent === null
        ? UNKNOWN
        : `${percent(compound.consent.agree, compound.consent.total)} ${compound.consent.agree}/${compound.consent.total}`
    case 'score':
      return number(toNumber(value), 1)
    case 'cost':
      return money(toNumber(value), locale)
    case 'unitCost':
      return number(Math.round(toNumber(value)))
    default:
      return number(toNumber(value))
  }
}

/** One cell as another program reads it: plain figures in units that the head names (元, m², %). */
export function cellValue(
  id: AttributeId,
  compound: CompoundProperties,
  words: Words,
): string | number | null {
  const value = findAttribute(id)?.read(compound) ?? null
  if (value === null) return null
  if (typeof value === 'string') return valueWords(id, value, words)
  // Cut, not rounded: 4778 of 5973 must not turn into the 80.0 it misses.
  if (id === 'consent') return Math.floor(toNumber(value) * 100) / 100
  return Math.round(toNumber(value) * 100) / 100
}
