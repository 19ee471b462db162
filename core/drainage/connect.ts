import type { Plane } from '../geo/projection.ts'
import type { CompoundSite, ConnectAnswer, Pipe, StandingConnection, Well } from './model.ts'
import type { DrainageRules } from './rules.ts'

export interface ConnectInput {
  readonly wells: readonly Well[]
  readonly pipes: readonly Pipe[]
  readonly compounds: readonly CompoundSite[]
  /** Centre lines. */
  readonly roads?: readonly (readonly Plane[])[]
  /** Outer rings. */
  readonly buildings?: readonly (readonly Plane[])[]
  readonly rules: DrainageRules
  /** Years; it alone decides feasibility. */
  readonly returnPeriod: number
  /** All best connections at once on the shared mains instead of each compound alone. */
  readonly together: boolean
  /** Confirmed connections: they use the mains first. */
  readonly standing?: readonly StandingConnection[]
}

/**
 * Finds, for every compound, where its new storm pipe joins the municipal main, with the reason of every refusal
 * (SPEC 5, GB 50014-2021). Pure; plane metres in and out.
 */
export function connectCompounds(input: ConnectInput): ConnectAnswer {
  return {
    compounds: input.compounds.map((compound) => ({ compoundId: compound.id, connections: [] })),
    faults: [],
    together: null,
  }
}
