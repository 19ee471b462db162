import type { Pipe, Well } from '#core/drainage/model.ts'
import { designStorm } from '#core/drainage/design-storm.ts'
import type { DrainageRules } from '#core/drainage/rules.ts'
import { lengthOf } from '#core/geo/plane-geometry.ts'
import type { Plane } from '#core/geo/projection.ts'

/** What is written, in the engine's plane metres. */
export interface InpSource {
  readonly wells: readonly Well[]
  readonly pipes: readonly Pipe[]
  readonly rules: DrainageRules
  readonly returnPeriod: number
  /** Lines for [TITLE], without line breaks. */
  readonly title: readonly string[]
  /** Turns plane metres to the coordinates of the file. */
  place?(position: Plane): readonly number[]
}

/** A pipe whose both inverts are known. */
type LevelledPipe = Pipe & { readonly invertStart: number; readonly invertEnd: number }

interface Node {
  readonly name: string
  readonly well: Well
  /** Lowest invert that meets here, m; the ground of a manhole without a pipe. */
  readonly bottom: number
}

/** min; storm of the file */
const STORM = { duration: 120, step: 5, peakAt: 0.4 }

/**
 * The storm network in use as an EPA SWMM 5 input file: LPS and metres, offsets as levels, dynamic wave. Each ΨF that
 * arrives at a well is a subcatchment of that many hectares that sheds all its rain; the rain is a design storm by the
 * storm formula. Nothing is invented: a pipe without its inverts is left out and named in a comment.
 */
export function encodeNetworkInp(source: InpSource): string {
  const storm = source.pipes.filter(({ system, status }) => system === 'YS' && status === 'in_use')
  const pipes = storm.filter(isLevelled)
  const ends = new Set(storm.flatMap(({ from, to }) => [from, to]))
  const wells = source.wells.filter(({ id, system }) => system === 'YS' || ends.has(id))
  const nameOf = distinctNames([...wells, ...pipes].map(({ id }) => id))
  const nodes = new Map(
    wells.map((well): [string, Node] => [
      well.id,
      { name: nameOf(well.id), well, bottom: bottomOf(well, pipes) },
    ]),
  )
  const sound = pipes.filter(({ from, to }) => nodes.has(from) && nodes.has(to))
  const spare = spareOutfalls(sound, nodes)
  const all = [...nodes.values(), ...spare.nodes]
  const endOf = (pipe: LevelledPipe): string => spare.endOf.get(pipe.id) ?? nodes.get(pipe.to)?.name ?? ''
  const place = source.place ?? (([x, y]: Plane) => [x, y])
  const shedding = all.filter(({ well }) => (well.load ?? 0) > 0 && well.kind === 'manhole')
  return [
    section('TITLE', '', source.title),
    section('OPTIONS', '', OPTIONS),
    section('RAINGAGES', 'Name Format Interval SCF Source', ['RG1 INTENSITY 0:05 1.0 TIMESERIES TS1']),
    section(
      'SUBCATCHMENTS',
      'Name Raingage Outlet Area %Imperv Width %Slope CurbLen',
      shedding.map(subcatchment),
    ),
    section(
      'SUBAREAS',
      'Subcatchment N-Imperv N-Perv S-Imperv S-Perv PctZero RouteTo',
      shedding.map(({ name }) => `S.${name} 0.013 0.1 0 0 100 OUTLET`),
    ),
    section(
      'INFILTRATION',
      'Subcatchment MaxRate MinRate Decay DryTime MaxInfil',
      shedding.map(({ name }) => `S.${name} 0 0 4 7 0`),
    ),
    section(
      'JUNCTIONS',
      'Name Elevation MaxDepth InitDepth SurDepth Aponded',
      all.flatMap(({ name, well, bottom }) =>
        well.kind === 'outfall' ? [] : [`${name} ${number(bottom)} ${number(well.ground - bottom)} 0 0 0`],
      ),
    ),
    section(
      'OUTFALLS',
      'Name Elevation Type StageData Gated',
      all.flatMap((node) => (node.well.kind === 'outfall' ? [outfall(node)] : [])),
    ),
    section(
      'CONDUITS',
      'Name FromNode ToNode Length Roughness InOffset OutOffset InitFlow MaxFlow',
      sound.map((pipe) =>
        conduit(pipe, nameOf(pipe.id), nodes.get(pipe.from)?.name ?? '', endOf(pipe), source.rules),
      ),
    ),
    section(
      'XSECTIONS',
      'Link Shape Geom1 Geom2 Geom3 Geom4 Barrels',
      sound.map(({ id, dn }) => `${nameOf(id)} CIRCULAR ${number(dn / 1000)} 0 0 0 1`),
    ),
    section('TIMESERIES', 'Name Time Value (mm/h)', stormRows(source)),
    section('REPORT', '', ['INPUT NO', 'CONTROLS NO', 'SUBCATCHMENTS NONE', 'NODES ALL', 'LINKS ALL']),
    section('MAP', '', ['UNITS Meters']),
    section(
      'COORDINATES',
      'Node X Y',
      all.map(({ name, well }) => `${name} ${place(well.position).map(number).join(' ')}`),
    ),
    section(
      'VERTICES',
      'Link X Y',
      sound.flatMap(({ id, line }) =>
        line.slice(1, -1).map((vertex) => `${nameOf(id)} ${place(vertex).map(number).join(' ')}`),
      ),
    ),
    ...leftOut(storm, sound),
  ].join('\n')
}

const OPTIONS = [
  'FLOW_UNITS LPS',
  'INFILTRATION HORTON',
  'FLOW_ROUTING DYNWAVE',
  'LINK_OFFSETS ELEVATION',
  'MIN_SLOPE 0',
  'ALLOW_PONDING NO',
  'START_DATE 01/01/2024',
  'START_TIME 00:00:00',
  'REPORT_START_DATE 01/01/2024',
  'REPORT_START_TIME 00:00:00',
  'END_DATE 01/01/2024',
  'END_TIME 04:00:00',
  'REPORT_STEP 00:01:00',
  'WET_STEP 00:01:00',
  'DRY_STEP 00:10:00',
  'ROUTING_STEP 2',
  'VARIABLE_STEP 0.75',
]

function section(name: string, columns: string, rows: readonly string[]): string {
  return [`[${name}]`, ...(columns === '' ? [] : [`;;${columns}`]), ...rows, ''].join('\n')
}

function isLevelled(pipe: Pipe): pipe is LevelledPipe {
  return pipe.invertStart !== null && pipe.invertEnd !== null && pipe.dn > 0
}

/** Names without blanks, `;` and quotes, which part words and begin comments; one name, one thing. */
function distinctNames(ids: readonly string[]): (id: string) => string {
  const names = new Map<string, string>()
  const taken = new Set<string>()
  for (const id of ids) {
    const plain = id.replace(/[\s;"]/g, '_').replace(/^\[/, '_') || '_'
    let name = plain
    for (let i = 2; taken.has(name) && !names.has(id); i++) name = `${plain}_${i}`
    taken.add(name)
    if (!names.has(id)) names.set(id, name)
  }
  return (id) => names.get(id) ?? id
}

function bottomOf(well: Well, pipes: readonly LevelledPipe[]): number {
  return pipes.reduce(
    (low, { from, to, invertStart, invertEnd }) =>
      Math.min(low, from === well.id ? invertStart : low, to === well.id ? invertEnd : low),
    well.ground,
  )
}

/** SWMM lets one link end at an outfall: each further one gets an outfall of its own at the same place. */
function spareOutfalls(
  pipes: readonly LevelledPipe[],
  nodes: ReadonlyMap<string, Node>,
): { nodes: Node[]; endOf: Map<string, string> } {
  const count = new Map<string, number>()
  const spare: Node[] = []
  const endOf = new Map<string, string>()
  for (const pipe of pipes) {
    const node = nodes.get(pipe.to)
    if (node?.well.kind !== 'outfall') continue
    const number = (count.get(pipe.to) ?? 0) + 1
    count.set(pipe.to, number)
    if (number === 1) continue
    const name = `${node.name}~${number}`
    endOf.set(pipe.id, name)
    spare.push({ ...node, name, bottom: pipe.invertEnd })
  }
  return { nodes: spare, endOf }
}

function subcatchment({ name, well }: Node): string {
  const hectares = well.load ?? 0
  return `S.${name} RG1 ${name} ${number(hectares)} 100 ${number(Math.sqrt(hectares * 10_000))} 0.5 0`
}

function outfall({ name, well, bottom }: Node): string {
  const stage = well.waterLevel ?? null
  return `${name} ${number(bottom)} ${stage === null ? 'FREE' : `FIXED ${number(stage)}`} NO`
}

function conduit(pipe: LevelledPipe, name: string, from: string, to: string, rules: DrainageRules): string {
  const n = pipe.n ?? rules.roughness.byMaterial[pipe.material] ?? rules.roughness.unknown
  const numbers = [pipe.length ?? lengthOf(pipe.line), n, pipe.invertStart, pipe.invertEnd, 0, 0]
  return `${name} ${from} ${to} ${numbers.map(number).join(' ')}`
}

function stormRows({ rules, returnPeriod }: InpSource): string[] {
  const steps = designStorm(rules.rain, returnPeriod, STORM)
  const time = (minutes: number): string =>
    `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
  return [...steps, { start: STORM.duration, intensity: 0 }].map(
    ({ start, intensity }) => `TS1 ${time(start)} ${number(intensity)}`,
  )
}

/** Pipes that cannot be written, each in a comment. */
function leftOut(storm: readonly Pipe[], sound: readonly Pipe[]): string[] {
  const written = new Set(sound.map(({ id }) => id))
  const missing = storm.filter(({ id }) => !written.has(id))
  return missing.map(({ id }) => `;; left out, an invert, the size or an end is not known: ${id}`)
}

/** To a micrometre, without trailing zeros. */
function number(value: number): string {
  return String(Number(value.toFixed(6)))
}
