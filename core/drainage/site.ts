import { areaOf, at, distanceBetween, footOn } from '../geo/plane-geometry.ts'
import type { Plane } from '../geo/projection.ts'
import type { CompoundSite, Reason } from './model.ts'
import { designFlow, peakStorage, runoffArea, surfaceArea } from './runoff.ts'
import type { DrainageRules } from './rules.ts'

/** Return periods at which results are always shown (SPEC 1.2). */
export const SHOWN_RETURN_PERIODS = [2, 3, 5] as const

/** Least slope of a compound's own pipes, for estimating where they come out (GB 50014-2021 5.2.10, DN300). */
const INTERNAL_SLOPE = 0.003

/** A compound with its runoff worked out. */
export interface PreparedSite {
  readonly site: CompoundSite
  readonly psiF: number
  /** ΨF it sheds today; null = unknown. */
  readonly psiFBefore: number | null
  readonly t1: number
  readonly designFlow: number
  /** Reasons that hold for the compound wherever it connects. */
  readonly reasons: readonly Reason[]
  readonly warnings: readonly Reason[]
  /** Does the peak at the asked return period grow (GB 50014-2021 4.1.6)? null = 待核实. */
  readonly peakGrows: boolean | null
}

export function prepareSite(site: CompoundSite, rules: DrainageRules, returnPeriod: number): PreparedSite {
  const warnings: Reason[] = []
  const t1 = site.t1 ?? rules.defaultT1
  const psiF = runoffOf(site, rules, warnings)
  const flow = designFlow(rules, returnPeriod, t1, psiF)
  const psiFBefore = site.surfacesBefore ? runoffArea(site.surfacesBefore, rules.psi) : null
  const { reasons, peakGrows } = comparePeaks(site, rules, returnPeriod, { psiF, psiFBefore, t1 }, warnings)
  if (!rules.rainConfirmed) warnings.push({ code: 'RAIN_UNCONFIRMED' })
  if (t1 < 5 || t1 > 15) warnings.push({ code: 'T1_RANGE', t1 })
  return { site, psiF, psiFBefore, t1, designFlow: flow, reasons, warnings, peakGrows }
}

/** Where the branch starts on its way to a target: the outlet, or the nearest point of the outline. */
export function startTowards({ site }: PreparedSite, target: Plane): Plane {
  if (site.outlet) return site.outlet
  if (!site.outline) return site.position
  const feet = site.outline.map((ring) => footOn(closed(ring), target))
  return feet.reduce((best, foot) => (foot.distance < best.distance ? foot : best)).position
}

/**
 * Crown of the compound's pipe where it comes out. Unknown: ground less cover less the fall of the internal pipe from
 * the farthest corner (SPEC 5.1), with a warning.
 */
export function crownAt(
  { site }: PreparedSite,
  start: Plane,
  rules: DrainageRules,
): { crown: number; warnings: Reason[] } {
  if (site.crownStart !== null && site.crownStart !== undefined) {
    return { crown: site.crownStart, warnings: [] }
  }
  const corners = site.outline?.[0] ?? []
  const internal = corners.reduce((most, corner) => Math.max(most, distanceBetween(corner, start)), 0)
  const crown = site.ground - rules.minCover - INTERNAL_SLOPE * internal
  return { crown, warnings: [{ code: 'CROWN_ESTIMATED', m: crown }] }
}

function runoffOf(site: CompoundSite, rules: DrainageRules, warnings: Reason[]): number {
  if (site.surfaces) {
    const psiF = runoffArea(site.surfaces, rules.psi)
    const area = surfaceArea(site.surfaces)
    if (psiF > 0.7 * area + 1e-12) warnings.push({ code: 'PSI_HIGH', psi: psiF / area, most: 0.7 })
    return site.psiF ?? psiF
  }
  if (site.psiF !== null && site.psiF !== undefined) return site.psiF
  const area = site.outline ? areaOf(site.outline) / 10_000 : 0
  warnings.push({ code: 'PSI_ASSUMED', psi: rules.defaultPsi, area })
  return rules.defaultPsi * area
}

/** F4: the peak after renovation must not exceed the peak before, at every return period shown (4.1.6). */
function comparePeaks(
  site: CompoundSite,
  rules: DrainageRules,
  returnPeriod: number,
  after: { psiF: number; psiFBefore: number | null; t1: number },
  warnings: Reason[],
): { reasons: Reason[]; peakGrows: boolean | null } {
  const t1Before = site.t1Before ?? null
  if (after.psiFBefore === null || t1Before === null) {
    warnings.push({ code: 'RUNOFF_UNVERIFIED' })
    return { reasons: [], peakGrows: null }
  }
  const reasons: Reason[] = []
  for (const P of new Set([returnPeriod, ...SHOWN_RETURN_PERIODS])) {
    const now = designFlow(rules, P, after.t1, after.psiF)
    const allowed = designFlow(rules, P, t1Before, after.psiFBefore)
    if (now <= allowed * (1 + 1e-9)) continue
    const storage = peakStorage(rules, P, after.t1, after.psiF, allowed)?.volume ?? null
    const reason = { code: 'RUNOFF_INCREASED', P, before: allowed, after: now, storage }
    if (P === returnPeriod) reasons.push(reason)
    else warnings.push(reason)
  }
  return { reasons, peakGrows: reasons.length > 0 }
}

function closed(ring: readonly Plane[]): readonly Plane[] {
  return ring.length > 0 ? [...ring, at(ring, 0)] : ring
}
