import type { ConnectionDecision } from '#core/api/connections.ts'
import type { TieInWork } from '#core/api/tie-in-work.ts'
import { explain } from '#core/drainage/explain.ts'
import type { PlaceVerdict } from '#core/drainage/judge-place.ts'
import { placeAt, type Place } from '#core/drainage/place.ts'
import type { StormNetwork } from '#core/drainage/network.ts'
import { toPlane } from '#core/geo/projection.ts'
import { unmetGuards } from '#core/tie-in/guards.ts'
import { judgeOn, type MarkingGround } from '#core/tie-in/marking-ground.ts'
import { neverAllowed } from '#core/tie-in/soft-rules.ts'
import { ProblemError } from '../middleware/problem.ts'
import type { StoredConnection } from '../store/connections.ts'
import { toRecord } from './connection-records.ts'
import { stepFacts, type StepGround } from './tie-in-steps.ts'

/** A place somebody marks: by position, by name, or as it is. */
export type MarkWish = Pick<ConnectionDecision, 'position' | 'target' | 'branch' | 'overrides' | 'note'>

/** m: a position this near to a storm well or main means it; on the ground a pointer is no finer. */
const REACH = 25
const SNAP = 3

/**
 * The point at its new place, judged again: the answer kept is this one, whatever the page has shown.
 * @throws ProblemError 409 where the step is not in order, where nothing is near, or for a place nobody may mark
 */
export function markedPoint(
  point: StoredConnection,
  wish: MarkWish,
  ground: MarkingGround,
  steps: StepGround,
): StoredConnection {
  const unmet = unmetGuards('mark', stepFacts(point, { step: 'mark', note: null }, steps))
  if (unmet.length > 0) throw refused(unmet)
  const { network, judge } = judgeOn(ground)
  const branch = wish.branch?.map((position) => toPlane(position))
  const verdict = judge.judge(ground.compound, placeOf(point, wish, network), branch)
  const never = neverAllowed(verdict.refusals)
  if (never.length > 0) {
    throw refused(
      never.map((reason) => ({
        guard: reason.code,
        clause: 'GB 50014-2021',
        message: explain(reason, 'zh'),
      })),
    )
  }
  return recordOf(point, wish, verdict)
}

function placeOf(point: StoredConnection, { position, target }: MarkWish, network: StormNetwork): Place {
  if (target !== undefined) return target
  if (position === undefined && point.wellId !== null) return { wellId: point.wellId }
  if (position === undefined && point.pipeId !== null) {
    return { pipeId: point.pipeId, station: point.facts.station ?? 0 }
  }
  const near =
    position === undefined ? null : placeAt(network, toPlane(position), { reach: REACH, snap: SNAP })
  if (near !== null) return near.place
  throw refused([
    {
      guard: 'ON_MAIN',
      clause: '接驳点在主管或检查井上',
      message: `此处 ${REACH} m 内没有可接入的雨水检查井或主管`,
    },
  ])
}

function recordOf(point: StoredConnection, wish: MarkWish, { connection }: PlaceVerdict): StoredConnection {
  const { year, facts, source } = point
  const record = toRecord(connection, { year, compoundName: facts.compoundName, source })
  const feasible = connection.status === 'feasible'
  return {
    ...record,
    id: point.id,
    version: point.version,
    rank: feasible ? 1 : null,
    state: 'MARKED',
    work: workOf(point, wish),
  }
}

/** Reasons for other deviations than the place has now do no harm: the guards ask for what is needed. */
function workOf({ work }: StoredConnection, wish: MarkWish): TieInWork {
  const how =
    wish.branch !== undefined
      ? 'drawn'
      : wish.target !== undefined
        ? 'forced'
        : wish.position === undefined
          ? 'chosen'
          : 'moved'
  const overrides = wish.overrides ?? work?.overrides
  return {
    marking: { how, note: wish.note ?? null },
    ...(overrides === undefined ? {} : { overrides: [...overrides] }),
  }
}

function refused(unmet: NonNullable<ProblemError['problem']['unmet']>): ProblemError {
  return new ProblemError(409, {
    detail: `${unmet.map(({ message }) => message).join(';')}。数据没有改动`,
    unmet,
  })
}

/**
 * The other points of the compound once this one is marked: it is the one that counts, so that the engine's order
 * moves back behind it, and no other stays marked by hand.
 */
export function beside(marked: StoredConnection, points: readonly StoredConnection[]): StoredConnection[] {
  const others = points.filter(({ id }) => id !== marked.id)
  const ranked = others
    .filter(({ rank }) => rank !== null)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
    .map(({ id }) => id)
  const first = marked.rank === null ? 1 : 2
  return others.map((point) => {
    const place = ranked.indexOf(point.id)
    const { marking: _unmarked, ...work } = point.work ?? {}
    return {
      ...point,
      rank: place < 0 ? null : place + first,
      work: point.state === 'MARKED' && point.work !== null ? noneIfEmpty(work) : point.work,
    }
  })
}

function noneIfEmpty(work: TieInWork): TieInWork | null {
  return Object.keys(work).length === 0 ? null : work
}
