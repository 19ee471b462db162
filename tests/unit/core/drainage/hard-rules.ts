import type { CompoundSite, Connection, Pipe, Well } from '#core/drainage/model.ts'
import type { DrainageRules } from '#core/drainage/rules.ts'

/** What is judged of a connection. */
export type Judged = Pick<
  Connection,
  | 'wellId'
  | 'pipeId'
  | 'station'
  | 'position'
  | 'returnPeriod'
  | 'dn'
  | 'slope'
  | 'length'
  | 'drop'
  | 'invertStart'
  | 'invertEnd'
  | 'capacity'
>

/** A connection already chosen for another compound. */
export interface Beside {
  readonly site: CompoundSite
  readonly answer: Judged
}

type Town = { readonly wells: readonly Well[]; readonly pipes: readonly Pipe[] }

/**
 * The hard rules once more, written from GB 50014-2021 and the specification apart from the engine, calling none of its
 * functions: what a feasible answer breaks of them. Levels, size, slope, velocity, capacity and grade line are computed
 * from the input alone. The towns of these tests are trees: one pipe leaves a well, lines are straight.
 */
export function brokenRules(
  town: Town,
  site: CompoundSite,
  answer: Judged,
  rules: DrainageRules,
  beside: readonly Beside[] = [],
): string[] {
  const broken: string[] = []
  const rule = (holds: boolean, name: string): void => {
    if (!holds) broken.push(name)
  }
  const { wells, pipes } = town
  const pipe = pipes.find(({ id }) => id === answer.pipeId)
  const { dn, slope, invertEnd, invertStart, length } = answer
  if (
    !pipe ||
    dn === null ||
    slope === null ||
    invertEnd === null ||
    invertStart === null ||
    length === null
  ) {
    return ['no numbers']
  }
  const well = wells.find(({ id }) => id === answer.wellId)
  rule(answer.wellId === null || (well?.system === 'YS' && well.kind === 'manhole'), 'target')
  rule(pipe.system === 'YS' && pipe.status === 'in_use', 'storm main in use')
  const path = pathOf(town, pipe)
  rule(path !== null, 'way to a storm outfall')
  const share = (answer.station ?? NaN) / lengthOf(pipe)
  const mainSlope = ((pipe.invertStart ?? NaN) - (pipe.invertEnd ?? NaN)) / lengthOf(pipe)
  const mainInvert = (pipe.invertStart ?? NaN) - mainSlope * (answer.station ?? NaN)
  const groundOf = (id: string): number => wells.find((one) => one.id === id)?.ground ?? NaN
  const ground = groundOf(pipe.from) + (groundOf(pipe.to) - groundOf(pipe.from)) * share
  rule(invertEnd + dn / 1000 >= mainInvert + pipe.dn / 1000 - 1e-6, 'crown to crown')
  rule(invertEnd >= mainInvert - 1e-6, 'not below the main')
  rule(invertEnd + dn / 1000 <= ground - rules.minCover + 1e-6, 'cover at the end')
  rule(Math.abs(invertStart + dn / 1000 - (site.crownStart ?? NaN)) < 1e-6, 'start level')
  rule(Math.abs(invertStart - slope * length - invertEnd) < 1e-6, 'levels agree with the slope')
  const v = manning(dn, slope, rules.roughness.newPipe)
  rule(v >= 0.745 - 1e-9 && (dn > 300 || slope >= 0.003 - 1e-12), 'least slope')
  const q = intensity(rules, answer.returnPeriod)
  const load = branchOf(site, answer, q, rules)
  rule(((Math.PI * dn * dn) / 4e6) * v * 1000 >= load.flow - 1e-6, 'carries the flow')
  const shrinks = rules.dnSeries.filter((size) => size > pipe.dn && size <= dn).length
  rule(dn <= pipe.dn || (shrinks <= 2 && mainSlope > slope && pipe.dn >= 300), 'size against the main')
  const [start, end] = [pipe.line[0] ?? [0, 0], pipe.line[1] ?? [0, 0]]
  const dot =
    (site.position[0] - answer.position[0]) * (end[0] - start[0]) +
    (site.position[1] - answer.position[1]) * (end[1] - start[1])
  rule(dot <= 1e-3 || (dn <= 300 && (answer.drop ?? 0) > 0.3), 'angle')
  const grows = peakGrows(site, q, rules)
  rule(grows !== true, 'peak before and after (4.1.6)')
  // Where no ratios are told only whether anything is broken is asked.
  if (!path || (broken.length > 0 && answer.capacity.length === 0)) return broken

  const wasLoads = flowsOfToday(town, answer.returnPeriod, q)
  const ownLoads = flows(town, q, [load])
  const others = beside.map((one) => branchOf(one.site, one.answer, q, rules))
  const isLoads = beside.length > 0 ? flows(town, q, [load, ...others]) : ownLoads
  for (const main of path) {
    const full = ((Math.PI * main.dn * main.dn) / 4e6) * velocityOf(main) * 1000
    const [was, is] = [wasLoads.get(main.id), isLoads.get(main.id)]
    const [before, after] = [(was?.flow ?? NaN) / full, (is?.flow ?? NaN) / full]
    const adds =
      (is?.flow ?? 0) > (was?.flow ?? 0) * (1 + 1e-9) + 1e-9 || (is?.load ?? 0) > (was?.load ?? 0) + 1e-9
    rule(after <= 1 + 1e-6 || (before > 1 && !adds && grows !== true), `capacity of ${main.id}`)
    if (beside.length > 0 || answer.capacity.length === 0) continue
    const told = answer.capacity.find(({ pipeId }) => pipeId === main.id)
    rule(Math.abs((told?.after ?? NaN) - after) < 1e-6, `ratio told of ${main.id}`)
    rule(Math.abs((told?.before ?? NaN) - before) < 1e-6, `before of ${main.id}`)
  }
  const wasLine = gradeLine(town, path, wasLoads)
  const line = gradeLine(town, path, isLoads)
  path.forEach((main, i) => {
    const level = line[i] ?? NaN
    rule(
      level <= groundOf(main.from) + 1e-6 || level <= (wasLine[i] ?? NaN) + 1e-6,
      `grade line at ${main.from}`,
    )
  })
  const branchLoss = length * (load.flow / 1000 / (((Math.PI * dn * dn) / 4e6) * (v / Math.sqrt(slope)))) ** 2
  rule(
    Math.max(line[0] ?? NaN, invertEnd) + branchLoss <= site.ground + 1e-6,
    'no backflow into the compound',
  )
  return broken
}

function intensity(rules: DrainageRules, P: number): (t: number) => number {
  const { a, b, c, n } = rules.rain as { a: number; b: number; c: number; n: number }
  return (t) => (a * (1 + c * Math.log10(P))) / (t + b) ** n
}

function manning(dn: number, slope: number, n: number): number {
  return (1 / n) * (dn / 4000) ** (2 / 3) * Math.sqrt(slope)
}

function lengthOf({ line }: Pipe): number {
  return Math.hypot((line[1]?.[0] ?? 0) - (line[0]?.[0] ?? 0), (line[1]?.[1] ?? 0) - (line[0]?.[1] ?? 0))
}

function velocityOf(pipe: Pipe): number {
  return manning(
    pipe.dn,
    ((pipe.invertStart ?? NaN) - (pipe.invertEnd ?? NaN)) / lengthOf(pipe),
    pipe.n ?? 0.013,
  )
}

function isSound(pipe: Pipe): boolean {
  return (
    pipe.system === 'YS' &&
    pipe.status === 'in_use' &&
    pipe.invertStart !== null &&
    pipe.invertEnd !== null &&
    pipe.invertStart > pipe.invertEnd
  )
}

function pathOf({ wells, pipes }: Town, first: Pipe): Pipe[] | null {
  const path: Pipe[] = []
  for (let pipe: Pipe | undefined = first; pipe;) {
    if (!isSound(pipe)) return null
    path.push(pipe)
    const end: Well | undefined = wells.find(({ id }) => id === pipe?.to)
    if (end?.kind === 'outfall') return end.system === 'YS' ? path : null
    pipe = pipes.find(({ from }) => from === end?.id)
  }
  return null
}

/** ΨF before, ha; null where it is not known. */
function before(site: CompoundSite, rules: DrainageRules): number | null {
  if (!site.surfacesBefore) return null
  const kinds = ['roof', 'asphalt', 'stone', 'gravel', 'dryStone', 'earth', 'green'] as const
  return kinds.reduce((sum, kind) => sum + (site.surfacesBefore?.[kind] ?? 0) * rules.psi[kind], 0)
}

function peakGrows(site: CompoundSite, q: (t: number) => number, rules: DrainageRules): boolean | null {
  const psiF = before(site, rules)
  const t1 = site.t1Before ?? null
  if (psiF === null || t1 === null) return null
  return q(site.t1 ?? 10) * (site.psiF ?? NaN) > q(t1) * psiF * (1 + 1e-9)
}

/** What a branch brings to the start of its main, and what its compound no longer sheds elsewhere. */
interface Branch {
  readonly pipe: string
  readonly load: number
  readonly t: number
  readonly flow: number
  readonly relieves: string | null
  readonly relief: number
}

function branchOf(
  site: CompoundSite,
  answer: Judged,
  q: (t: number) => number,
  rules: DrainageRules,
): Branch {
  const v = manning(answer.dn ?? NaN, answer.slope ?? NaN, rules.roughness.newPipe)
  const t1 = site.t1 ?? 10
  const load = site.psiF ?? 0
  return {
    pipe: answer.pipeId ?? '',
    load,
    t: t1 + (answer.length ?? NaN) / (60 * v),
    flow: q(t1) * load,
    relieves: site.drainsTo ?? null,
    relief: site.drainsTo ? (before(site, rules) ?? 0) : 0,
  }
}

interface Inflow {
  readonly load: number
  readonly t: number
  readonly flow: number
}

const TODAY = new WeakMap<Town, Map<number, Map<string, Inflow>>>()

function flowsOfToday(town: Town, P: number, q: (t: number) => number): Map<string, Inflow> {
  const byPeriod = TODAY.get(town) ?? new Map<number, Map<string, Inflow>>()
  TODAY.set(town, byPeriod)
  const known = byPeriod.get(P) ?? flows(town, q, [])
  byPeriod.set(P, known)
  return known
}

/** Rational method with the partial-area rule, from the heads down. */
function flows(
  { wells, pipes }: Town,
  q: (t: number) => number,
  added: readonly Branch[],
): Map<string, Inflow> {
  const found = new Map<string, Inflow>()
  const wellOf = new Map(wells.map((well) => [well.id, well]))
  const arriving = new Map<string, Pipe[]>()
  for (const pipe of pipes) {
    if (pipe.system !== 'YS' || pipe.status !== 'in_use') continue
    arriving.set(pipe.to, [...(arriving.get(pipe.to) ?? []), pipe])
  }
  const at = (pipe: Pipe): Inflow => {
    const known = found.get(pipe.id)
    if (known) return known
    const well = wellOf.get(pipe.from)
    const relief = added.reduce(
      (sum, { relieves, relief: less }) => sum + (relieves === pipe.from ? less : 0),
      0,
    )
    const own = Math.max(0, (well?.load ?? 0) - relief)
    const inflows: Inflow[] = [{ load: own, t: well?.t1 ?? 10, flow: q(well?.t1 ?? 10) * own }]
    inflows.push(...added.filter((branch) => branch.pipe === pipe.id))
    for (const upper of arriving.get(pipe.from) ?? []) {
      const above = at(upper)
      inflows.push({
        ...above,
        t: above.t + (isSound(upper) ? lengthOf(upper) / (60 * velocityOf(upper)) : 0),
      })
    }
    const wet = inflows.filter(({ load }) => load > 0)
    const load = wet.reduce((sum, inflow) => sum + inflow.load, 0)
    const t = Math.max(0, ...wet.map((inflow) => inflow.t))
    const result = {
      load,
      t,
      flow: load > 0 ? Math.max(q(t) * load, ...wet.map((inflow) => inflow.flow)) : 0,
    }
    found.set(pipe.id, result)
    return result
  }
  for (const pipe of pipes) at(pipe)
  return found
}

/** Pressure line from the outfall up: hf = L(Qn/(AR^(2/3)))², never below the pipe's own bottom. */
function gradeLine({ wells }: Town, path: readonly Pipe[], loads: ReadonlyMap<string, Inflow>): number[] {
  const levels: number[] = []
  let level = wells.find(({ id }) => id === path[path.length - 1]?.to)?.waterLevel ?? -Infinity
  for (const pipe of [...path].reverse()) {
    const slope = ((pipe.invertStart ?? NaN) - (pipe.invertEnd ?? NaN)) / lengthOf(pipe)
    const full = ((Math.PI * pipe.dn * pipe.dn) / 4e6) * velocityOf(pipe) * 1000
    const friction = ((loads.get(pipe.id)?.flow ?? NaN) / full) ** 2 * slope
    level = Math.max(level, pipe.invertEnd ?? NaN) + friction * lengthOf(pipe)
    levels.unshift(level)
  }
  return levels
}
