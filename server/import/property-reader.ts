import type { RawFeature } from './feature-collection.ts'
import type { ImportFault } from './import-fault.ts'

interface NumberRule {
  readonly unit: string
  readonly min: number
  readonly max: number
}

/** Reads typed properties of one feature and notes every fault. */
export interface PropertyReader {
  /** A required number; NaN after a fault. */
  number(name: string, rule: NumberRule): number
  /** A number that may be missing or null. */
  optionalNumber(name: string, rule: NumberRule): number | null
  /** A required text. */
  text(name: string): string
  /** One of the words, required. */
  choice<T extends string>(name: string, words: readonly T[]): T
  readonly fault: (what: string, expected: string) => void
}

export function readProperties(
  { id, properties }: Pick<RawFeature, 'id' | 'properties'>,
  file: string,
  faults: ImportFault[],
): PropertyReader {
  const fault = (what: string, expected: string): void => {
    faults.push({ file, feature: id, what, expected })
  }
  const check = (name: string, value: unknown, { unit, min, max }: NumberRule): number => {
    const expected = `a number from ${min} to ${max} (${unit})`
    if (typeof value !== 'number' || !Number.isFinite(value)) fault(`${name} is ${show(value)}`, expected)
    else if (value < min || value > max) fault(`${name} is ${value}`, expected)
    else return value
    return NaN
  }
  return {
    fault,
    number(name, rule) {
      if (isMissing(properties[name])) {
        fault(`${name} is missing`, `a number (${rule.unit})`)
        return NaN
      }
      return check(name, properties[name], rule)
    },
    optionalNumber: (name, rule) =>
      isMissing(properties[name]) ? null : check(name, properties[name], rule),
    text(name) {
      const value = properties[name]
      if (typeof value === 'string' && value !== '') return value
      if (typeof value === 'number' && Number.isFinite(value)) return String(value)
      fault(isMissing(value) || value === '' ? `${name} is missing` : `${name} is ${show(value)}`, 'a text')
      return ''
    },
    choice(name, words) {
      const value = properties[name]
      const word = words.find((candidate) => candidate === value)
      if (word !== undefined) return word
      fault(isMissing(value) ? `${name} is missing` : `${name} is ${show(value)}`, words.join(' or '))
      return words[0] as (typeof words)[number]
    },
  }
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null
}

function show(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
