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

/**
 * The hard rules once more, written plainly and apart from the engine: what a feasible answer breaks of them.
 * Levels, size, slope, velocity and capacity are computed from the input alone.
 */
export function brokenRules(
  { wells, pipes }: { wells: readonly Well[]; pipes: readonly Pipe[] },
  site: CompoundSite,
  answer: Judged,
  rules: DrainageRules,
): string[] {
  const broken: string[] = []
  const rule = (holds: boolean, name: string): void => {
    if (!holds) broken.push(name)
  }
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
  const path = pathOf(wells, pipes, pipe)
  rule(path !== null, 'way to a storm outfall')
  const pipeLength = Math.hypot(
    (pipe.line[1]?.[0] ?? 0) - (pipe.line[0]?.[0] ?? 0),
    (pipe.line[1]?.[1] ?? 0) - (pipe.line[0]?.[1] ?? 0),
  )
  const mainSlope = ((pipe.invertStart ?? NaN) - (pipe.invertEnd ?? NaN)) / pipeLength
  const mainInvert = (pipe.invertStart ?? NaN) - mainSlope * (answer.station ?? NaN)
  rule(invertEnd + dn / 1000 >= mainInvert + pipe.dn / 1000 - 1e-6, 'crown to crown')
  rule(Math.abs(invertStart + dn / 1000 - (site.crownStart ?? NaN)) < 1e-6, 'start level')
  rule(Math.abs(invertStart - slope * length - invertEnd) < 1e-6, 'levels agree with the slope')
  const radius = dn / 4000
  const v = (1 / rules.roughness.newPipe) * radius ** (2 / 3) * Math.sqrt(slope)
  rule(v >= 0.745 - 1e-9 && (dn > 300 || slope >= 0.003 - 1e-12), 'least slope')
  const t1 = site.t1 ?? 10
  const { a, b, c, n } = rules.rain as { a: number; b: number; c: number; n: number }
  const q = (t: number): number => (a * (1 + c * Math.log10(answer.returnPeriod))) / (t + b) ** n
  const flow = q(t1) * (site.psiF ?? NaN)
  rule(((Math.PI * dn * dn) / 4e6) * v * 1000 >= flow - 1e-6, 'carries the flow')
  const shrinks = rules.dnSeries.filter((size) => size > pipe.dn && size <= dn).length
  rule(dn <= pipe.dn || (shrinks <= 2 && mainSlope > slope && pipe.dn >= 300), 'size against the main')
  const start = pipe.line[0] ?? [0, 0]
  const end = pipe.line[1] ?? [0, 0]
  const dot =
    (site.position[0] - answer.position[0]) * (end[0] - start[0]) +
    (site.position[1] - answer.position[1]) * (end[1] - start[1])
  rule(dot <= 1e-3 || (dn <= 300 && (answer.drop ?? 0) > 0.3), 'angle')
  const arrival = t1 + length / (60 * v)
  const before = flows(wells, pipes, q, null)
  const after = flows(wells, pipes, q, { well: pipe.from, psiF: site.psiF ?? 0, t: arrival, flow })
  for (const main of path ?? []) {
    const full = fullFlowOf(main)
    rule((after.get(main.id) ?? NaN) / full <= 1 + 1e-6, `capacity of ${main.id}`)
    const told = answer.capacity.find(({ pipeId }) => pipeId === main.id)
    rule(
      Math.abs((told?.after ?? NaN) - (after.get(main.id) ?? NaN) / full) < 1e-6,
      `ratio told of ${main.id}`,
    )
    rule(Math.abs((told?.before ?? NaN) - (before.get(main.id) ?? NaN) / full) < 1e-6, `before of ${main.id}`)
  }
  return broken
}

function lengthOf({ line }: Pipe): number {
  return Math.hypot((line[1]?.[0] ?? 0) - (line[0]?.[0] ?? 0), (line[1]?.[1] ?? 0) - (line[0]?.[1] ?? 0))
}

function velocityOf(pipe: Pipe): number {
  const slope = ((pipe.invertStart ?? NaN) - (pipe.invertEnd ?? NaN)) / lengthOf(pipe)
  return (1 / (pipe.n ?? 0.013)) * (pipe.dn / 4000) ** (2 / 3) * Math.sqrt(slope)
}

function fullFlowOf(pipe: Pipe): number {
  return ((Math.PI * pipe.dn * pipe.dn) / 4e6) * velocityOf(pipe) * 1000
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

/** The towns of these tests are trees: one pipe leaves a well. */
function pathOf(wells: readonly Well[], pipes: readonly Pipe[], first: Pipe): Pipe[] | null {
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

function flows(
  wells: readonly Well[],
  pipes: readonly Pipe[],
  q: (t: number) => number,
  added: { well: string; psiF: number; t: number; flow: number } | null,
): Map<string, number> {
  const found = new Map<string, { load: number; t: number; flow: number }>()
  const at = (pipe: Pipe): { load: number; t: number; flow: number } => {
    const known = found.get(pipe.id)
    if (known) return known
    const well = wells.find(({ id }) => id === pipe.from)
    const inflows = [
      { load: well?.load ?? 0, t: well?.t1 ?? 10, flow: q(well?.t1 ?? 10) * (well?.load ?? 0) },
    ]
    if (added?.well === pipe.from) inflows.push({ load: added.psiF, t: added.t, flow: added.flow })
    for (const upper of pipes) {
      if (upper.to !== pipe.from || upper.system !== 'YS' || upper.status !== 'in_use') continue
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
  return new Map(pipes.map((pipe) => [pipe.id, at(pipe).flow]))
}
