import type { LngLat } from '#core/compound/compound.ts'
import type { PlaceJudge, PlaceVerdict } from '#core/drainage/judge-place.ts'
import type { StormNetwork } from '#core/drainage/network.ts'
import type { Place } from '#core/drainage/place.ts'
import { distanceBetween } from '#core/geo/plane-geometry.ts'
import { toLngLat, toPlane } from '#core/geo/projection.ts'
import { decodeGround } from '#core/tie-in/ground-bytes.ts'
import { judgeOn, type MarkingGround } from '#core/tie-in/marking-ground.ts'
import { createSnapper, type SnapKind, type Snapper } from '#core/tie-in/snap.ts'
import type { JudgeAnswer, JudgedPlace, JudgeQuestion, ListedTarget } from './judge-messages.ts'

/** The engine of the server on a thread of the page: snaps and judges while a point is dragged. */

interface Desk {
  readonly ground: MarkingGround
  readonly network: StormNetwork
  readonly judge: PlaceJudge
  readonly snapper: Snapper
}

let desk: Desk | null = null

self.addEventListener('message', ({ data }: MessageEvent<JudgeQuestion>) => {
  const tell = (answer: JudgeAnswer): void => self.postMessage(answer)
  try {
    if (data.kind === 'ground') tell(open(data.bytes))
    else if (desk !== null && data.kind === 'place') {
      tell({ kind: 'place', number: data.number, judged: placed(desk, data) })
    } else if (desk !== null && data.kind === 'vertex') {
      const from = data.from === null ? null : toPlane(data.from)
      const caught = desk.snapper.vertex(toPlane(data.pointer), from, data.reach)
      tell({ kind: 'vertex', number: data.number, snap: caught.kind, position: toLngLat(caught.position) })
    }
  } catch (error) {
    tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) })
  }
})

function open(bytes: ArrayBuffer): JudgeAnswer {
  const ground = decodeGround(bytes)
  const { network, judge } = judgeOn(ground)
  desk = { ground, network, judge, snapper: createSnapper(ground, network) }
  const home = ground.compound.outlet ?? ground.compound.position
  return { kind: 'ready', start: toLngLat(home), targets: targetsOf(ground, network) }
}

function targetsOf({ compound }: MarkingGround, network: StormNetwork): ListedTarget[] {
  const home = compound.outlet ?? compound.position
  const largest = new Map<string, number>()
  for (const { from, to, dn } of network.pipes) {
    for (const id of [from, to]) largest.set(id, Math.max(dn, largest.get(id) ?? 0))
  }
  const wells = network.wells.map(({ id, system, position }): ListedTarget => ({
    id,
    kind: 'well',
    system,
    dn: largest.get(id) ?? null,
    distance: distanceBetween(position, home),
    length: null,
  }))
  const pipes = network.pipes.flatMap(({ id, system, dn, line }, k): ListedTarget[] => {
    const distance = Math.min(...line.map((vertex) => distanceBetween(vertex, home)))
    const length = network.length[k] ?? null
    return line.length < 2 ? [] : [{ id, kind: 'pipe', system, dn, distance, length }]
  })
  return [...wells, ...pipes].sort((a, b) => a.distance - b.distance)
}

function placed(
  { ground, judge, snapper }: Desk,
  { pointer, place, reach, filter, bends }: Extract<JudgeQuestion, { kind: 'place' }>,
): JudgedPlace | null {
  const caught = pointer === null ? null : snapper.place(toPlane(pointer), reach, filter)
  const wanted = place ?? caught?.place
  if (wanted === undefined) return null
  const home = ground.compound.outlet ?? ground.compound.position
  const end = caught?.position
  const branch =
    bends === null || bends.length === 0
      ? undefined
      : [home, ...bends.map((bend) => toPlane(bend)), ...(end === undefined ? [] : [end])]
  return toDegrees(judge.judge(ground.compound, wanted, branch), wanted, caught?.kind ?? kindOf(wanted))
}

function kindOf(place: Place): SnapKind {
  return 'wellId' in place ? 'well' : 'pipe'
}

function toDegrees(
  { connection, outcome, misconnection, refusals, deviations }: PlaceVerdict,
  place: Place,
  kind: SnapKind,
): JudgedPlace {
  const { route, position, warnings, capacity, ...numbers } = connection
  const { wellId, pipeId, station, dn, slope, length, velocity, returnPeriod } = numbers
  const { invertStart, invertEnd, headSpare, drop, cost } = numbers
  return {
    place,
    kind,
    position: toLngLat(position) as LngLat,
    wellId,
    pipeId,
    station,
    outcome,
    misconnection,
    refusals,
    deviations,
    warnings,
    route: route.map((point) => toLngLat(point)),
    dn,
    slope,
    length,
    velocity,
    invertStart,
    invertEnd,
    headSpare,
    drop,
    cost,
    capacity,
    returnPeriod,
  }
}
