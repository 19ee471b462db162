/** One published figure with the clause it stands in. */
export interface OfficialFact {
  readonly key: string
  readonly label: string
  readonly value: number | string
  readonly unit: string
  /** e.g. "三(三)" */
  readonly clause: string
  /** The notice's own words. */
  readonly quote: string
}

/** Totals of a plan. Areas in m², money in integer 元. */
export interface ProgrammeTotals {
  readonly compounds: number
  readonly buildings: number
  readonly households: number
  readonly floorArea: number
}

/** A renovation programme of one plan year, as `data/programme-2024.json` holds it. */
export interface Programme {
  readonly schemaVersion: number
  readonly year: number
  readonly title: string
  readonly documentNumber: string
  readonly issuedOn: string
  readonly publishedOn: string
  readonly approvedBy: string
  readonly source: { readonly document: string; readonly indexNumber: string }
  readonly official: ProgrammeTotals & {
    readonly budget: number
    readonly tierA: number
    readonly tierB: number
  }
  readonly policy: ProgrammePolicy
  readonly facts: readonly OfficialFact[]
}

/** Rules of one plan year: thresholds, order and money. Data, never literals in code. */
export interface ProgrammePolicy {
  /** Policy of selection; `strict` is the legal one. */
  readonly selection: SelectionPolicy
  /** `agree * denominator >= total * numerator` */
  readonly consentThreshold: {
    readonly numerator: number
    readonly denominator: number
    readonly clause: string
  }
  readonly satisfactionThreshold: {
    readonly numerator: number
    readonly denominator: number
    readonly clause: string
  }
  /** Gates of the province that the notice does not name (K2, K3). */
  readonly provincial?: {
    readonly consultation: {
      readonly numerator: number
      readonly denominator: number
      readonly clause: string
    }
    readonly schemeVote: { readonly numerator: number; readonly denominator: number; readonly clause: string }
  }
  /** Last year of completion of each tier. */
  readonly tierYears: { readonly A: number; readonly B: number; readonly clause: string }
  /** integer 元, inside the budget (C17, C18) */
  readonly reserves: {
    readonly temporary: number
    readonly maintenance: number
    readonly clause: string
    readonly confirmed: boolean
  }
  /** Baseline 元 per m² where no estimate is at hand (DOMAIN §5.4). */
  readonly baselineCostPerSquareMetre: {
    readonly value: number
    readonly confirmed: boolean
    readonly source: string
  }
  /** Clause of each predicate P0…P11; `selection` where the order of selection stands. */
  readonly clauses: Readonly<Record<string, string>>
  /** Ceilings of the plan beside its budget (C11); null = not assessed yet. integer 元 */
  readonly ceilings?: {
    readonly fiscalCapacity: number | null
    readonly investmentCapacity: number | null
    readonly clause: string
  }
  /**
   * Who says that tier A is assured (P11). Without it, or `computed`: every eligible compound of tier A is
   * selected. `declared`: the bureau's own statement, with its document.
   */
  readonly tierBGate?: {
    readonly rule: 'computed' | 'declared'
    readonly assured: boolean | null
    readonly clause: string
  }
  readonly schedule: {
    readonly startBy: string
    readonly completeBy: string
    readonly acceptBy: string
    readonly clause: string
  }
}

/** How the budget is spent down the ranking (DOMAIN §4.3). */
export type SelectionPolicy = 'strict' | 'fill' | 'optimise'
