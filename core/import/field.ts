/** What can be brought in, each a table of its own. */
export const IMPORT_KINDS = ['compounds', 'buildings', 'consent', 'wells', 'pipes', 'base'] as const

export type ImportKind = (typeof IMPORT_KINDS)[number]

/** What stands in a column, and what its values are measured by. Bounds are included. */
export type FieldForm =
  | { readonly type: 'text'; readonly longest: number }
  | { readonly type: 'integer'; readonly low: number; readonly high: number }
  | { readonly type: 'decimal'; readonly low: number; readonly high: number }
  /** From 1900 to the plan's year. */
  | { readonly type: 'year' }
  /** A day not after today. */
  | { readonly type: 'date' }
  | { readonly type: 'yesNo' }
  /** Words by code; the first is the one that exports and templates write. */
  | { readonly type: 'choice'; readonly choices: Readonly<Record<string, readonly string[]>> }
  /** A 镇街 by code or name. */
  | { readonly type: 'place' }
  /** A width and a height, mm: 1200X800. */
  | { readonly type: 'section' }
  /** Nested facts of our own files, as JSON. */
  | { readonly type: 'json' }

/**
 * One column of a kind. Wizard, command, templates, exports and fault lists all read this one list, so that what an
 * export writes an import recognises.
 */
export interface ImportField {
  /** Name in our own GeoJSON and GeoPackage files; a dot is a property within a property. */
  readonly id: string
  /** Heading in templates and spreadsheets, without the unit. */
  readonly label: string
  /** Other headings it is met under. */
  readonly synonyms: readonly string[]
  readonly form: FieldForm
  /** Unit of the value kept; '' where it has none. */
  readonly unit: string
  /** Factors of other units that a heading may name, e.g. `万m²` 10 000. */
  readonly units: Readonly<Record<string, number>>
  /** `always`: of every row; `new`: of a record that is not there yet; `never`: may be left open. */
  readonly required: 'always' | 'new' | 'never'
  /** What to know when filling it in; '' for what explains itself. */
  readonly note: string
  /** Value of the example row of a template. */
  readonly example: string | number
  /** Belongs in a template? Nested facts and machine columns do not. */
  readonly inTemplate: boolean
}

type FieldWish = Pick<ImportField, 'id' | 'label' | 'form'> & Partial<ImportField>

/** A field with what most of them are. */
export function field(wish: FieldWish): ImportField {
  return {
    synonyms: [],
    unit: '',
    units: {},
    required: 'never',
    note: '',
    example: '',
    inTemplate: wish.form.type !== 'json',
    ...wish,
  }
}

/** Heading with its unit, as templates and exports write it: `建筑面积(m²)`. */
export function headingOf({ label, unit }: ImportField): string {
  return unit === '' ? label : `${label}(${unit})`
}

export const text = (longest = 100): FieldForm => ({ type: 'text', longest })
export const integer = (low: number, high: number): FieldForm => ({ type: 'integer', low, high })
export const decimal = (low: number, high: number): FieldForm => ({ type: 'decimal', low, high })
export const choice = (choices: Readonly<Record<string, readonly string[]>>): FieldForm => ({
  type: 'choice',
  choices,
})
export const YEAR: FieldForm = { type: 'year' }
export const DATE: FieldForm = { type: 'date' }
export const YES_NO: FieldForm = { type: 'yesNo' }
export const JSON_TEXT: FieldForm = { type: 'json' }

/** Units of area and of money that headings name. */
export const AREA_UNITS = {
  'm²': 1,
  '㎡': 1,
  平方米: 1,
  平米: 1,
  '万m²': 10_000,
  '万㎡': 10_000,
  万平方米: 10_000,
}
export const MONEY_UNITS = { 元: 1, 万元: 10_000 }
