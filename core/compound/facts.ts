import type { Compound, CostEstimate, HousingKind, ManagementMode, Ownership } from './compound.ts'

/** Who applied; `none`: known that nobody has. */
export type Applicant = 'residents_representative' | 'owners_committee' | 'other' | 'none'

/**
 * The facts of a compound that people correct by hand, side by side as a form shows them. null = not known, never
 * "no". Counts of single buildings, consent, scores and the stage have ways of their own and are not here.
 */
export interface CompoundFacts {
  readonly name: string
  readonly subdistrictCode: string
  readonly community: string | null
  readonly address: string | null
  readonly builtYear: number | null
  readonly ownership: Ownership
  readonly formerOwnerUnit: string | null
  readonly housingKind: HousingKind | null
  readonly inDistrict: boolean | null
  readonly declaredBuildings: number
  readonly declaredHouseholds: number
  /** m² */
  readonly declaredFloorArea: number
  readonly renovatedYear: number | null
  readonly demolitionPlanned: boolean | null
  readonly managementMode: ManagementMode | null
  readonly managementFeeAgreed: boolean | null
  readonly managementConfirmed: boolean | null
  readonly applicant: Applicant | null
  /** ISO date */
  readonly applicationFiledOn: string | null
  readonly heritageListed: boolean | null
  readonly heritageProtectionPlan: boolean | null
  readonly maintenanceOnly: boolean
  readonly estimates: readonly CostEstimate[]
}

export type FactId = keyof CompoundFacts

/** One fact that is or would be another. */
export interface FactChange {
  readonly field: FactId
  readonly before: unknown
  readonly after: unknown
}

/** The facts of a record as a form shows them. */
export function factsOf(compound: Compound): CompoundFacts {
  const { declared, management, application, heritage } = compound
  const filed = application === null || application === false ? null : application
  return {
    name: compound.name,
    subdistrictCode: compound.subdistrictCode,
    community: compound.community,
    address: compound.address,
    builtYear: compound.builtYear,
    ownership: compound.ownership,
    formerOwnerUnit: compound.formerOwnerUnit,
    housingKind: compound.housingKind,
    inDistrict: compound.inDistrict,
    declaredBuildings: declared.buildings,
    declaredHouseholds: declared.households,
    declaredFloorArea: declared.floorArea,
    renovatedYear: compound.renovatedYear,
    demolitionPlanned: compound.demolitionPlanned,
    managementMode: management?.mode ?? null,
    managementFeeAgreed: management?.feeAgreed ?? null,
    managementConfirmed: management?.confirmed ?? null,
    applicant: application === false ? 'none' : (filed?.applicant ?? null),
    applicationFiledOn: filed?.filedOn ?? null,
    heritageListed: heritage?.listed ?? null,
    heritageProtectionPlan: heritage?.protectionPlan ?? null,
    maintenanceOnly: compound.maintenanceOnly,
    estimates: compound.estimates,
  }
}

/**
 * The record with other facts. They have to be free of faults (`factFaults`). What hangs on a fact that is not there
 * (the date of no application, the plan of no listed building) goes with it.
 *
 * @param subdistrictName name of the 镇街 of the new facts
 */
export function withFacts<Record extends Compound>(
  compound: Record,
  facts: CompoundFacts,
  subdistrictName: string,
): Record {
  const { managementMode: mode, managementFeeAgreed: feeAgreed, managementConfirmed: confirmed } = facts
  const agreed = mode !== null || feeAgreed !== null || confirmed !== null
  return {
    ...compound,
    name: facts.name,
    subdistrictCode: facts.subdistrictCode,
    subdistrict: subdistrictName,
    community: facts.community,
    address: facts.address,
    builtYear: facts.builtYear,
    ownership: facts.ownership,
    formerOwnerUnit: facts.formerOwnerUnit,
    housingKind: facts.housingKind,
    inDistrict: facts.inDistrict,
    declared: {
      buildings: facts.declaredBuildings,
      households: facts.declaredHouseholds,
      floorArea: facts.declaredFloorArea,
    },
    renovatedYear: facts.renovatedYear,
    demolitionPlanned: facts.demolitionPlanned,
    management: agreed ? { mode, feeAgreed, confirmed } : null,
    application: applicationOf(facts),
    heritage:
      facts.heritageListed === null
        ? null
        : {
            listed: facts.heritageListed,
            protectionPlan: facts.heritageListed ? facts.heritageProtectionPlan : null,
          },
    maintenanceOnly: facts.maintenanceOnly,
    estimates: facts.estimates,
  }
}

/** What differs, in the order of the form. */
export function factChanges(before: CompoundFacts, after: CompoundFacts): readonly FactChange[] {
  const fields = Object.keys(before) as FactId[]
  return fields.flatMap((field) =>
    sameFact(before[field], after[field]) ? [] : [{ field, before: before[field], after: after[field] }],
  )
}

/** Are two values of one fact the same? */
export function sameFact(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}

function applicationOf({ applicant, applicationFiledOn }: CompoundFacts): Compound['application'] {
  if (applicant === null) return null
  if (applicant === 'none') return false
  return { applicant, filedOn: applicationFiledOn ?? '' }
}
