import { findAttribute, type AttributeId } from './attributes.ts'
import type { Condition, Conditions } from './conditions.ts'

/**
 * Conditions in a link: `households:300~;ownership:=commodity,;reasons:*漏水`. Values are escaped once more, so that a
 * comma in a name is no new value.
 */
export function formatConditions(conditions: Conditions): string {
  return Object.entries(conditions)
    .map(([id, condition]) => `${id}:${conditionText(condition)}`)
    .join(';')
}

/** Reads them back; what cannot be meant is left out. */
export function readConditions(text: string | null): Conditions {
  if (text === null || text === '') return {}
  const found: Partial<Record<AttributeId, Condition>> = {}
  for (const part of text.slice(0, MAX_LENGTH).split(';')) {
    const colon = part.indexOf(':')
    const attribute = findAttribute(part.slice(0, Math.max(0, colon)))
    const condition = attribute === undefined ? null : readCondition(part.slice(colon + 1))
    if (attribute !== undefined && condition !== null) found[attribute.id] = condition
  }
  return found
}

const MAX_LENGTH = 4000

function conditionText(condition: Condition): string {
  switch (condition.kind) {
    case 'values':
      return `=${condition.values.map(escape).join(',')}`
    case 'contains':
      return `*${escape(condition.text)}`
    case 'range':
      return `${condition.min ?? ''}~${condition.max ?? ''}${condition.unknown ? '?' : ''}`
  }
}

function readCondition(text: string): Condition | null {
  if (text.startsWith('=')) return readValues(text.slice(1))
  if (text.startsWith('*')) {
    const wanted = unescape(text.slice(1))
    return wanted === null || wanted.trim() === '' ? null : { kind: 'contains', text: wanted }
  }
  const range = /^(-?\d{0,15}(?:\.\d{1,4})?)~(-?\d{0,15}(?:\.\d{1,4})?)(\??)$/.exec(text)
  if (range === null) return null
  const min = readBound(range[1])
  const max = readBound(range[2])
  const unknown = range[3] === '?'
  return min === null && max === null && !unknown ? null : { kind: 'range', min, max, unknown }
}

function readValues(text: string): Condition | null {
  const values = text.split(',').map(unescape)
  return values.some((value) => value === null)
    ? null
    : { kind: 'values', values: values.flatMap((value) => (value === null ? [] : [value])) }
}

function readBound(text: string | undefined): number | null {
  if (text === undefined || text === '' || text === '-') return null
  return Number(text)
}

/** Only the signs this form needs for itself. */
function escape(value: string): string {
  return value.replaceAll(/[%,;]/g, (sign) => encodeURIComponent(sign))
}

function unescape(value: string): string | null {
  try {
    return decodeURIComponent(value)
  } catch {
    return null
  }
}
