import type { CompoundProperties } from '#core/api/compounds.ts'

/** An exact number, so that 80 % of 5973 households is compared and never rounded. */
export interface Exact {
  readonly numerator: number
  readonly denominator: number
}

export type AttributeId =
  | 'name'
  | 'eligibility'
  | 'subdistrict'
  | 'community'
  | 'builtYear'
  | 'buildings'
  | 'households'
  | 'floorArea'
  | 'ownership'
  | 'tier'
  | 'consent'
  | 'score'
  | 'rank'
  | 'selected'
  | 'cost'
  | 'costKind'
  | 'unitCost'
  | 'stage'
  | 'reasons'
  | 'maintenanceOnly'
  | 'renovatedYear'
  | 'source'
  | 'id'

/** One thing known of a compound, as a table shows, sorts and filters it. */
export interface Attribute {
  readonly id: AttributeId
  /** `code`: a few values with a word each. */
  readonly kind: 'text' | 'code' | 'number'
  /** What people type for one unit of `read`: costs are read in 元 and typed in 万元. */
  readonly scale: number
  /** px, until somebody drags it */
  readonly width: number
  /** null = not known */
  readonly read: (compound: CompoundProperties) => Exact | string | null
}

/** Every attribute, in the order a table starts with. */
export const ATTRIBUTES: readonly Attribute[] = [
  text('name', 150, (one) => one.name),
  code('eligibility', 100, (one) => one.eligibility),
  code('subdistrict', 120, (one) => one.subdistrict),
  number('builtYear', 84, (one) => one.builtYear),
  number('buildings', 64, (one) => one.buildings),
  number('households', 74, (one) => one.households),
  number('floorArea', 100, (one) => one.floorArea),
  {
    id: 'consent',
    kind: 'number',
    scale: 1,
    width: 150,
    read: ({ consent }) =>
      consent === null || consent.total <= 0
        ? null
        : { numerator: consent.agree * 100, denominator: consent.total },
  },
  number('score', 74, (one) => one.score),
  number('rank', 66, (one) => one.rank),
  code('selected', 76, (one) => yesNo(one.selected)),
  number('cost', 92, (one) => one.cost, 10_000),
  code('costKind', 90, (one) => one.costKind),
  {
    id: 'unitCost',
    kind: 'number',
    scale: 1,
    width: 138,
    read: ({ cost, floorArea }) => (floorArea <= 0 ? null : { numerator: cost, denominator: floorArea }),
  },
  text('reasons', 260, (one) => (one.reasons.length === 0 ? null : one.reasons.join('\n'))),
  code('ownership', 110, (one) => one.ownership),
  code('community', 120, (one) => one.community),
  code('stage', 100, (one) => one.stage),
  code('tier', 96, (one) => one.tier),
  code('maintenanceOnly', 104, (one) => yesNo(one.maintenanceOnly)),
  number('renovatedYear', 90, (one) => one.renovatedYear),
  code('source', 76, (one) => one.source),
  text('id', 90, (one) => one.id),
]

const BY_ID: ReadonlyMap<string, Attribute> = new Map(ATTRIBUTES.map((one) => [one.id, one]))

/** undefined for a name nobody knows, as an old link may carry. */
export function findAttribute(id: string): Attribute | undefined {
  return BY_ID.get(id)
}

/** The exact number as one to show. */
export function toNumber({ numerator, denominator }: Exact): number {
  return numerator / denominator
}

function yesNo(fact: boolean): 'yes' | 'no' {
  return fact ? 'yes' : 'no'
}

function text(id: AttributeId, width: number, read: (one: CompoundProperties) => string | null): Attribute {
  return { id, kind: 'text', scale: 1, width, read }
}

function code(id: AttributeId, width: number, read: (one: CompoundProperties) => string | null): Attribute {
  return { id, kind: 'code', scale: 1, width, read }
}

function number(
  id: AttributeId,
  width: number,
  read: (one: CompoundProperties) => number | null,
  scale = 1,
): Attribute {
  return {
    id,
    kind: 'number',
    scale,
    width,
    read: (one) => {
      const value = read(one)
      return value === null ? null : { numerator: value, denominator: 1 }
    },
  }
}
