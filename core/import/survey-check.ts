import { groupBy } from './group-by.ts'
import { toPlane } from '../geo/projection.ts'
import type { LngLat } from '../compound/compound.ts'
import type { PipeRecord, WellRecord } from './merge/merge-network.ts'

/** Why a survey needs a second look (SPEC 3.2); none of them keeps a record out of the register. */
export type RepairCode =
  | 'END_MISSING'
  | 'TOO_LONG'
  | 'TOO_SHORT'
  | 'DEPTH_MISMATCH'
  | 'GROUND_MISMATCH'
  | 'INVERT_MISSING'
  | 'ADVERSE_SLOPE'
  | 'DN_SHRINKS'
  | 'CYCLE'
  | 'NO_OUTFALL'
  | 'MISCONNECTION'

/** One thing for an engineer to look at, on the map. */
export interface Repair {
  readonly code: RepairCode
  readonly kind: 'wells' | 'pipes'
  readonly id: string
  readonly position: LngLat
  /** Chinese, with the numbers. */
  readonly text: string
}

/** A pipe with what the table says beside the record. */
export interface SurveyedPipe {
  readonly record: PipeRecord
  /** m; null: not in the table */
  readonly depths: readonly [start: number | null, end: number | null]
  /** Ground at its ends as the line table has it, m. */
  readonly grounds: readonly [start: number | null, end: number | null]
  /** The surveyor's own word on 混接. */
  readonly misconnected: boolean
}

type SurveyedWell = Pick<WellRecord, 'id' | 'position' | 'ground' | 'system' | 'kind'>

/** CJJ 61-2017 and GB 50014-2021 5.4.4: no run between two wells is longer, nor a real one shorter. */
const LONGEST = 75
const SHORTEST = 0.05
/** Levels that should agree to the centimetre, m. */
const TOLERANCE = 0.02

const SYSTEMS: Readonly<Record<string, string>> = { YS: '雨水', WS: '污水', HS: '合流' }

/**
 * Looks a network over. Wells are asked for by id, so that pipes may end at wells the register already has.
 * Linear in wells and pipes.
 */
export function checkSurvey(
  wells: readonly SurveyedWell[],
  pipes: readonly SurveyedPipe[],
  wellAt: (id: string) => Pick<WellRecord, 'position' | 'ground'> | null,
): Repair[] {
  const byId = new Map(wells.map((well) => [well.id, well]))
  return [
    ...pipes.flatMap((pipe) => checkPipe(pipe, byId, wellAt)),
    ...checkSizes(pipes),
    ...checkFlow(pipes, byId),
  ]
}

function checkPipe(
  pipe: SurveyedPipe,
  wells: ReadonlyMap<string, SurveyedWell>,
  wellAt: (id: string) => Pick<WellRecord, 'ground'> | null,
): Repair[] {
  const { record } = pipe
  const found: Repair[] = []
  const add = (code: RepairCode, text: string): void =>
    void found.push({ code, kind: 'pipes', id: record.id, position: middleOf(record), text })
  const length = record.length ?? lengthOf(record)
  if (length > LONGEST) add('TOO_LONG', `长 ${length.toFixed(1)} m,超过 ${LONGEST} m`)
  if (length < SHORTEST) add('TOO_SHORT', `长 ${length.toFixed(3)} m,不足 ${SHORTEST} m`)
  const ends = [
    ['起点', record.from, record.invertStart, 0],
    ['终点', record.to, record.invertEnd, 1],
  ] as const
  for (const [name, id, invert, at] of ends) {
    const well = wellAt(id)
    if (well === null) add('END_MISSING', `${name} ${id} 不在点表中`)
    const [depth, ground] = [pipe.depths[at], pipe.grounds[at] ?? well?.ground ?? null]
    if (invert === null) add('INVERT_MISSING', `${name} ${id} 没有管底高程,不作接驳目标`)
    else if (depth !== null && ground !== null && Math.abs(ground - depth - invert) > TOLERANCE) {
      add(
        'DEPTH_MISMATCH',
        `${name} ${id} 地面 ${ground.toFixed(3)} - 埋深 ${depth.toFixed(3)} 与管底 ${invert.toFixed(3)} 相差 ${(ground - depth - invert).toFixed(3)} m`,
      )
    }
    const own = pipe.grounds[at]
    if (own !== null && well !== null && well.ground !== null && Math.abs(own - well.ground) > TOLERANCE) {
      add('GROUND_MISMATCH', `${id} 地面高程线表 ${own.toFixed(3)}、点表 ${well.ground.toFixed(3)},不一致`)
    }
    const system = wells.get(id)?.system ?? record.system
    if (system !== record.system && system in SYSTEMS && record.system in SYSTEMS) {
      add('MISCONNECTION', `${SYSTEMS[record.system]}管接入${SYSTEMS[system]}井 ${id},疑似雨污混接`)
    }
  }
  if (pipe.misconnected) add('MISCONNECTION', '调查表标注为混接')
  const { invertStart, invertEnd } = record
  if (invertStart !== null && invertEnd !== null && invertStart < invertEnd) {
    add(
      'ADVERSE_SLOPE',
      `逆坡:起点管底 ${invertStart.toFixed(3)} 低于终点管底 ${invertEnd.toFixed(3)},不作接驳目标`,
    )
  }
  return found
}

/** A pipe smaller than one that flows into it. */
function checkSizes(pipes: readonly SurveyedPipe[]): Repair[] {
  const widest = new Map<string, PipeRecord>()
  for (const { record } of pipes) {
    const standing = widest.get(`${record.system} ${record.to}`)
    if (record.dn !== null && record.dn > (standing?.dn ?? 0))
      widest.set(`${record.system} ${record.to}`, record)
  }
  return pipes.flatMap(({ record }): Repair[] => {
    const above = widest.get(`${record.system} ${record.from}`)
    if (record.dn === null || above === undefined || above.dn === null || record.dn >= above.dn) return []
    const text = `管径 ${record.dn} mm,小于上游 ${above.id} 的 ${above.dn} mm`
    return [{ code: 'DN_SHRINKS', kind: 'pipes', id: record.id, position: middleOf(record), text }]
  })
}

/** Loops, and connected parts without an outfall, of storm and combined pipes together and of sewers. */
function checkFlow(pipes: readonly SurveyedPipe[], wells: ReadonlyMap<string, SurveyedWell>): Repair[] {
  const used = pipes.map(({ record }) => record).filter(({ status }) => status !== 'abandoned')
  const found: Repair[] = [...loops(used)]
  for (const part of connectedParts(used)) {
    if ([...part.wells].some((id) => wells.get(id)?.kind === 'outfall')) continue
    const [first] = part.pipes
    if (first === undefined) continue
    const text = `含此管段的 ${part.pipes.length} 段管网没有排放口,或与排放口断开`
    found.push({ code: 'NO_OUTFALL', kind: 'pipes', id: first.id, position: middleOf(first), text })
  }
  return found
}

/** Pipes that lead back to where they begin: peeled from above, what hangs below a loop is left; peeled from below, the loop. */
function loops(pipes: readonly PipeRecord[]): Repair[] {
  const forward = ({ from, to }: PipeRecord) => [from, to] as const
  const backward = ({ from, to }: PipeRecord) => [to, from] as const
  return peel(peel(pipes, forward), backward).map((pipe) => ({
    code: 'CYCLE',
    kind: 'pipes',
    id: pipe.id,
    position: middleOf(pipe),
    text: '与其他管段首尾相接成环,流向有误,不作接驳目标',
  }))
}

/** What is left when pipes out of wells that nothing flows into are taken away again and again. Linear. */
function peel(
  pipes: readonly PipeRecord[],
  endsOf: (pipe: PipeRecord) => readonly [start: string, end: string],
): PipeRecord[] {
  const leaving = groupBy(pipes, (pipe) => endsOf(pipe)[0])
  const arrivals = new Map<string, number>()
  for (const pipe of pipes) arrivals.set(endsOf(pipe)[1], (arrivals.get(endsOf(pipe)[1]) ?? 0) + 1)
  const open = [...leaving.keys()].filter((id) => !arrivals.has(id))
  const passed = new Set<PipeRecord>()
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const pipe of leaving.get(id) ?? []) {
      passed.add(pipe)
      const [, end] = endsOf(pipe)
      const left = (arrivals.get(end) ?? 0) - 1
      arrivals.set(end, left)
      if (left === 0) open.push(end)
    }
  }
  return pipes.filter((pipe) => !passed.has(pipe))
}

function connectedParts(pipes: readonly PipeRecord[]): { wells: Set<string>; pipes: PipeRecord[] }[] {
  const parent = new Map<string, string>()
  const rootOf = (id: string): string => {
    let root = id
    for (let up = parent.get(root); up !== undefined && up !== root; up = parent.get(root)) root = up
    for (let at = id; at !== root;) {
      const up = parent.get(at) ?? root
      parent.set(at, root)
      at = up
    }
    return root
  }
  for (const { from, to } of pipes) {
    const [a, b] = [rootOf(from), rootOf(to)]
    parent.set(a, b)
    parent.set(b, b)
  }
  const parts = new Map<string, { wells: Set<string>; pipes: PipeRecord[] }>()
  for (const pipe of pipes) {
    const root = rootOf(pipe.from)
    const part = parts.get(root) ?? { wells: new Set<string>(), pipes: [] }
    part.wells.add(pipe.from).add(pipe.to)
    part.pipes.push(pipe)
    parts.set(root, part)
  }
  return [...parts.values()]
}

function lengthOf({ line }: PipeRecord): number {
  let [length, last] = [0, toPlane(placeOf(line.coordinates[0]))]
  for (const position of line.coordinates.slice(1)) {
    const next = toPlane(placeOf(position))
    length += Math.hypot(next[0] - last[0], next[1] - last[1])
    last = next
  }
  return length
}

function middleOf({ line: { coordinates } }: PipeRecord): LngLat {
  const [start, end] = [placeOf(coordinates[0]), placeOf(coordinates.at(-1))]
  return [(start[0] + end[0]) / 2, (start[1] + end[1]) / 2]
}

function placeOf([longitude = 0, latitude = 0]: readonly number[] = []): LngLat {
  return [longitude, latitude]
}
