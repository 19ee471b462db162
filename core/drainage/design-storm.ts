import { rainDepth, type StormFormula } from './rainfall.ts'

/** Rain over one step of a storm. */
export interface StormStep {
  /** min from the start of the storm to the start of the step */
  readonly start: number
  /** mm/h */
  readonly intensity: number
}

/**
 * A design storm in alternating blocks: whatever stretch round its peak is taken, no more falls than the formula gives
 * for that duration, and of the stretches of growing length exactly that. The peak lies at the given share of the
 * duration.
 *
 * @param duration min, a multiple of `step`
 */
export function designStorm(
  formula: StormFormula,
  returnPeriod: number,
  { duration, step, peakAt }: { readonly duration: number; readonly step: number; readonly peakAt: number },
): readonly StormStep[] {
  const count = Math.max(1, Math.round(duration / step))
  const blocks = Array.from(
    { length: count },
    (_, i) =>
      rainDepth(formula, returnPeriod, (i + 1) * step) -
      (i === 0 ? 0 : rainDepth(formula, returnPeriod, i * step)),
  )
  const peak = Math.min(count - 1, Math.floor(peakAt * count))
  const placed: number[] = Array.from({ length: count }, () => 0)
  let [left, right] = [peak - 1, peak + 1]
  blocks.forEach((depth, i) => {
    // The larger share of the storm falls after an early peak, so the sides are filled in proportion.
    const toLeft = left >= 0 && (right >= count || (peak - left) * (count - peak) <= (right - peak) * peak)
    const place = i === 0 ? peak : toLeft ? left-- : right++
    placed[place] = (depth / step) * 60
  })
  return placed.map((intensity, i) => ({ start: i * step, intensity }))
}
