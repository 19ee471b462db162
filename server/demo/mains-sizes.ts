import {
  frictionSlope,
  fullFlow,
  fullVelocity,
  leastSlopeSteps,
  SLOPE_STEP,
} from '#core/drainage/hydraulics.ts'
import { designFlow } from '#core/drainage/runoff.ts'
import type { DrainageRules } from '#core/drainage/rules.ts'
import type { DemoSystem, DraftPipe, MainsDraft } from './mains-draft.ts'
import { downstreamOrder } from './mains-order.ts'
import type { Random } from './random.ts'

/** What arrives at a well from above. */
interface Arrival {
  psiF: number
  time: number
  crown: number
  dn: number
}

/** Years for which the mains were built, and the share of the full pipe they were to use. */
export const RETURN_PERIOD = 3
const FILL = 0.8
/** Dry-weather flow of a sewage main, L/s per ha of ΨF. */
const SEWAGE = 3
/** Cover of the crown at the heads, m: sewage lies below storm. */
const COVER: Readonly<Record<DemoSystem, readonly [number, number]>> = {
  YS: [1.45, 1.65],
  WS: [2.1, 2.5],
  HS: [1.5, 1.8],
}
const LARGEST = 2000

/**
 * Sizes and levels from the heads down: crowns level where sizes change, never smaller downstream, along the
 * ground where it falls and at the least legal slope where it does not (GB 50014-2021 5.2.10, 5.3.1).
 */
export function sizeMains(draft: MainsDraft, rules: DrainageRules, random: Random): void {
  const arriving = new Map<DraftPipe['from'], Arrival>()
  for (const pipe of downstreamOrder(draft)) {
    const above = arriving.get(pipe.from) ?? { psiF: 0, time: rules.defaultT1, crown: Infinity, dn: 0 }
    const psiF = above.psiF + pipe.from.design
    const flow = pipe.system === 'WS' ? SEWAGE * psiF : designFlow(rules, RETURN_PERIOD, above.time, psiF)
    const cover = random.fork(pipe.street ?? '').between(...COVER[pipe.system])
    const top = Math.min(pipe.from.ground - cover, above.crown)
    const { dn, end } = chooseSize(pipe, rules, Math.max(above.dn, 300), flow, top, pipe.to.ground - cover)
    pipe.dn = dn
    pipe.material = materialOf(dn, random.fork(`material ${pipe.street ?? ''}`))
    pipe.invertStart = round(top - dn / 1000)
    pipe.invertEnd = round(end - dn / 1000)
    const velocity = fullVelocity(dn, (top - end) / pipe.length, rules.roughness.newPipe)
    const below = arriving.get(pipe.to) ?? { psiF: 0, time: 0, crown: Infinity, dn: 0 }
    arriving.set(pipe.to, {
      psiF: below.psiF + psiF,
      time: Math.max(below.time, above.time + pipe.length / velocity / 60),
      crown: Math.min(below.crown, round(end)),
      dn: Math.max(below.dn, dn),
    })
  }
}

function chooseSize(
  pipe: DraftPipe,
  rules: DrainageRules,
  smallest: number,
  flow: number,
  top: number,
  ground: number,
): { dn: number; end: number } {
  const n = rules.roughness.newPipe
  for (const dn of rules.dnSeries) {
    if (dn < smallest) continue
    const least = (leastSlopeSteps(dn, n) + 0.5) * SLOPE_STEP
    // The largest size is laid as steep as its flow asks for.
    const asked = dn >= LARGEST ? frictionSlope(dn, flow / FILL, n) : 0
    const end = Math.min(top - Math.max(least, asked) * pipe.length, ground)
    if (dn >= LARGEST || fullFlow(dn, (top - end) / pipe.length, n) * FILL >= flow) return { dn, end }
  }
  throw new Error(`the size series ends below ${smallest} mm`)
}

function materialOf(dn: number, random: Random): string {
  if (dn <= 500 && random.chance(0.35)) return 'HDPE'
  return dn <= 400 ? '混凝土' : '钢筋混凝土'
}

function round(level: number): number {
  return Math.round(level * 1000) / 1000
}
