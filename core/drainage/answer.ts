import { assess, conclude, type Assessment } from './assess.ts'
import { manholesInReach, nearestManhole, type Target } from './candidates.ts'
import type { CapacityCheck, FlowModels } from './capacity.ts'
import { compareAssessments, metresAround, pointsWorthATieIn } from './mid-pipe.ts'
import type { Alternatives, CompoundAnswer, Connection, Reason } from './model.ts'
import type { StormNetwork } from './network.ts'
import { nowhere } from './nowhere.ts'
import type { Router } from './route.ts'
import type { DrainageRules } from './rules.ts'
import { peakStorage } from './runoff.ts'
import type { PreparedSite } from './site.ts'
import { withoutBeaten } from './thin-out.ts'

/** A compound with all its candidates, before the mains are asked. */
export interface Candidates {
  readonly site: PreparedSite
  readonly wells: readonly Assessment[]
  /** Mid-pipe points that nothing but the mains' capacity can refuse. */
  readonly midPipe: readonly Assessment[]
  /** The metres either side of one of them. */
  around(assessment: Assessment): readonly Assessment[]
  /** Distance to the nearest storm manhole of all, m; null where there is none. */
  readonly nearest: number | null
}

interface Outcome {
  readonly connection: Connection
  readonly check: CapacityCheck | null
}

interface JudgedOutcome extends Outcome {
  readonly assessment: Assessment
}

export function prepareCandidates(
  network: StormNetwork,
  site: PreparedSite,
  rules: DrainageRules,
  router: Router,
): Candidates {
  const look = (target: Target): Assessment => assess(network, site, target, rules, router)
  return {
    site,
    wells: manholesInReach(network, site, rules).map(look),
    midPipe: pointsWorthATieIn(network, site, rules, look),
    around: ({ target }) => metresAround(network, site, target, rules).map(look),
    nearest: nearestManhole(network, site)?.distance ?? null,
  }
}

/**
 * All outcomes of one compound: feasible ones ranked (SPEC 5.6), then every refused manhole by distance. Where nothing
 * is feasible the nearest miss carries its alternatives; where nothing is in reach one TOO_FAR says so.
 *
 * @param view what a joint answer has settled
 */
export function answerCompound(
  network: StormNetwork,
  candidates: Candidates,
  models: FlowModels,
  shown: readonly FlowModels[],
  rules: DrainageRules,
  { first = null, hinders = () => [] }: JointView = {},
): CompoundAnswer {
  const outcomeOf = (candidate: Assessment): JudgedOutcome => {
    const isFirst = candidate.target === first?.target
    const outcome = conclude(network, isFirst ? first : candidate, models, shown, rules)
    if (isFirst) return { ...outcome, assessment: first }
    const others = outcome.connection.status === 'feasible' ? hinders(outcome.assessment) : []
    if (others.length === 0) return outcome
    return { ...outcome, connection: { ...outcome.connection, status: 'rejected', reasons: others } }
  }
  const outcomes = [...candidates.wells.map(outcomeOf), ...oneEachMain(candidates, first, outcomeOf)]
  const feasible = withoutBeaten(
    outcomes.filter(({ connection }) => connection.status === 'feasible'),
    ({ assessment }) => assessment === first,
  )
    .sort(
      (a, b) =>
        Number(b.assessment === first) - Number(a.assessment === first) ||
        compareConnections(a.connection, b.connection),
    )
    .map(({ connection }, index) => ({ ...connection, rank: index + 1 }))
  const refused = outcomes.filter(
    ({ connection }) => connection.status === 'rejected' && connection.wellId !== null,
  )
  const compoundId = candidates.site.site.id
  if (feasible.length > 0) {
    return { compoundId, connections: [...feasible, ...refused.map(({ connection }) => connection)] }
  }
  const misses = refused.length > 0 ? refused : outcomes
  if (misses.length === 0) return { compoundId, connections: [tooFar(candidates, models, rules)] }
  return { compoundId, connections: withAlternatives(misses, candidates.site, rules, models) }
}

/** What a joint answer has settled before one compound is answered. */
export interface JointView {
  /** The candidate that takes rank 1 whatever the order says. */
  readonly first?: Assessment | null
  /** Why a candidate that holds would break what is chosen for other compounds. */
  hinders?(assessment: Assessment): readonly Reason[]
}

/** The best mid-pipe point of each main that holds: the others on it bring the same water for more money. */
function oneEachMain(
  { midPipe, around }: Candidates,
  first: Assessment | null,
  outcomeOf: (assessment: Assessment) => JudgedOutcome,
): JudgedOutcome[] {
  const order = [...midPipe].sort(
    (a, b) =>
      Number(b.target === first?.target) - Number(a.target === first?.target) || compareAssessments(a, b),
  )
  const served = new Map<number, JudgedOutcome>()
  const refused: JudgedOutcome[] = []
  const resized = new Set<Assessment>()
  const isBeaten = (assessment: Assessment): boolean => {
    const best = served.get(assessment.target.pipe)?.assessment
    return best !== undefined && (best === first || compareAssessments(best, assessment) <= 0)
  }
  const weigh = (assessment: Assessment): JudgedOutcome | null => {
    if (isBeaten(assessment)) return null
    const outcome = outcomeOf(assessment)
    if (outcome.connection.status === 'rejected') return outcome
    if (isBeaten(outcome.assessment)) return null
    if (outcome.assessment !== assessment && outcome.assessment !== first) resized.add(outcome.assessment)
    served.set(assessment.target.pipe, outcome)
    return null
  }
  for (const assessment of order) {
    const refusal = weigh(assessment)
    if (refusal) refused.push(refusal)
  }
  // Where a main took no point at its own best size, the best metre was looked for at the wrong one.
  for (const { assessment } of [...served.values()]) {
    if (resized.has(assessment)) around(assessment).forEach(weigh)
  }
  return [...served.values(), ...refused]
}

/** SPEC 5.6: the fewest 宜 deviations that count, then the least cost; the shorter among equals. */
export function compareConnections(a: Connection, b: Connection): number {
  return (
    a.deviations - b.deviations ||
    (a.cost ?? Infinity) - (b.cost ?? Infinity) ||
    (a.length ?? Infinity) - (b.length ?? Infinity) ||
    (a.wellId === null ? 1 : 0) - (b.wellId === null ? 1 : 0) ||
    a.position[0] - b.position[0] ||
    a.position[1] - b.position[1]
  )
}

/** The nearest miss goes first: fewest reasons nothing could mend, then fewest reasons, least lift, least distance. */
function withAlternatives(
  misses: readonly Outcome[],
  site: PreparedSite,
  rules: DrainageRules,
  models: FlowModels,
): Connection[] {
  const order = [...misses].sort((a, b) => compareMisses(a.connection, b.connection))
  const nearest = order[0]
  return misses
    .map((miss) =>
      miss === nearest
        ? { ...miss.connection, alternatives: alternativesOf(miss, site, rules, models) }
        : miss.connection,
    )
    .sort((a, b) => Number('alternatives' in b) - Number('alternatives' in a))
}

const MENDABLE: readonly string[] = ['HEAD_SHORT', 'CAP_TIE', 'CAP_DOWN', 'RUNOFF_INCREASED', 'HGL']

function compareMisses(a: Connection, b: Connection): number {
  const hopeless = (c: Connection): number => c.reasons.filter(({ code }) => !MENDABLE.includes(code)).length
  const lift = (c: Connection): number => Math.max(0, -(c.headSpare ?? 0))
  return (
    hopeless(a) - hopeless(b) ||
    lift(a) - lift(b) ||
    a.reasons.length - b.reasons.length ||
    (a.cost ?? Infinity) - (b.cost ?? Infinity) ||
    (a.length ?? Infinity) - (b.length ?? Infinity) ||
    0
  )
}

/** What would mend the nearest miss: a lift for want of head, storage for want of room (SPEC 5.6, 2.3). */
function alternativesOf(
  { connection, check }: Outcome,
  site: PreparedSite,
  rules: DrainageRules,
  models: FlowModels,
): Alternatives {
  const head = Math.max(0, -(connection.headSpare ?? 0))
  const allowed = Math.min(
    check?.room ?? site.designFlow,
    ...connection.reasons
      .filter(({ code }) => code === 'RUNOFF_INCREASED')
      .map(({ before }) => (typeof before === 'number' ? before : Infinity)),
  )
  const asksForStorage = connection.reasons.some(({ code }) =>
    ['CAP_TIE', 'CAP_DOWN', 'RUNOFF_INCREASED', 'HGL'].includes(code),
  )
  const storage =
    asksForStorage && allowed < site.designFlow
      ? peakStorage(rules, models.existing.returnPeriod, site.t1, site.psiF, allowed)
      : null
  return {
    lift: head > 0 ? { head, flow: site.designFlow, wetWell: (site.designFlow * PUMP_SECONDS) / 1000 } : null,
    storage: storage ? { volume: storage.volume, outflow: allowed } : null,
  }
}

/** An ordinary storm wet well holds at least 30 s of its biggest pump (GB 50014-2021 6.3.1). */
const PUMP_SECONDS = 30

function tooFar({ site, nearest }: Candidates, models: FlowModels, rules: DrainageRules): Connection {
  const reach = Math.max(rules.searchRadius, rules.searchLimit)
  const reason = { code: 'TOO_FAR', m: nearest, most: reach }
  return nowhere(site, [reason], models.existing.returnPeriod, nearest)
}
