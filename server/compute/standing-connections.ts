import type { StandingConnection } from '#core/drainage/model.ts'
import type { DrainageRules } from '#core/drainage/rules.ts'
import { prepareSite } from '#core/drainage/site.ts'
import { toPlane, type Plane } from '#core/geo/projection.ts'
import type { StoredCompound } from '../store/compounds.ts'
import type { StoredConnection } from '../store/connections.ts'
import { takesRoom } from './connection-fingerprints.ts'
import { siteOf } from './connection-inputs.ts'

/** The shares of the mains that these connections take before anybody else is asked. */
export function standingOf(
  connections: readonly StoredConnection[],
  compounds: readonly StoredCompound[],
  rules: DrainageRules,
): StandingConnection[] {
  const byId = new Map(compounds.map((compound) => [compound.id, compound]))
  return onePerCompound(connections).flatMap(({ compoundId, pipeId, facts }) => {
    const compound = byId.get(compoundId)
    const site = compound === undefined ? null : siteOf(compound)
    if (site === null || pipeId === null) return []
    const { psiF, psiFBefore, t1, designFlow } = prepareSite(site, rules, facts.returnPeriod)
    const seconds = (facts.length ?? 0) / (facts.velocity ?? Infinity)
    return [
      {
        compoundId,
        pipeId,
        psiF,
        arrival: t1 + seconds / 60,
        designFlow,
        relieves: site.drainsTo && psiFBefore !== null ? { wellId: site.drainsTo, psiF: psiFBefore } : null,
      },
    ]
  })
}

/** Places the centre has sent back, by compound. */
export function ruledOutOf(connections: readonly StoredConnection[]): Map<string, Plane[]> {
  const places = new Map<string, Plane[]>()
  for (const { compoundId, state, position } of connections) {
    if (state !== 'REJECTED') continue
    places.set(compoundId, [...(places.get(compoundId) ?? []), toPlane(position)])
  }
  return places
}

/** The decided one of each compound, else its best. */
export function onePerCompound(connections: readonly StoredConnection[]): StoredConnection[] {
  const one = new Map<string, StoredConnection>()
  for (const connection of connections) {
    if (!takesRoom(connection)) continue
    const known = one.get(connection.compoundId)
    if (known === undefined || connection.state !== 'MARKED') one.set(connection.compoundId, connection)
  }
  return [...one.values()]
}
