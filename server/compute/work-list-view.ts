import type { WorkItem, WorkList } from '#core/api/tie-in-work.ts'
import { isOverdue, standingPoint, WORK_GROUPS, workGroup, type WorkPoint } from '#core/tie-in/work-list.ts'
import { isByHand } from './hand-marks.ts'
import type { StoredCompound } from '../store/compounds.ts'
import type { StoredConnection } from '../store/connections.ts'
import { noOrder, type TieInOrder } from '../store/tie-in-orders.ts'

/** What the list is made from, all of one plan year. */
export interface WorkGround {
  readonly year: number
  readonly compounds: readonly StoredCompound[]
  readonly connections: readonly StoredConnection[]
  readonly orders: ReadonlyMap<string, TieInOrder>
  /** Compounds of the plan. */
  readonly planned: ReadonlySet<string>
  readonly stale: ReadonlySet<string>
  /** ISO date */
  readonly today: string
}

/** Every compound that is in the plan, was computed, or was asked for, once each, by id. */
export function workItems(ground: WorkGround): WorkItem[] {
  const byCompound = new Map<string, StoredConnection[]>()
  for (const connection of ground.connections) {
    byCompound.set(connection.compoundId, [...(byCompound.get(connection.compoundId) ?? []), connection])
  }
  return ground.compounds
    .filter(({ id }) => ground.planned.has(id) || byCompound.has(id) || ground.orders.has(id))
    .map((compound) => itemOf(compound, byCompound.get(compound.id) ?? [], ground))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}

export function workCounts(items: readonly WorkItem[]): WorkList['counts'] {
  const groups = WORK_GROUPS.map((name) => [name, items.filter(({ group }) => group === name).length])
  return {
    ...(Object.fromEntries(groups) as Record<(typeof WORK_GROUPS)[number], number>),
    stale: items.filter(({ stale }) => stale).length,
    overdue: items.filter(({ overdue }) => overdue).length,
  }
}

function itemOf(
  compound: StoredCompound,
  points: readonly StoredConnection[],
  { orders, year, stale, today }: WorkGround,
): WorkItem {
  const order = orders.get(compound.id) ?? noOrder(year, compound.id)
  const asWork = points.map((point): WorkPoint & { readonly of: StoredConnection } => ({
    id: point.id,
    state: point.state,
    rank: point.rank,
    byHand: isByHand(point),
    of: point,
  }))
  const standing = standingPoint(asWork)
  const group = workGroup(standing)
  // The nearest miss of the engine is no point of anybody's.
  const shown = standing === null || (standing.state === 'MARKED' && group === 'toMark') ? null : standing.of
  return {
    id: compound.id,
    compoundName: compound.name,
    subdistrict: { code: compound.subdistrictCode, name: compound.subdistrict },
    group,
    stale: stale.has(compound.id),
    overdue: isOverdue(group, order.request?.wantedOn ?? null, today),
    version: order.version,
    request: order.request,
    engineer: order.engineer,
    point: shown === null ? null : pointOf(shown),
    position: [...(shown?.position ?? compound.anchor)],
  }
}

function pointOf(connection: StoredConnection): WorkItem['point'] {
  const { id, version, state, status, wellId, pipeId, facts } = connection
  return { id, version, state, status, wellId, pipeId, station: facts.station, byHand: isByHand(connection) }
}
