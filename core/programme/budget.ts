import type { ProgrammePolicy } from './programme.ts'

/**
 * Money that can be given to compounds, integer 元: the budget within the fiscal and investment ceilings (C11),
 * less the reserves that stand inside it (C17, C18). Never below 0.
 */
export function availableOf(budget: number, policy: Pick<ProgrammePolicy, 'reserves' | 'ceilings'>): number {
  const { reserves, ceilings } = policy
  const ceiling = Math.min(
    budget,
    ceilings?.fiscalCapacity ?? Infinity,
    ceilings?.investmentCapacity ?? Infinity,
  )
  return Math.max(0, ceiling - reserves.temporary - reserves.maintenance)
}
