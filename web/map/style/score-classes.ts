/** Four breaks make five classes: below the first, between each two, from the last on. */
export type ScoreBreaks = readonly [number, number, number, number]

export const DEFAULT_SCORE_BREAKS: ScoreBreaks = [50, 60, 70, 80]

const STEPS = [2, 5, 10, 20, 25]

/**
 * Round breaks that spread the scores at hand over the five colours: the smallest round step whose
 * five classes hold the whole range, placed around its middle.
 */
export function scoreBreaks(scores: readonly number[]): ScoreBreaks {
  if (scores.length === 0) return DEFAULT_SCORE_BREAKS
  const low = scores.reduce((a, b) => Math.min(a, b))
  const high = scores.reduce((a, b) => Math.max(a, b))
  const step = STEPS.find((candidate) => covers(firstBreak(low, high, candidate), candidate, low, high)) ?? 20
  const first = firstBreak(low, high, step)
  return [first, first + step, first + 2 * step, first + 3 * step]
}

function firstBreak(low: number, high: number, step: number): number {
  const middle = (low + high) / 2
  return Math.max(step, Math.round((middle - 1.5 * step) / step) * step)
}

/** The open classes at both ends should not be wider than the three between them. */
function covers(first: number, step: number, low: number, high: number): boolean {
  return low >= first - step && high <= first + 4 * step
}
