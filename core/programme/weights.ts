import type { PlanningTable } from './prepared.ts'

/** New maxima by criterion id; a criterion not named keeps its own. */
export type Weights = Readonly<Record<string, number>>

/** Turns the hundredths of a sheet's criteria into the hundredths of its total. */
export type Totaller = (hundredths: readonly number[]) => number

/**
 * How a sheet adds up under other weights. Each criterion keeps the share of its maximum that it scored, and
 * the total is put back on the sheet's own scale (100), so that scores stay comparable whatever the weights sum
 * to. Without weights the total is the exact sum. Rounded to 0.01 point.
 */
export function totallerOf(table: PlanningTable, weights?: Weights): Totaller {
  if (weights === undefined || Object.keys(weights).length === 0) return sumOf
  const maxima = table.criteria.map((criterion) => weights[criterion.id] ?? criterion.max)
  const whole = sumOf(maxima)
  const factors = table.criteria.map((criterion, at) =>
    whole > 0 ? ((maxima[at] ?? 0) / criterion.max) * (table.total / whole) : 0,
  )
  return (hundredths) => {
    let total = 0
    for (let at = 0; at < factors.length; at++) total += (hundredths[at] ?? 0) * (factors[at] ?? 0)
    // One part in 10⁹ absorbs the noise of the division before the half is rounded up.
    return Math.floor(total + 0.5 + 1e-9)
  }
}

/** Faults of weights for a sheet, in Chinese; empty when they may be used. */
export function weightFaults(table: PlanningTable, weights: Weights): readonly string[] {
  const known = new Map(table.criteria.map((criterion) => [criterion.id, criterion.max]))
  const faults: string[] = []
  for (const [id, weight] of Object.entries(weights)) {
    if (!known.has(id)) faults.push(`评分表没有评分项「${id}」`)
    else if (!(Number.isFinite(weight) && weight >= 0))
      faults.push(`评分项「${id}」的权重应为不小于0的数,现为${weight}`)
    known.set(id, weight)
  }
  if (faults.length === 0 && !(sumOf([...known.values()]) > 0)) faults.push('权重合计应大于0')
  return faults
}

function sumOf(values: readonly number[]): number {
  let sum = 0
  for (const value of values) sum += value
  return sum
}
