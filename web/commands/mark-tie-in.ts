import type { ConnectionDecision, ConnectionProperties } from '#core/api/connections.ts'
import type { LngLat } from '#core/compound/compound.ts'
import type { Place } from '#core/drainage/place.ts'
import { tieInsApi } from '../api/tie-ins.ts'
import { judgeWorker, openJudgeLink, type JudgeLink } from '../marking/judge-link.ts'
import type { JudgeAnswer } from '../marking/judge-messages.ts'
import { useConnections } from '../stores/connections.ts'
import { useMarking } from '../stores/marking.ts'
import { useSelection } from '../stores/selection.ts'
import { useView } from '../stores/view.ts'
import { chooseTool } from './choose-tool.ts'
import { decide, type StepRefusal } from './tie-in-steps.ts'

let link: JudgeLink | null = null
let number = 0
/** Numbers of the questions whose answers are wanted. */
let wanted = { draft: 0, hover: 0, vertex: 0 }

/** Takes a point in hand: the network around its compound comes, and the engine answers from here on. */
export async function beginMarking(point: ConnectionProperties): Promise<void> {
  const marking = useMarking()
  chooseTool(null)
  endMarking()
  marking.begin(point)
  link = openJudgeLink(judgeWorker, take)
  try {
    const bytes = await tieInsApi.ground(point.compoundId, useView().year)
    if (marking.point?.id === point.id) link.ask({ kind: 'ground', bytes })
  } catch {
    marking.state = 'error'
  }
}

/** Lays the point down; nothing of the draft stays. */
export function endMarking(): void {
  link?.close()
  link = null
  useMarking().end()
}

/** What lies under the pointer; null where it has left the map. */
export function lookAt(pointer: LngLat | null, reach: number): void {
  const marking = useMarking()
  if (pointer === null) {
    wanted = { ...wanted, hover: 0, vertex: 0 }
    marking.hovered = null
    marking.vertexSnap = null
    return
  }
  if (marking.tool === 'branch') {
    wanted = { ...wanted, hover: 0 }
    marking.hovered = null
    const { bends } = marking.draft
    wanted = { ...wanted, vertex: ++number }
    link?.ask({ kind: 'vertex', number, pointer, from: bends?.at(-1) ?? marking.start, reach })
    return
  }
  wanted = { ...wanted, hover: ++number, vertex: 0 }
  marking.vertexSnap = null
  const { filter, draft } = marking
  link?.ask({ kind: 'place', number, pointer, place: null, reach, filter: { ...filter }, bends: draft.bends })
}

/** Puts the point where the pointer has caught something. */
export function dropHere(): boolean {
  const { hovered } = useMarking()
  if (hovered === null) return false
  placeAt(hovered.place)
  return true
}

export function placeAt(place: Place): void {
  const marking = useMarking()
  marking.put({ ...marking.draft, place })
  judgeDraft()
}

/** Draws on, moves or removes a bend of the branch. */
export function setBends(bends: readonly LngLat[] | null): void {
  const marking = useMarking()
  marking.put({ ...marking.draft, bends })
  judgeDraft()
}

export function undoDraft(): boolean {
  const done = useMarking().undo()
  if (done) judgeDraft()
  return done
}

export function redoDraft(): boolean {
  const done = useMarking().redo()
  if (done) judgeDraft()
  return done
}

/** The place of the draft, or where the point stands while only its branch is drawn. */
export function draftPlace(): Place | null {
  const { draft, point } = useMarking()
  return draft.place ?? (point === null ? null : placeOf(point))
}

export function judgeDraft(): void {
  const marking = useMarking()
  const place = draftPlace()
  wanted = { ...wanted, draft: ++number }
  if (place === null) {
    marking.judged = null
    return
  }
  const { filter, draft } = marking
  link?.ask({
    kind: 'place',
    number,
    pointer: null,
    place,
    reach: 0,
    filter: { ...filter },
    bends: draft.bends,
  })
}

function take(answer: JudgeAnswer): void {
  const marking = useMarking()
  if (answer.kind === 'ready') {
    marking.state = 'ready'
    marking.start = answer.start
    marking.targets = answer.targets
    judgeDraft()
  } else if (answer.kind === 'failed') {
    marking.state = 'error'
  } else if (answer.kind === 'vertex') {
    if (answer.number === wanted.vertex) marking.vertexSnap = { kind: answer.snap, position: answer.position }
  } else if (answer.number === wanted.draft) {
    marking.judged = answer.judged
  } else if (answer.number === wanted.hover) {
    marking.hovered = answer.judged
  }
}

/** Saves the mark: the server judges again and keeps its own answer. The draft stays where it is refused. */
export async function saveMark(): Promise<StepRefusal | null> {
  const marking = useMarking()
  const { point, draft } = marking
  const place = draftPlace()
  if (point === null || place === null) return null
  const body: ConnectionDecision = {
    state: 'moved',
    target: place,
    ...(draft.bends === null || draft.bends.length === 0 ? {} : { branch: branchOf(draft.bends) }),
    ...(marking.note.trim() === '' ? {} : { note: marking.note.trim() }),
    overrides: Object.entries(marking.reasons)
      .filter(([, reason]) => reason.trim() !== '')
      .map(([code, reason]) => ({ code, reason: reason.trim() })),
  }
  const refusal = await decide(point, body, undoOf(point))
  if (refusal === null) {
    const { id, compoundId } = point
    endMarking()
    useSelection().selectConnection(id, compoundId)
  } else if (refusal.current !== null) marking.theirs = refusal.current
  return refusal
}

/** Goes on from somebody else's version with the own draft. */
export function goOnFromTheirs(): void {
  const marking = useMarking()
  const { theirs } = marking
  if (theirs === null) return
  marking.point = theirs
  marking.theirs = null
  judgeDraft()
}

/** Takes theirs, and lays the own draft down. */
export async function takeTheirs(): Promise<void> {
  const { theirs } = useMarking()
  endMarking()
  if (theirs === null) return
  await useConnections().load(useView().year)
  useSelection().selectConnection(theirs.id, theirs.compoundId)
}

/** From the compound over the bends to the main. */
function branchOf(bends: readonly LngLat[]): [number, number][] {
  const { start, judged } = useMarking()
  const line = [...(start === null ? [] : [start]), ...bends, ...(judged === null ? [] : [judged.position])]
  return line.map(([longitude, latitude]) => [longitude, latitude])
}

/** Back to where the point stood, with the branch it had; a confirmed one is confirmed again. */
function undoOf(point: ConnectionProperties): ConnectionDecision[] {
  const target = placeOf(point)
  if (target === null) return [{ state: 'rejected', note: '撤销标注' }]
  const drawn = point.work?.marking?.how === 'drawn' ? knownBranch(point.id) : null
  const back: ConnectionDecision = {
    state: 'moved',
    target,
    ...(drawn === null ? {} : { branch: drawn }),
    ...(point.work?.overrides === undefined ? {} : { overrides: point.work.overrides }),
  }
  return point.state === 'CONFIRMED' ? [back, { state: 'confirmed' }] : [back]
}

function knownBranch(id: string): [number, number][] | null {
  const { candidates, collection } = useConnections()
  for (const { features } of [candidates, collection]) {
    for (const { geometry, properties } of features) {
      if (properties.kind !== 'branch' || properties.connectionId !== id) continue
      if (geometry.type === 'LineString')
        return geometry.coordinates.map(([longitude = 0, latitude = 0]) => [longitude, latitude])
    }
  }
  return null
}

function placeOf({ wellId, pipeId, station }: ConnectionProperties): Place | null {
  if (wellId !== null) return { wellId }
  return pipeId === null ? null : { pipeId, station: station ?? 0 }
}
