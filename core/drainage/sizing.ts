import {
  ceilSteps,
  floorSteps,
  frictionSlope,
  fullVelocity,
  GREATEST_VELOCITY,
  leastSlopeSteps,
  SLOPE_STEP,
} from './hydraulics.ts'
import type { Reason } from './model.ts'
import { connectionCost, DROP_MANHOLE_ABOVE } from './pricing.ts'
import type { DrainageRules } from './rules.ts'

/** One drop of DN300 to DN600 should be no deeper, m (宜, GB 50014-2021 5.5.2). */
const MOST_DROP = 4

/** What decides the size of a branch: levels at both ends, the main it meets, and the flow. */
export interface SizingTask {
  /** Straight runs of the route, m. */
  readonly runs: readonly number[]
  readonly length: number
  readonly midPipe: boolean
  /** L/s */
  readonly designFlow: number
  readonly crownStart: number
  /** Ground at the tie-in less the least cover. */
  readonly highestCrownEnd: number
  readonly crownMain: number
  readonly invertMain: number
  readonly dnMain: number
  readonly slopeMain: number
  /** Degrees between the branch and the main going on; null where it cannot be told. */
  readonly angle: number | null
  /** Branches over DN300 that the manhole has. */
  readonly branches: number
}

/** A size that the levels allow and that carries the flow; it may still break a rule (`reasons`). */
export interface Size {
  readonly dn: number
  readonly slope: number
  readonly velocity: number
  readonly invertStart: number
  readonly invertEnd: number
  readonly drop: number
  readonly headSpare: number
  /** 元, not rounded. */
  readonly cost: number
  /** Number of 宜 deviations that count. */
  readonly deviations: number
  readonly reasons: readonly Reason[]
  readonly warnings: readonly Reason[]
}

/**
 * The best size (SPEC 5.4): for each DN, of the slopes from the least up to the largest the levels allow that carry
 * the flow at no more than 5 m/s, the one of least cost, the flattest among equals. Sizes that break a rule come
 * last, then those with more 宜 deviations, then the dearer. Null where the levels allow none.
 */
export function bestSize(task: SizingTask, rules: DrainageRules): Size | null {
  return sizesOf(task, rules, false)[0] ?? sizesOf(task, rules, true)[0] ?? null
}

/**
 * Every size worth a try at these levels, the best first, of at most 5 m/s: for where the mains below refuse the best.
 * Of the slopes that cost the same the flattest is there, which arrives last and loses least.
 */
export function sizesInOrder(task: SizingTask, rules: DrainageRules): readonly Size[] {
  return sizesOf(task, rules, false)
}

/** Level to spare at the least slope of a DN: zmax(end) − crown of the main (negative: the lift needed). */
export function headSpareOf(task: SizingTask, dn: number, steps: number): number {
  const end = Math.min(task.crownStart - steps * SLOPE_STEP * task.length, task.highestCrownEnd)
  return end - task.crownMain
}

/**
 * The least lift that any DN up to the main's needs, m, with that DN: the slope counts that both the least velocity
 * and the flow ask for.
 */
export function leastLift(task: SizingTask, rules: DrainageRules): { lift: number; dn: number } {
  const n = rules.roughness.newPipe
  const fitting = rules.dnSeries.filter((dn) => dn <= task.dnMain)
  const choices = (fitting.length > 0 ? fitting : rules.dnSeries.slice(0, 1)).map((dn) => {
    const steps = Math.max(leastSlopeSteps(dn, n), ceilSteps(frictionSlope(dn, task.designFlow, n)))
    return { lift: -headSpareOf(task, dn, steps), dn }
  })
  return choices.reduce((best, choice) => (choice.lift < best.lift - 1e-9 ? choice : best))
}

function sizesOf(task: SizingTask, rules: DrainageRules, fast: boolean): Size[] {
  return rules.dnSeries.flatMap((dn) => sizesOfDn(task, rules, dn, fast)).sort(compareSizes)
}

function compareSizes(a: Size, b: Size): number {
  return (
    a.reasons.length - b.reasons.length ||
    a.deviations - b.deviations ||
    (Math.abs(a.cost - b.cost) > 1e-6 ? a.cost - b.cost : 0) ||
    a.slope - b.slope ||
    a.dn - b.dn
  )
}

/** At most one size for each slope at which something but the hydraulics changes: 1 m and 4 m of drop. */
function sizesOfDn(task: SizingTask, rules: DrainageRules, dn: number, fast: boolean): Size[] {
  const n = rules.roughness.newPipe
  const { length } = task
  const velocitySteps = floorSteps(((GREATEST_VELOCITY * n) / Math.cbrt(dn / 4000) ** 2) ** 2)
  const least = leastSlopeSteps(dn, n)
  const flattest = Math.max(
    least,
    ceilSteps(frictionSlope(dn, task.designFlow, n)),
    stepsLosing(task.crownStart - task.highestCrownEnd, length),
  )
  // A branch larger than the main must not arrive below the main's invert either.
  const lowestCrown = Math.max(task.crownMain, task.invertMain + dn / 1000)
  const byLevels = stepsWithin(task.crownStart - lowestCrown, length)
  const steepest = fast ? byLevels : Math.min(byLevels, velocitySteps)
  const crownAtDrop = (drop: number): number => task.invertMain + drop + dn / 1000
  const turning = [DROP_MANHOLE_ABOVE, MOST_DROP].map((drop) =>
    stepsLosing(task.crownStart - crownAtDrop(drop), length),
  )
  return [...new Set([flattest, ...turning])]
    .filter((steps) => Number.isFinite(steps) && steps >= flattest && steps <= steepest)
    .map((steps) => sizeAt(task, rules, dn, steps, headSpareOf(task, dn, least)))
}

/** Least steps that lose `fall` over `length`. Over no length nothing is lost: none or no slope will do. */
function stepsLosing(fall: number, length: number): number {
  if (length < 1e-6) return fall <= 1e-9 ? -Infinity : Infinity
  return ceilSteps(fall / length)
}

/** Most steps that lose no more than `fall` over `length`. */
function stepsWithin(fall: number, length: number): number {
  if (length < 1e-6) return fall >= -1e-9 ? Infinity : -Infinity
  return floorSteps(fall / length)
}

function sizeAt(task: SizingTask, rules: DrainageRules, dn: number, steps: number, headSpare: number): Size {
  const slope = steps / Math.round(1 / SLOPE_STEP)
  const velocity = fullVelocity(dn, slope, rules.roughness.newPipe)
  const invertStart = task.crownStart - dn / 1000
  const invertEnd = invertStart - slope * task.length
  const drop = invertEnd - task.invertMain
  const reasons: Reason[] = []
  const warnings: Reason[] = []
  let deviations = 0
  const angleWaived = dn <= 300 && drop > 0.3
  if (task.angle !== null && task.angle < 90 - 1e-4 && !angleWaived) {
    reasons.push({ code: 'ANGLE', deg: task.angle, least: 90 })
  }
  if (dn > task.dnMain && !mayShrink(task, rules, dn, slope)) {
    reasons.push({ code: 'DN_LARGER_THAN_MAIN', dn, dnMain: task.dnMain })
  }
  if (velocity > GREATEST_VELOCITY + 1e-9) {
    warnings.push({ code: 'V_MAX', v: velocity, most: GREATEST_VELOCITY })
    deviations++
  }
  if (drop > DROP_MANHOLE_ABOVE + 1e-9) {
    const tooDeep = dn <= 600 && drop > MOST_DROP + 1e-9
    warnings.push(tooDeep ? { code: 'DROP', m: drop, most: MOST_DROP } : { code: 'DROP', m: drop })
    if (tooDeep) deviations++
  }
  if (dn > 300 && task.branches + 1 > 3) {
    warnings.push({ code: 'BRANCHES', count: task.branches + 1, most: 3 })
    deviations++
  }
  const cost = connectionCost(rules, task.runs, dn, task.midPipe, drop)
  return { dn, slope, velocity, invertStart, invertEnd, drop, headSpare, cost, deviations, reasons, warnings }
}

/** H7: the size may shrink by at most two grades where the main is steeper, never below DN300 (5.2.11). */
function mayShrink(task: SizingTask, rules: DrainageRules, dn: number, slope: number): boolean {
  const grades = rules.dnSeries.filter((size) => size > task.dnMain && size <= dn).length
  return task.slopeMain > slope + 1e-12 && grades <= 2 && task.dnMain >= 300
}
