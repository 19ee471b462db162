import { headingOf, type ImportField } from './field.ts'

/** Which column of a file holds which field: heading by field id. */
export type Mapping = Readonly<Record<string, string>>

/** A heading taken apart: its words, and the unit it names. */
interface Heading {
  readonly words: string
  readonly unit: string
}

/** Finds the columns of a kind by their headings; each column and each field once, exact matches first. */
export function recogniseColumns(fields: readonly ImportField[], headings: readonly string[]): Mapping {
  const mapping: Record<string, string> = {}
  const taken = new Set<string>()
  for (const namesOf of [ownNames, fieldNames]) {
    for (const field of fields) {
      if (field.id in mapping) continue
      const names = new Set(namesOf(field).map(normal))
      const heading = headings.find(
        (one) => !taken.has(one) && (names.has(normal(one)) || names.has(partsOf(one).words)),
      )
      if (heading === undefined) continue
      mapping[field.id] = heading
      taken.add(heading)
    }
  }
  return mapping
}

/** How many of the fields are found among the headings: the row of a sheet that names most of them is its head. */
export function countRecognised(fields: readonly ImportField[], headings: readonly string[]): number {
  return Object.keys(recogniseColumns(fields, headings)).length
}

/** Factor from the unit a heading names to the unit kept; null for a unit that the field does not know. */
export function unitFactor(field: ImportField, heading: string): number | null {
  const { unit } = partsOf(heading)
  if (unit === '' || normal(field.unit) === unit) return 1
  const known = Object.entries(field.units).find(([name]) => normal(name) === unit)
  if (known !== undefined) return known[1]
  // A parenthesis may say something else than a unit, e.g. 高程(1985); only another unit of measure is a mistake.
  return UNITS.has(unit) && field.unit !== '' ? null : 1
}

const UNITS = new Set(
  [
    'm',
    'cm',
    'mm',
    'km',
    '米',
    '毫米',
    '厘米',
    'm²',
    '㎡',
    '平方米',
    '万m²',
    '万平方米',
    '元',
    '万元',
    '亿元',
    'ha',
    '公顷',
    '亩',
  ].map(normal),
)

function ownNames(field: ImportField): readonly string[] {
  return [field.id, field.label, headingOf(field)]
}

function fieldNames(field: ImportField): readonly string[] {
  return field.synonyms
}

function partsOf(heading: string): Heading {
  const match = /^(.*?)[((\[【]([^))\]】]*)[))\]】]\s*$/.exec(heading.trim())
  if (match === null) return { words: normal(heading), unit: '' }
  return { words: normal(match[1] ?? ''), unit: normal(match[2] ?? '') }
}

/** Headings differ in blanks, width, case, asterisks and line breaks and mean the same. */
function normal(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s**::_—\-·]/g, '')
    .replace(/㎡/g, 'm2')
}
