import type { ConsentCount } from './compound.ts'
import type { Eligibility, Tier } from './verdict.ts'

/** What an expression can ask of one compound. Areas m², money integer 元; null = not known. */
export interface ExpressionRow {
  readonly name: string
  readonly subdistrict: string
  readonly community: string | null
  readonly buildings: number
  readonly households: number
  readonly floorArea: number
  readonly builtYear: number | null
  readonly consent: ConsentCount | null
  readonly score: number | null
  readonly rank: number | null
  readonly cost: number
  readonly tier: Tier
  readonly eligibility: Eligibility
  readonly selected: boolean
}

/** An exact number: `numerator / denominator`. */
export interface Fraction {
  readonly numerator: number
  readonly denominator: number
}

/** One field of the language. */
export interface ExpressionField {
  /** Chinese name first, then what else is understood. */
  readonly names: readonly string[]
  readonly kind: 'number' | 'text'
  readonly unit: string
  readonly read: (row: ExpressionRow) => Fraction | string | null
  /** Chinese words of a coded text; only these (and the codes) may stand beside it. */
  readonly words?: Readonly<Record<string, string>>
}

const YES_NO = { 是: 'yes', 否: 'no' }

/** All fields, in the order a picker shows them. */
export const EXPRESSION_FIELDS: readonly ExpressionField[] = [
  number(['户数', 'households'], '户', (row) => row.households),
  number(['楼栋', '楼栋数', 'buildings'], '栋', (row) => row.buildings),
  number(['建筑面积', '面积', 'floorArea'], 'm²', (row) => row.floorArea),
  number(['建成年份', '建成年代', 'builtYear'], '年', (row) => row.builtYear),
  {
    names: ['同意率', 'consent'],
    kind: 'number',
    unit: '%',
    read: ({ consent }) =>
      consent === null || consent.total <= 0
        ? null
        : { numerator: consent.agree * 100, denominator: consent.total },
  },
  number(['得分', 'score'], '分', (row) => row.score),
  number(['名次', '排名', 'rank'], '', (row) => row.rank),
  {
    names: ['投资', 'cost'],
    kind: 'number',
    unit: '万元',
    read: ({ cost }) => ({ numerator: cost, denominator: 10_000 }),
  },
  text(['名称', '小区', 'name'], (row) => row.name),
  text(['镇街', 'subdistrict'], (row) => row.subdistrict),
  text(['社区', 'community'], (row) => row.community),
  text(['类别', '分类', 'tier'], (row) => row.tier, { A: 'A', B: 'B', 无: 'none' }),
  text(['资格', 'eligibility'], (row) => row.eligibility, {
    符合: 'eligible',
    条件可入: 'conditional',
    待核实: 'unverified',
    不符合: 'ineligible',
    已改造: 'renovated',
  }),
  text(['入选', 'selected'], (row) => (row.selected ? 'yes' : 'no'), YES_NO),
]

/** The field of a name, in Chinese or English, whatever its case. */
export function findField(name: string): ExpressionField | undefined {
  return BY_NAME.get(name.toLowerCase())
}

const BY_NAME: ReadonlyMap<string, ExpressionField> = new Map(
  EXPRESSION_FIELDS.flatMap((field) => field.names.map((name) => [name.toLowerCase(), field] as const)),
)

function number(
  names: readonly string[],
  unit: string,
  read: (row: ExpressionRow) => number | null,
): ExpressionField {
  return {
    names,
    kind: 'number',
    unit,
    read: (row) => {
      const value = read(row)
      return value === null ? null : { numerator: value, denominator: 1 }
    },
  }
}

function text(
  names: readonly string[],
  read: (row: ExpressionRow) => string | null,
  words?: Readonly<Record<string, string>>,
): ExpressionField {
  return { names, kind: 'text', unit: '', read, ...(words === undefined ? {} : { words }) }
}
