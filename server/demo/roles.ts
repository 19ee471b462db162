import type { Compound, Ownership } from '#core/compound/compound.ts'
import type { Random } from './random.ts'

/** What a compound is before it has a place: the facts that decide its verdict. */
export interface Cast {
  readonly name: string | null
  /** Part of the programme of the notice: cast so that the totals add up. */
  readonly planned: boolean
  readonly builtYear: number | null
  /** Share of households in later blocks, for a compound of two ages. */
  readonly laterBlocks: { readonly builtYear: number; readonly of: number; readonly among: number } | null
  readonly ownership: Ownership
  readonly formerOwnerUnit: string | null
  readonly housingKind: Compound['housingKind']
  readonly inDistrict: boolean
  readonly renovatedYear: number | null
  /** Consent in thousandths of the households, or how many are missing from the threshold, or not counted. */
  readonly consent: { readonly permille: number } | { readonly missing: number } | null
  readonly management: Compound['management']
  readonly demolitionPlanned: boolean | null
  readonly application: Compound['application']
  readonly sheet: SheetCast | null
  readonly heritage: Compound['heritage']
  readonly maintenanceOnly: boolean
  readonly stage: string
}

/** A score sheet before its facts are chosen. */
export interface SheetCast {
  /** Points the facts aim at. */
  readonly target: number
  readonly evidenceComplete: boolean | null
  readonly submittedOn: string | null
  readonly recheckedOn: string | null
  /** A metric nobody has found out yet. */
  readonly unknownMetric: string | null
  /** Criteria the residents claimed more on than the review left them. */
  readonly corrections: number
  /** Criteria at the end of the sheet that nobody has re-checked yet. */
  readonly unreviewed: number
}

/** One part in the play, and how many compounds play it. */
export interface Role {
  readonly key: string
  readonly count: number
  readonly cast: (random: Random, index: number) => Cast
}

/** A compound that passes every check: built by 2000, applied, agreed, scored. */
export function ready(random: Random, target: number): Cast {
  const ownership = random.pick<Ownership>([
    'housing_reform',
    'housing_reform',
    'commodity',
    'state_enterprise',
    'public_housing',
  ])
  return {
    name: null,
    planned: false,
    builtYear: random.integer(1979, 2000),
    laterBlocks: null,
    ownership,
    formerOwnerUnit: ownership === 'state_enterprise' ? '示例单位(原产权单位)' : null,
    housingKind: 'urban_residential',
    inDistrict: true,
    renovatedYear: null,
    consent: { permille: random.integer(815, 965) },
    management: {
      mode: random.pick(['property_company', 'self_management', 'community_trust']),
      feeAgreed: true,
      confirmed: true,
    },
    demolitionPlanned: false,
    application: {
      applicant: random.chance(0.6) ? 'residents_representative' : 'owners_committee',
      filedOn: isoDate(random, 8, 9),
    },
    sheet: {
      target,
      evidenceComplete: true,
      submittedOn: isoDate(random, 10, 10),
      recheckedOn: isoDate(random, 11, 11),
      unknownMetric: null,
      corrections: 2,
      unreviewed: 0,
    },
    heritage: null,
    maintenanceOnly: false,
    stage: 'verified',
  }
}

/** The same, built 2001–2005. */
export function readyLater(random: Random, target: number): Cast {
  return {
    ...ready(random, target),
    builtYear: random.integer(2001, 2005),
    ownership: random.pick<Ownership>(['commodity', 'commodity', 'housing_reform']),
    formerOwnerUnit: null,
  }
}

/** A day of 2023, the year the programme was drawn up. */
function isoDate(random: Random, firstMonth: number, lastMonth: number): string {
  const month = random.integer(firstMonth, lastMonth)
  return `2023-${String(month).padStart(2, '0')}-${String(random.integer(1, 28)).padStart(2, '0')}`
}
