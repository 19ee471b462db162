/** q = a(1 + c·lgP)/(t + b)^n, L/(s·ha). */
export interface IntensityFormula {
  readonly form?: 'intensity'
  readonly a: number
  readonly c: number
  readonly b: number
  readonly n: number
}

/** i = (A + C·lgP)/(t + b)^n, mm/min; turned to L/(s·ha) with the standard's factor 167. */
export interface DepthFormula {
  readonly form: 'depth'
  readonly A: number
  readonly C: number
  readonly b: number
  readonly n: number
}

/** A parameter of an interval formula: base + factor·ln(P + shift). */
export interface IntervalParameter {
  readonly base: number
  readonly factor: number
  readonly shift: number
}

/** 重现期区间参数: i = A/(t + b)^n mm/min with A, b and n given by intervals of the return period. */
export interface IntervalFormula {
  readonly form: 'interval'
  readonly intervals: readonly {
    /** Years, inclusive. */
    readonly from: number
    readonly to: number
    readonly A: IntervalParameter
    readonly b: IntervalParameter
    readonly n: IntervalParameter
  }[]
}

/** A storm-intensity formula 暴雨强度公式 in one of its three published shapes. */
export type StormFormula = IntensityFormula | DepthFormula | IntervalFormula

/** mm/min to L/(s·ha) as GB 50014-2021 4.1.9 rounds it inside formulas. */
const MM_PER_MIN = 167

/** mm/min to L/(s·ha). */
const EXACT_MM_PER_MIN = 10000 / 60

/**
 * Rain intensity q in L/(s·ha) (GB 50014-2021 4.1.9).
 *
 * @param formula one of the three shapes
 * @param returnPeriod P, years
 * @param duration t, min
 * @throws RangeError where an interval formula does not cover the return period
 */
export function rainIntensity(formula: StormFormula, returnPeriod: number, duration: number): number {
  if (formula.form === 'depth') {
    const top = formula.A + formula.C * Math.log10(returnPeriod)
    return (MM_PER_MIN * top) / (duration + formula.b) ** formula.n
  }
  if (formula.form === 'interval') {
    const row = formula.intervals.find(({ from, to }) => returnPeriod >= from && returnPeriod <= to)
    if (!row) throw new RangeError(`the storm formula has no parameters for P = ${returnPeriod} a`)
    const value = (p: IntervalParameter): number =>
      p.factor === 0 ? p.base : p.base + p.factor * Math.log(returnPeriod + p.shift)
    return (MM_PER_MIN * value(row.A)) / (duration + value(row.b)) ** value(row.n)
  }
  return (formula.a * (1 + formula.c * Math.log10(returnPeriod))) / (duration + formula.b) ** formula.n
}

/** Depth in mm that falls in `duration` min at the formula's intensity (the check of GB 50014-2021, commentary table 2). */
export function rainDepth(formula: StormFormula, returnPeriod: number, duration: number): number {
  return (rainIntensity(formula, returnPeriod, duration) / EXACT_MM_PER_MIN) * duration
}
