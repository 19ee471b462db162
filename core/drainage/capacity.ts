import { frictionSlope, LEAST_VELOCITY } from './hydraulics.ts'
import type { FlowModel, FlowsAfter, LoadChange } from './loads.ts'
import type { MainCapacity, Reason } from './model.ts'
import type { StormNetwork } from './network.ts'
import { rainIntensity } from './rainfall.ts'
import type { DrainageRules } from './rules.ts'
import { peakStorage } from './runoff.ts'
import type { PreparedSite } from './site.ts'

/** A main is full at 1; the last digits of a division do not count. */
const FULL = 1 + 1e-9

export interface CapacityCheck {
  readonly capacity: readonly MainCapacity[]
  readonly reasons: readonly Reason[]
  readonly warnings: readonly Reason[]
  /** Flow the mains below could still take from this compound, L/s. */
  readonly room: number
}

/** A flow model of what is there, and one with the other connections of the plan; the same where there are none. */
export interface FlowModels {
  readonly existing: FlowModel
  readonly planned: FlowModel
}

/**
 * Every main from the tie-in to the outfall before and after (SPEC 5.5): OK, TIGHT, made over full (refused, with the
 * storage that would mend it), or over full already (refused unless the connection adds no load and the compound's
 * peak does not grow).
 */
export function checkCapacity(
  network: StormNetwork,
  path: readonly number[],
  changes: readonly LoadChange[],
  site: PreparedSite,
  models: FlowModels,
  rules: DrainageRules,
): CapacityCheck {
  const { existing, planned } = models
  const P = existing.returnPeriod
  const after = planned.after(changes)
  const capacity: MainCapacity[] = []
  const reasons: Reason[] = []
  const warnings: Reason[] = []
  let room = Infinity
  path.forEach((k, index) => {
    const full = network.fullFlow[k] ?? NaN
    const main = describeMain(
      network,
      k,
      existing.flow(k) / full,
      after,
      rainIntensity(rules.rain, P, after.time(k)),
    )
    capacity.push(main)
    room = Math.min(room, full - existing.flow(k))
    // A load may grow without the peak: under the partial-area rule another branch decides. It is no room all the same.
    const grows =
      after(k) > Math.max(existing.flow(k), 1e-9) * (1 + 1e-9) || after.load(k) > existing.load(k) + 1e-9
    const numbers = { pipe: main.pipeId, ratio: main.after, before: main.before, P }
    if (main.after > FULL && (main.before <= FULL || grows || site.peakGrows === true)) {
      reasons.push({ code: index === 0 ? 'CAP_TIE' : 'CAP_DOWN', ...numbers })
    } else if (main.before > FULL) warnings.push({ code: 'ALREADY_OVER', ...numbers })
    else if (main.after > rules.tightRatio) warnings.push({ code: 'TIGHT', ...numbers })
    const v = network.velocity[k] ?? 0
    if (v < LEAST_VELOCITY) warnings.push({ code: 'MAIN_V_MIN', pipe: main.pipeId, v, least: LEAST_VELOCITY })
  })
  const load = path.reduce((most, k) => Math.max(most, planned.load(k)), 0) + site.psiF
  if (load > 200 * rules.defaultPsi) warnings.push({ code: 'CATCHMENT_LARGE', psiF: load })
  return { capacity, reasons: withStorage(reasons, room, site, rules, P), warnings, room }
}

/** Mains that another return period would make over full: shown, never decisive. */
export function overAt(
  network: StormNetwork,
  path: readonly number[],
  changes: readonly LoadChange[],
  { existing, planned }: FlowModels,
): Reason[] {
  return ratiosAt(network, path, changes, { existing, planned }).flatMap(
    ({ before, after, returnPeriod }, i) => {
      if (after <= FULL || before > FULL) return []
      const pipe = network.pipes[path[i] ?? -1]?.id ?? ''
      return [{ code: 'OVER_AT', pipe, ratio: after, before, P: returnPeriod }]
    },
  )
}

/** Q/Qfull of the mains of a path before and after, at the return period of the models. */
export function ratiosAt(
  network: StormNetwork,
  path: readonly number[],
  changes: readonly LoadChange[],
  { existing, planned }: FlowModels,
): MainCapacity['at'] {
  const after = planned.after(changes)
  return path.map((k) => {
    const full = network.fullFlow[k] ?? NaN
    return { returnPeriod: existing.returnPeriod, before: existing.flow(k) / full, after: after(k) / full }
  })
}

/**
 * Steady hydraulic grade line from the outfall up (SPEC 5.5): hf = L·(Qn/(A·R^(2/3)))². Levels at the start well of
 * every pipe of the path, in its order; above ground refuses where the connection raises it.
 */
export function gradeLine(
  network: StormNetwork,
  path: readonly number[],
  flow: (k: number) => number,
): number[] {
  const levels: number[] = []
  const last = path[path.length - 1] ?? -1
  let level = network.wells[network.to[last] ?? -1]?.waterLevel ?? -Infinity
  for (const k of [...path].reverse()) {
    const pipe = network.pipes[k]
    const q = flow(k)
    const depth = ((pipe?.dn ?? 0) / 1000) * Math.min(1, q / (network.fullFlow[k] ?? NaN))
    const end = Math.max(level, (pipe?.invertEnd ?? -Infinity) + depth)
    const loss = (network.length[k] ?? 0) * frictionSlope(pipe?.dn ?? 0, q, network.roughness[k] ?? 0)
    level = Math.max(end + loss, (pipe?.invertStart ?? -Infinity) + depth)
    levels.unshift(level)
  }
  return levels
}

/** Wells that the grade line overtops because of the connection, and those where it stands above the crown. */
export function checkGradeLine(
  network: StormNetwork,
  path: readonly number[],
  before: (k: number) => number,
  after: (k: number) => number,
): { reasons: Reason[]; warnings: Reason[]; tieLevel: number } {
  const was = gradeLine(network, path, before)
  const is = gradeLine(network, path, after)
  const reasons: Reason[] = []
  const warnings: Reason[] = []
  path.forEach((k, i) => {
    const well = network.wells[network.from[k] ?? -1]
    const level = is[i] ?? -Infinity
    const crown = (network.pipes[k]?.invertStart ?? Infinity) + (network.pipes[k]?.dn ?? 0) / 1000
    const over = level - (well?.ground ?? Infinity)
    if (over > 1e-6 && level > (was[i] ?? -Infinity) + 1e-6) {
      reasons.push({ code: 'HGL', well: well?.id ?? '', m: over, level })
    } else if (level > crown + 1e-6) {
      warnings.push({ code: 'SURCHARGE', well: well?.id ?? '', m: level - crown, level })
    }
  })
  return { reasons, warnings, tieLevel: is[0] ?? -Infinity }
}

function describeMain(
  network: StormNetwork,
  k: number,
  before: number,
  after: FlowsAfter,
  intensity: number,
): MainCapacity {
  const pipe = network.pipes[k]
  const fullFlow = network.fullFlow[k] ?? NaN
  return {
    pipeId: pipe?.id ?? '',
    before,
    after: after(k) / fullFlow,
    dn: pipe?.dn ?? NaN,
    length: network.length[k] ?? NaN,
    invertStart: pipe?.invertStart ?? NaN,
    invertEnd: pipe?.invertEnd ?? NaN,
    groundStart: network.wells[network.from[k] ?? -1]?.ground ?? NaN,
    groundEnd: network.wells[network.to[k] ?? -1]?.ground ?? NaN,
    from: pipe?.from ?? '',
    to: pipe?.to ?? '',
    load: after.load(k),
    time: after.time(k),
    intensity,
    flow: after(k),
    fullFlow,
    velocity: network.velocity[k] ?? NaN,
    at: [],
  }
}

/** Storage in the compound that would keep the branch within the room the mains have. */
function withStorage(
  reasons: readonly Reason[],
  room: number,
  site: PreparedSite,
  rules: DrainageRules,
  P: number,
): Reason[] {
  if (reasons.length === 0) return []
  const storage = peakStorage(rules, P, site.t1, site.psiF, Math.min(room, site.designFlow))?.volume ?? null
  return reasons.map((reason) => ({ ...reason, storage }))
}
