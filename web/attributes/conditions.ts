import type { CompoundProperties } from '#core/api/compounds.ts'
import { findAttribute, type Attribute, type AttributeId, type Exact } from './attributes.ts'

/** What one column lets through, as in a spreadsheet. */
export type Condition =
  /** These values; '' is the one that is not known. */
  | { readonly kind: 'values'; readonly values: readonly string[] }
  /** A part of the text, whatever its case. */
  | { readonly kind: 'contains'; readonly text: string }
  /** Both ends included, in the unit people type; null = open. `unknown` alone keeps what is not known. */
  | {
      readonly kind: 'range'
      readonly min: number | null
      readonly max: number | null
      readonly unknown: boolean
    }

/** One condition a column at most; all of them have to hold. */
export type Conditions = Readonly<Partial<Record<AttributeId, Condition>>>

/** Typed bounds are compared to the ten-thousandth, as integers. */
const FINENESS = 10_000

/** A test of all conditions but that of `except`, which is what the value list of that column counts over. */
export function testOf(
  conditions: Conditions,
  except?: AttributeId,
): (compound: CompoundProperties) => boolean {
  const tests = Object.entries(conditions).flatMap(([id, condition]) => {
    const attribute = findAttribute(id)
    return attribute === undefined || attribute.id === except ? [] : [testOne(attribute, condition)]
  })
  return (compound) => tests.every((test) => test(compound))
}

/** A value as a value list names it; '' for what is not known. */
export function valueKey(value: Exact | string | null): string {
  if (value === null) return ''
  return typeof value === 'string' ? value : String(value.numerator / value.denominator)
}

function testOne(attribute: Attribute, condition: Condition): (compound: CompoundProperties) => boolean {
  switch (condition.kind) {
    case 'values': {
      const wanted = new Set(condition.values)
      return (compound) => wanted.has(valueKey(attribute.read(compound)))
    }
    case 'contains': {
      const wanted = condition.text.trim().toLowerCase()
      return (compound) => valueKey(attribute.read(compound)).toLowerCase().includes(wanted)
    }
    case 'range': {
      const { unknown } = condition
      const min = bound(condition.min, attribute.scale)
      const max = bound(condition.max, attribute.scale)
      return (compound) => {
        const value = attribute.read(compound)
        if (value === null) return unknown
        if (unknown && min === null && max === null) return false
        if (typeof value === 'string') return false
        const numerator = value.numerator * FINENESS
        return (
          (min === null || numerator >= min * value.denominator) &&
          (max === null || numerator <= max * value.denominator)
        )
      }
    }
  }
}

function bound(typed: number | null, scale: number): number | null {
  return typed === null ? null : Math.round(typed * scale * FINENESS)
}
