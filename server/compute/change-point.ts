import type { ConnectionProperties } from '#core/api/connections.ts'
import { refuseStale } from '../middleware/if-match.ts'
import { notFound, ProblemError } from '../middleware/problem.ts'
import type { Parts } from '../parts.ts'
import { recordAudit, type AuditActor } from '../store/audit.ts'
import {
  readConnection,
  readConnections,
  updateConnection,
  writeConnectionInputs,
  writeStanding,
  type StoredConnection,
} from '../store/connections.ts'
import { readPipes, readWells } from '../store/network.ts'
import type { Session } from '../store/store.ts'
import { today } from '../today.ts'
import { fingerprintConnections } from './connection-fingerprints.ts'
import { connectionToFeature } from './connection-view.ts'
import { beside, markedPoint, type MarkWish } from './mark-point.ts'
import { markingGround } from './marking-ground.ts'
import { staleCompounds } from './stale-connections.ts'
import type { StepGround } from './tie-in-steps.ts'

/** Which point, as it was seen, who asks, and how the log is to call it. */
export interface Asked {
  readonly id: string
  readonly version: number
  readonly actor: AuditActor
  readonly action: string
  readonly reason: string | null
}

type Change = (session: Session, point: StoredConnection, ground: StepGround) => Promise<StoredConnection>

/**
 * One change of one point: version, guards, change and audit row in one transaction.
 * @throws ProblemError 404, 412 with the point as it now stands, and what `change` throws
 */
export async function changePoint(
  { store, derived, evaluations, drainageRules }: Parts,
  { id, version, actor, action, reason }: Asked,
  change: Change,
): Promise<ConnectionProperties> {
  const about = await readConnection(store, id)
  if (about === null) throw noPoint(id)
  const ground = { store, derived, evaluations, drainageRules }
  const before = await staleCompounds(ground, about.year)
  const changed = await store.write(async (session) => {
    const point = await readConnection(session, id)
    if (point === null) throw noPoint(id)
    refuseStale(version, asSeen(point, before))
    const points = (await readConnections(session, point.year)).filter(
      ({ compoundId }) => compoundId === point.compoundId,
    )
    const facts = { points, stale: before.has(point.compoundId), today: today() }
    const after = await updateConnection(session, await change(session, point, facts))
    const entry = { actor, action, entity: 'connection', entityId: id, reason }
    await recordAudit(session, { ...entry, before: auditOf(point), after: auditOf(after) })
    return after
  })
  return connectionToFeature(changed, await staleCompounds(ground, changed.year)).properties
}

/** Marks a place: the engine judges it here again, and the other points of the compound step back behind it. */
export async function markPoint(parts: Parts, asked: Asked, wish: MarkWish): Promise<ConnectionProperties> {
  const { drainageRules: rules, evaluations, store } = parts
  // Before the transaction, which has the one connection to itself.
  const about = await readConnection(store, asked.id)
  const compounds = about === null ? [] : ((await evaluations.of(about.year))?.compounds ?? [])
  return changePoint(parts, asked, async (session, point, steps) => {
    const connections = await readConnections(session, point.year)
    const { compoundId } = point
    const ground = await markingGround(session, { compoundId, compounds, connections, rules })
    if (ground === null) {
      throw new ProblemError(409, { detail: '小区缺地面标高,不能判定接驳点。点位没有改动,请先补录地面标高' })
    }
    const marked = markedPoint(point, wish, ground, steps)
    const others = beside(marked, steps.points)
    await writeStanding(session, others)
    const now = new Map([...others, marked].map((one) => [one.id, one]))
    const wells = await readWells(session)
    const pipes = await readPipes(session)
    const fingerprints = fingerprintConnections(
      { compounds, wells, pipes, rules },
      connections.map((one) => now.get(one.id) ?? one),
    )
    const own = fingerprints.get(compoundId)
    if (own !== undefined) await writeConnectionInputs(session, point.year, new Map([[compoundId, own]]))
    return marked
  })
}

function noPoint(id: string): ProblemError {
  return notFound(`没有编号为 ${id} 的接驳点,可能已被重新计算替换。请刷新后重试`)
}

/** As the list gives it, with its place: what a page needs to set both sides beside each other. */
function asSeen(point: StoredConnection, stale: ReadonlySet<string>) {
  const { geometry, properties } = connectionToFeature(point, stale)
  return { ...properties, position: geometry.coordinates, branch: point.branch?.coordinates ?? null }
}

/** What the history of a point tells: where it stands, and what people did with it. */
function auditOf({ state, version, wellId, pipeId, position, facts, work }: StoredConnection) {
  return { state, version, wellId, pipeId, station: facts.station, position, ...(work ?? {}) }
}
