import { ceilSteps, floorSteps, fullVelocity, GREATEST_VELOCITY, SLOPE_STEP } from './hydraulics.ts'
import type { Reason } from './model.ts'
import { connectionCost, DROP_MANHOLE_ABOVE } from './pricing.ts'
import type { DrainageRules } from './rules.ts'
import { sizeTable, type SizeRow } from './size-table.ts'

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
  return bestOf(task, rules, false) ?? bestOf(task, rules, true)
}

/**
 * Every size worth a try at these levels, the best first, of at most 5 m/s: for where the mains below refuse the best.
 * Of the slopes that cost the same the flattest is there, which arrives last and loses least.
 */
export function sizesInOrder(task: SizingTask, rules: DrainageRules): readonly Size[] {
  return sizeTable(rules)
    .flatMap((row) => choicesOf(task, rules, row, false))
    .sort(compareChoices)
    .map((choice) => sizeOf(task, choice))
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
  const table = sizeTable(rules)
  const fitting = table.filter(({ dn }) => dn <= task.dnMain)
  const choices = (fitting.length > 0 ? fitting : table.slice(0, 1)).map(({ dn, leastSteps, resistance }) => {
    const steps = Math.max(leastSteps, ceilSteps(((task.designFlow / 1000) * resistance) ** 2))
    return { lift: -headSpareOf(task, dn, steps), dn }
  })
  return choices.reduce((best, choice) => (choice.lift < best.lift - 1e-9 ? choice : best))
}

/** One size at one slope, in numbers only: thousands are weighed for each that is told. */
interface Choice {
  readonly row: SizeRow
  readonly slope: number
  readonly velocity: number
  readonly invertEnd: number
  readonly drop: number
  readonly headSpare: number
  readonly cost: number
  readonly isSharp: boolean
  readonly isTooLarge: boolean
  readonly isTooDeep: boolean
  readonly isCrowded: boolean
  /** Hard rules it breaks, and 宜 deviations that count. */
  readonly broken: number
  readonly deviations: number
}

function bestOf(task: SizingTask, rules: DrainageRules, fast: boolean): Size | null {
  let best: Choice | null = null
  for (const row of sizeTable(rules)) {
    if (best && best.broken + best.deviations === 0) {
      // Without a drop manhole nothing of this size can be cheaper.
      if (connectionCost(rules, task.runs, row.dn, task.midPipe, 0) > best.cost + 1e-6) continue
    }
    for (const choice of choicesOf(task, rules, row, fast)) {
      if (!best || compareChoices(choice, best) < 0) best = choice
    }
  }
  return best && sizeOf(task, best)
}

function compareChoices(a: Choice, b: Choice): number {
  return (
    a.broken - b.broken ||
    a.deviations - b.deviations ||
    (Math.abs(a.cost - b.cost) > 1e-6 ? a.cost - b.cost : 0) ||
    a.slope - b.slope ||
    a.row.dn - b.row.dn
  )
}

/** At most one choice for each slope at which something but the hydraulics changes: 1 m and 4 m of drop. */
function choicesOf(task: SizingTask, rules: DrainageRules, row: SizeRow, fast: boolean): Choice[] {
  const { length, crownStart } = task
  const { dn } = row
  const flattest = Math.max(
    row.leastSteps,
    ceilSteps(((task.designFlow / 1000) * row.resistance) ** 2),
    stepsLosing(crownStart - task.highestCrownEnd, length),
  )
  // A branch larger than the main must not arrive below the main's invert either.
  const lowestCrown = Math.max(task.crownMain, task.invertMain + dn / 1000)
  const byLevels = stepsWithin(crownStart - lowestCrown, length)
  const steepest = fast ? byLevels : Math.min(byLevels, row.mostSteps)
  const choices: Choice[] = []
  if (!Number.isFinite(flattest) || flattest > steepest) return choices
  choices.push(choiceAt(task, rules, row, flattest))
  for (const drop of TURNING_DROPS) {
    const steps = stepsLosing(crownStart - (task.invertMain + drop + dn / 1000), length)
    if (Number.isFinite(steps) && steps > flattest && steps <= steepest) {
      choices.push(choiceAt(task, rules, row, steps))
    }
  }
  return choices
}

const TURNING_DROPS: readonly number[] = [DROP_MANHOLE_ABOVE, MOST_DROP]

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

function choiceAt(task: SizingTask, rules: DrainageRules, row: SizeRow, steps: number): Choice {
  const { dn } = row
  const slope = steps / STEPS_TO_ONE
  const velocity = fullVelocity(dn, slope, rules.roughness.newPipe)
  const invertEnd = task.crownStart - dn / 1000 - slope * task.length
  const drop = invertEnd - task.invertMain
  const isSharp = task.angle !== null && task.angle < 90 - 1e-4 && !(dn <= 300 && drop > 0.3)
  const isTooLarge = dn > task.dnMain && !mayShrink(task, rules, dn, slope)
  const isTooDeep = dn <= 600 && drop > MOST_DROP + 1e-9
  const isCrowded = dn > 300 && task.branches + 1 > 3
  const isFast = velocity > GREATEST_VELOCITY + 1e-9
  return {
    row,
    slope,
    velocity,
    invertEnd,
    drop,
    headSpare: headSpareOf(task, dn, row.leastSteps),
    cost: connectionCost(rules, task.runs, dn, task.midPipe, drop),
    isSharp,
    isTooLarge,
    isTooDeep,
    isCrowded,
    broken: Number(isSharp) + Number(isTooLarge),
    deviations: Number(isFast) + Number(isTooDeep) + Number(isCrowded),
  }
}

/** The choice in words. */
function sizeOf(task: SizingTask, choice: Choice): Size {
  const { row, slope, velocity, invertEnd, drop, headSpare, cost, deviations } = choice
  const { dn } = row
  const reasons: Reason[] = []
  const warnings: Reason[] = []
  if (choice.isSharp) reasons.push({ code: 'ANGLE', deg: task.angle, least: 90 })
  if (choice.isTooLarge) reasons.push({ code: 'DN_LARGER_THAN_MAIN', dn, dnMain: task.dnMain })
  if (velocity > GREATEST_VELOCITY + 1e-9) {
    warnings.push({ code: 'V_MAX', v: velocity, most: GREATEST_VELOCITY })
  }
  if (drop > DROP_MANHOLE_ABOVE + 1e-9) {
    warnings.push(choice.isTooDeep ? { code: 'DROP', m: drop, most: MOST_DROP } : { code: 'DROP', m: drop })
  }
  if (choice.isCrowded) warnings.push({ code: 'BRANCHES', count: task.branches + 1, most: 3 })
  const invertStart = task.crownStart - dn / 1000
  return { dn, slope, velocity, invertStart, invertEnd, drop, headSpare, cost, deviations, reasons, warnings }
}

/** H7: the size may shrink by at most two grades where the main is steeper, never below DN300 (5.2.11). */
function mayShrink(task: SizingTask, rules: DrainageRules, dn: number, slope: number): boolean {
  const grades = rules.dnSeries.filter((size) => size > task.dnMain && size <= dn).length
  return task.slopeMain > slope + 1e-12 && grades <= 2 && task.dnMain >= 300
}

const STEPS_TO_ONE = Math.round(1 / SLOPE_STEP)
