import { at, directionOf, distanceBetween } from '../geo/plane-geometry.ts'
import type { Plane } from '../geo/projection.ts'
import {
  checkCapacity,
  checkGradeLine,
  overAt,
  ratiosAt,
  type CapacityCheck,
  type FlowModels,
} from './capacity.ts'
import type { Target } from './candidates.ts'
import { frictionSlope } from './hydraulics.ts'
import type { LoadChange } from './loads.ts'
import type { Connection, Reason } from './model.ts'
import { pathFrom, type StormNetwork } from './network.ts'
import { manholeSpacing } from './pricing.ts'
import type { Router, Way } from './route.ts'
import type { DrainageRules } from './rules.ts'
import { crownAt, type PreparedSite } from './site.ts'
import { bestSize, leastLift, sizesInOrder, type Size, type SizingTask } from './sizing.ts'
import { whyUnusable } from './unusable.ts'

/** A candidate before the mains below it are asked: route, levels and size. */
export interface Assessment {
  readonly site: PreparedSite
  readonly target: Target
  readonly route: readonly Plane[]
  readonly length: number
  readonly task: SizingTask | null
  readonly size: Size | null
  /** Level to spare; for a candidate without a size, less than 0 where a lift would help. */
  readonly headSpare: number | null
  readonly reasons: readonly Reason[]
  readonly warnings: readonly Reason[]
  readonly deviations: number
  /** Pipes from the tie-in to the outfall. */
  readonly path: readonly number[]
  /** What the connection adds to and takes from the mains; empty where it has no size. */
  readonly changes: readonly LoadChange[]
  /** The same but for what the size says. */
  readonly common: {
    readonly reasons: readonly Reason[]
    readonly warnings: readonly Reason[]
    readonly deviations: number
  }
}

/** Everything about a candidate that does not depend on what else is connected. */
export function assess(
  network: StormNetwork,
  site: PreparedSite,
  target: Target,
  rules: DrainageRules,
  router: Router,
): Assessment {
  const way = router.route(target.start, target.position)
  const reasons = [...whyUnusable(network, target), ...ruledOut(site, target)]
  return assessWay(network, site, target, rules, way, reasons)
}

/** The same on a way that is given, with what speaks against the place itself. */
export function assessWay(
  network: StormNetwork,
  site: PreparedSite,
  target: Target,
  rules: DrainageRules,
  way: Way,
  ofPlace: readonly Reason[],
): Assessment {
  const route = way.line
  const runs: number[] = []
  let length = 0
  for (let i = 1; i < route.length; i++) {
    const run = distanceBetween(at(route, i - 1), at(route, i))
    runs.push(run)
    length += run
  }
  const bare = { site, target, route, length, task: null, size: null, headSpare: null, path: [], changes: [] }
  const reasons = [...ofPlace, ...way.reasons, ...site.reasons]
  const warnings = [...site.warnings, ...way.warnings]
  // A broken way down refuses a candidate, but where a main goes on its size is still told.
  const isMain = target.pipe >= 0 && network.outPipe[network.from[target.pipe] ?? -1] === target.pipe
  if (!isMain) {
    const common = { reasons, warnings, deviations: 0 }
    return { ...bare, ...common, common }
  }

  const start = crownAt(site, target.start, rules)
  warnings.push(...start.warnings)
  const cover = site.site.ground - start.crown
  let deviations = way.warnings.filter(({ drawn }) => drawn === true).length
  if (cover < rules.minCover - 1e-9) {
    warnings.push({ code: 'COVER', m: cover, where: 'start', least: rules.minCover })
    deviations++
  } else if (cover < rules.frostDepth - 1e-9) {
    warnings.push({ code: 'FROST', m: cover, least: rules.frostDepth })
  }
  const task = sizingTask(network, site, target, rules, { route, runs, length, crown: start.crown })
  const size = bestSize(task, rules)
  const path = pathFrom(network, target.pipe)
  const common = { reasons, warnings, deviations }
  if (!size) {
    const { lift } = leastLift(task, rules)
    const short = [...reasons, ...shortOfHead(task, lift, rules)]
    return { ...bare, task, headSpare: -lift, path, reasons: short, warnings, deviations, common }
  }
  return withSize(network, { ...bare, ...common, task, path, common }, size)
}

/** The same candidate at another of its sizes. Named one by one: this is made thousands of times. */
function withSize(network: StormNetwork, assessment: Assessment, size: Size): Assessment {
  const { site, target, route, length, task, path, common } = assessment
  const { reasons, warnings } = size
  return {
    site,
    target,
    route,
    length,
    task,
    size,
    headSpare: size.headSpare,
    reasons: reasons.length > 0 ? [...common.reasons, ...reasons] : common.reasons,
    warnings: warnings.length > 0 ? [...common.warnings, ...warnings] : common.warnings,
    deviations: common.deviations + size.deviations,
    path,
    changes: changesOf(network, site, target, length, size),
    common,
  }
}

/**
 * The candidate at the best size that the mains below take: a larger one loses less under pressure (H8), a slower one
 * arrives later, when less rain falls. The candidate as it is where nothing is gained.
 *
 * @param beside what else is connected, on top of the models
 */
export function fitToMains(
  network: StormNetwork,
  assessment: Assessment,
  beside: readonly LoadChange[],
  models: FlowModels,
  rules: DrainageRules,
): Assessment {
  const { task, size, reasons } = assessment
  if (!task || !size || reasons.length > 0) return assessment
  const refusedAt = (one: Assessment): readonly Reason[] =>
    judge(network, one, [...one.changes, ...beside], models, rules).reasons
  if (refusedAt(assessment).length === 0) return assessment
  const others = sizesInOrder(task, rules).filter((other) => other.reasons.length === 0)
  const last = others.reduce((slowest, other) => (other.velocity < slowest.velocity ? other : slowest), size)
  const isCapacity = ({ code }: Reason): boolean => code === 'CAP_TIE' || code === 'CAP_DOWN'
  // What runs over even with the latest arrival runs over with every size.
  if (refusedAt(withSize(network, assessment, last)).some(isCapacity)) return assessment
  for (const other of others) {
    if (other.dn === size.dn && other.slope === size.slope) continue
    const resized = withSize(network, assessment, other)
    if (refusedAt(resized).length === 0) return resized
  }
  return assessment
}

/** Has the centre refused this very place? */
export function ruledOut({ site }: PreparedSite, { position, well }: Target): Reason[] {
  const reach = well < 0 ? SAME_STRETCH : SAME_PLACE
  const isHere = (site.ruledOut ?? []).some((place) => distanceBetween(place, position) <= reach)
  return isHere ? [{ code: 'RULED_OUT' }] : []
}

/** m: of a manhole, and of a point on a main, where a step aside would be the same place again. */
const SAME_PLACE = 1
const SAME_STRETCH = 10

/** The candidate with its outcome: the mains below it, the grade line, and all numbers. Not ranked yet. */
export function conclude(
  network: StormNetwork,
  candidate: Assessment,
  models: FlowModels,
  shown: readonly FlowModels[],
  rules: DrainageRules,
): { connection: Connection; check: CapacityCheck | null; assessment: Assessment } {
  const assessment = fitToMains(network, candidate, [], models, rules)
  const { size, site, target } = assessment
  const reasons = [...assessment.reasons]
  const warnings = [...assessment.warnings]
  let check: CapacityCheck | null = null
  if (size) {
    const judged = judge(network, assessment, assessment.changes, models, rules)
    check = judged.check
    reasons.push(...judged.reasons)
    warnings.push(...judged.warnings)
    for (const other of shown) warnings.push(...overAt(network, assessment.path, assessment.changes, other))
  }
  const pipe = network.pipes[target.pipe]
  const connection: Connection = {
    compoundId: site.site.id,
    rank: null,
    status: reasons.length > 0 ? 'rejected' : 'feasible',
    position: target.position,
    wellId: network.wells[target.well]?.id ?? null,
    pipeId: pipe?.id ?? null,
    station: pipe ? target.station : null,
    returnPeriod: models.existing.returnPeriod,
    designFlow: site.designFlow,
    psiF: site.psiF,
    t1: site.t1,
    dn: size?.dn ?? null,
    slope: size?.slope ?? null,
    velocity: size?.velocity ?? null,
    length: assessment.length,
    invertStart: size?.invertStart ?? null,
    invertEnd: size?.invertEnd ?? null,
    drop: size?.drop ?? null,
    headSpare: assessment.headSpare,
    cost: size ? Math.round(size.cost) : null,
    deviations: assessment.deviations,
    capacity: withOtherPeriods(network, assessment, check?.capacity ?? [], shown),
    warnings,
    reasons,
    route: assessment.route,
    profile: size ? profileOf(network, assessment, size) : [],
  }
  return { connection, check, assessment }
}

function withOtherPeriods(
  network: StormNetwork,
  { path, changes }: Assessment,
  capacity: Connection['capacity'],
  shown: readonly FlowModels[],
): Connection['capacity'] {
  if (capacity.length === 0) return capacity
  const periods = shown.map((models) => ratiosAt(network, path, changes, models))
  return capacity.map((main, i) => ({ ...main, at: periods.flatMap((ratios) => ratios.slice(i, i + 1)) }))
}

/**
 * What the mains below a sized candidate say when `changes` come on top of the plan: capacity, the grade line, and H8:
 * a branch under pressure must not push water back into the compound (GB 50014-2021 5.3.6).
 */
export function judge(
  network: StormNetwork,
  { path, size, length, site }: Assessment,
  changes: readonly LoadChange[],
  models: FlowModels,
  rules: DrainageRules,
): { reasons: Reason[]; warnings: Reason[]; check: CapacityCheck } {
  const check = checkCapacity(network, path, changes, site, models, rules)
  const line = checkGradeLine(network, path, models.existing.flow, models.planned.after(changes))
  const reasons = [...check.reasons, ...line.reasons]
  if (size) {
    const loss = length * frictionSlope(size.dn, site.designFlow, rules.roughness.newPipe)
    const level = Math.max(line.tieLevel, size.invertEnd) + loss
    const over = level - site.site.ground
    if (over > 1e-6) reasons.push({ code: 'HGL', well: site.site.id, m: over, level })
  }
  return { reasons, warnings: [...check.warnings, ...line.warnings], check }
}

function sizingTask(
  network: StormNetwork,
  site: PreparedSite,
  target: Target,
  rules: DrainageRules,
  way: { route: readonly Plane[]; runs: readonly number[]; length: number; crown: number },
): SizingTask {
  const k = target.pipe
  const dnMain = network.pipes[k]?.dn ?? NaN
  const slopeMain = network.slope[k] ?? NaN
  const invertMain = (network.pipes[k]?.invertStart ?? NaN) - slopeMain * target.station
  return {
    runs: way.runs,
    length: way.length,
    midPipe: target.well < 0,
    designFlow: site.designFlow,
    crownStart: way.crown,
    highestCrownEnd: groundAt(network, target) - rules.minCover,
    crownMain: invertMain + dnMain / 1000,
    invertMain,
    dnMain,
    slopeMain,
    angle: angleOf(way.route, target),
    branches: target.well < 0 ? 0 : branchesAt(network, target.well),
  }
}

/** Ground at the tie-in: of the well, or linear between both wells of the main. */
export function groundAt(network: StormNetwork, target: Target): number {
  if (target.well >= 0) return network.wells[target.well]?.ground ?? NaN
  const start = network.wells[network.from[target.pipe] ?? -1]?.ground ?? NaN
  const end = network.wells[network.to[target.pipe] ?? -1]?.ground ?? NaN
  return start + ((end - start) * target.station) / (network.length[target.pipe] ?? NaN)
}

/** Degrees between the branch, seen from the tie-in, and the main going on: 180 = straight through (H6). */
function angleOf(route: readonly Plane[], { onward }: Target): number | null {
  for (let i = route.length - 2; i >= 0 && onward; i--) {
    const back = directionOf(at(route, route.length - 1), at(route, i))
    if (!back) continue
    const cosine = back[0] * onward[0] + back[1] * onward[1]
    return (Math.acos(Math.min(1, Math.max(-1, cosine))) * 180) / Math.PI
  }
  return null
}

/** Branches over DN300 into a manhole (L4): pipes in use that arrive, less the main coming through, the largest. */
function branchesAt(network: StormNetwork, well: number): number {
  const sizes: number[] = []
  for (let i = network.arrivingStart[well] ?? 0; i < (network.arrivingStart[well + 1] ?? 0); i++) {
    const pipe = network.pipes[network.arriving[i] ?? -1]
    if (pipe?.status === 'in_use' && pipe.system === 'YS') sizes.push(pipe.dn)
  }
  return sizes
    .sort((a, b) => b - a)
    .slice(1)
    .filter((dn) => dn > 300).length
}

/** What is missing: head, or cover where the ground over the tie-in is too low for any pipe above the main. */
function shortOfHead(task: SizingTask, lift: number, rules: DrainageRules): Reason[] {
  const coverShort = task.crownMain - task.highestCrownEnd
  if (coverShort > 1e-9) {
    return [
      { code: 'COVER', m: rules.minCover - coverShort, where: 'end', least: rules.minCover },
      { code: 'HEAD_SHORT', m: lift },
    ]
  }
  return [{ code: 'HEAD_SHORT', m: Math.max(0, lift) }]
}

/** What a connection does to the loads; a well it sheds to today loses that share. */
function changesOf(
  network: StormNetwork,
  site: PreparedSite,
  target: Target,
  length: number,
  size: Size,
): LoadChange[] {
  const well = network.from[target.pipe] ?? -1
  const arrival = site.t1 + length / (60 * size.velocity)
  const changes: LoadChange[] = [{ well, psiF: site.psiF, arrival, flow: site.designFlow }]
  const today = network.wellNumber.get(site.site.drainsTo ?? '')
  if (today !== undefined && site.psiFBefore !== null) {
    changes.push({ well: today, psiF: -site.psiFBefore, arrival: 0, flow: 0 })
  }
  return changes
}

/** Stations at both ends, at bends and at the manholes between; ground linear between the ends. */
function profileOf(network: StormNetwork, assessment: Assessment, size: Size): Connection['profile'] {
  const { length, site, target, task } = assessment
  const distances = [0]
  for (const run of task?.runs ?? []) {
    const from = distances[distances.length - 1] ?? 0
    const parts = Math.max(1, Math.ceil(run / manholeSpacing(size.dn) - 1e-9))
    for (let part = 1; part <= parts; part++) distances.push(from + (run * part) / parts)
  }
  const groundEnd = groundAt(network, target)
  return distances.map((distance) => {
    const share = length > 0 ? distance / length : 0
    const invert = size.invertStart - size.slope * distance
    const ground = site.site.ground + (groundEnd - site.site.ground) * share
    return { distance, ground, invert, crown: invert + size.dn / 1000 }
  })
}
