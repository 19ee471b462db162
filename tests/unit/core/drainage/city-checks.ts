import { connectOn } from '#core/drainage/connect.ts'
import { explain } from '#core/drainage/explain.ts'
import type { CompoundSite, Connection, Reason } from '#core/drainage/model.ts'
import { buildNetwork } from '#core/drainage/network.ts'
import { rules } from '#tests/builders/drainage.ts'
import { randomCity } from '#tests/builders/random-city.ts'
import type { RandomTown } from '#tests/builders/random-town.ts'
import { cheapestAt, searchEverywhere } from './brute-force.ts'
import { brokenRules } from './hard-rules.ts'

/** What was found wrong in a city, in words; all lists empty where the engine did right. */
export interface CityReport {
  readonly compounds: number
  readonly served: number
  readonly feasible: number
  readonly refused: number
  /** Feasible answers that break a hard rule, alone and together. */
  readonly broken: readonly string[]
  readonly unanswered: readonly string[]
  /** Refusals without a code that has words, or without the numbers that belong to it. */
  readonly speechless: readonly string[]
  /** Compounds for which the plain search found better. */
  readonly beaten: readonly string[]
  /** Compounds of which the nearest arc (Giswater's choice) breaks a hard rule or has no size. */
  readonly nearestInfeasible: number
}

/** The numbers that go with a reason. */
const NUMBERS: Readonly<Record<string, readonly string[]>> = {
  NOT_STORM: ['pipe', 'system'],
  ABANDONED: ['pipe'],
  OUTFALL_NOT_STORM: ['well', 'system'],
  NO_PATH_TO_OUTFALL: ['well'],
  NO_INVERT: ['pipe'],
  DATA_SUSPECT: ['pipe', 'which'],
  TOO_FAR: ['m', 'most'],
  HEAD_SHORT: ['m'],
  COVER: ['m', 'where', 'least'],
  ANGLE: ['deg', 'least'],
  DN_LARGER_THAN_MAIN: ['dn', 'dnMain'],
  CAP_TIE: ['pipe', 'ratio', 'before', 'P'],
  CAP_DOWN: ['pipe', 'ratio', 'before', 'P'],
  HGL: ['well', 'm', 'level'],
  RUNOFF_INCREASED: ['P', 'before', 'after'],
}

/**
 * One random city through the engine and past the apart checker, the plain search every `step` m and the nearest arc.
 *
 * @param step m between the places the plain search tries on a main
 * @param slack share by which the plain search may be cheaper: 0 at the engine's own candidates of every 10 m
 */
export function checkCity(seed: number, step: number, slack = 0): CityReport {
  const city = randomCity(seed)
  const network = buildNetwork(city.wells, city.pipes, rules)
  const alone = connectOn(network, { ...city, rules, returnPeriod: 3, together: false }).compounds
  const siteOf = new Map(city.compounds.map((site) => [site.id, site]))
  const all = alone.flatMap(({ connections }) => connections)
  const broken = all
    .filter(({ status }) => status === 'feasible')
    .flatMap((connection) =>
      brokenOf(city, siteOf.get(connection.compoundId), connection).map(
        (rule) => `city ${seed} ${nameOf(connection)}: ${rule}`,
      ),
    )
  const speechless = all
    .filter(({ status }) => status === 'rejected')
    .flatMap((connection) =>
      faultsOf(connection).map((fault) => `city ${seed} ${nameOf(connection)}: ${fault}`),
    )
  return {
    compounds: city.compounds.length,
    served: alone.filter(({ connections }) => connections[0]?.rank === 1).length,
    feasible: all.filter(({ status }) => status === 'feasible').length,
    refused: all.filter(({ status }) => status === 'rejected').length,
    broken: [...broken, ...brokenTogether(seed, city)],
    unanswered: city.compounds
      .filter(
        ({ id }) => !alone.some(({ compoundId, connections }) => compoundId === id && connections.length > 0),
      )
      .map(({ id }) => `city ${seed} ${id}`),
    speechless,
    beaten: city.compounds.flatMap((site) => {
      const first = alone.find(({ compoundId }) => compoundId === site.id)?.connections[0]
      const found = searchEverywhere(city, site, rules, step)
      if (!found || (first?.rank === 1 && isAsGood(first, found, slack))) return []
      return [`city ${seed} ${site.id}: ${JSON.stringify(found)} beats ${first?.deviations} ${first?.cost}`]
    }),
    nearestInfeasible: city.compounds.filter((site) => !nearestHolds(city, site)).length,
  }
}

function isAsGood(
  { deviations, cost }: Connection,
  found: { deviations: number; cost: number },
  slack: number,
): boolean {
  if (deviations !== found.deviations) return deviations < found.deviations
  return (cost ?? NaN) <= Math.round(found.cost * (1 + slack))
}

function brokenOf(city: RandomTown, site: CompoundSite | undefined, connection: Connection): string[] {
  return site ? brokenRules(city, site, connection, rules) : ['unknown compound']
}

/** Rank-1 connections of a joint answer: each beside all the others. */
function brokenTogether(seed: number, city: RandomTown): string[] {
  const { compounds } = connectOn(buildNetwork(city.wells, city.pipes, rules), {
    ...city,
    rules,
    returnPeriod: 3,
    together: true,
  })
  const chosen = compounds.flatMap(({ compoundId, connections }) => {
    const site = city.compounds.find(({ id }) => id === compoundId)
    const answer = connections.find(({ rank }) => rank === 1)
    return site && answer ? [{ site, answer }] : []
  })
  return chosen.flatMap((one) =>
    brokenRules(
      city,
      one.site,
      one.answer,
      rules,
      chosen.filter((other) => other !== one),
    ).map((rule) => `city ${seed} ${nameOf(one.answer)} together: ${rule}`),
  )
}

function faultsOf({ reasons }: Connection): string[] {
  if (reasons.length === 0) return ['refused without a reason']
  return reasons.flatMap((reason) => {
    const words = explain(reason, 'zh')
    const silent = words === reason.code || /undefined|NaN|—/.test(words)
    const missing = (NUMBERS[reason.code] ?? ['?']).filter((name) => !isGiven(reason, name))
    return [
      ...missing.map((name) => `${reason.code} without ${name}`),
      ...(silent ? [`${reason.code}: ${words}`] : []),
    ]
  })
}

function isGiven(reason: Reason, name: string): boolean {
  const value = reason[name]
  return typeof value === 'number' ? Number.isFinite(value) : typeof value === 'string' && value !== ''
}

/** Giswater's way: the nearest arc that a filter on system and state leaves, wherever the perpendicular meets it. */
function nearestHolds(city: RandomTown, site: CompoundSite): boolean {
  let least = Infinity
  let nearest: { pipe: RandomTown['pipes'][number]; station: number } | null = null
  for (const pipe of city.pipes) {
    if (pipe.system !== 'YS' || pipe.status !== 'in_use') continue
    const [a, b] = [pipe.line[0] ?? [0, 0], pipe.line[1] ?? [0, 0]]
    const length = Math.hypot(b[0] - a[0], b[1] - a[1])
    const along =
      ((site.position[0] - a[0]) * (b[0] - a[0]) + (site.position[1] - a[1]) * (b[1] - a[1])) / length
    const station = Math.min(length, Math.max(0, along))
    const foot = [
      a[0] + ((b[0] - a[0]) * station) / length,
      a[1] + ((b[1] - a[1]) * station) / length,
    ] as const
    const distance = Math.hypot(foot[0] - site.position[0], foot[1] - site.position[1])
    if (distance >= least) continue
    least = distance
    nearest = { pipe, station }
  }
  return nearest !== null && cheapestAt(city, site, nearest.pipe, nearest.station, rules, null) !== null
}

function nameOf({ compoundId, wellId, pipeId, station }: Connection): string {
  return `${compoundId} at ${wellId ?? `${pipeId} ${station?.toFixed(1)}`}`
}
