import type { Connection } from '#core/drainage/model.ts'
import type { CompoundSite } from '#core/drainage/model.ts'
import type { DrainageRules } from '#core/drainage/rules.ts'
import { prepareSite } from '#core/drainage/site.ts'
import type { LaidBranch } from '#core/drainage/with-branches.ts'
import { toPlane } from '#core/geo/projection.ts'
import type { StoredCompound } from '../store/compounds.ts'
import type { StoredConnection } from '../store/connections.ts'
import { siteOf } from './connection-inputs.ts'
import { onePerCompound } from './standing-connections.ts'

/** The branch that stands for each compound: the decided one, else the best proposal. */
export function storedBranches(
  connections: readonly StoredConnection[],
  compounds: readonly StoredCompound[],
  rules: DrainageRules,
): LaidBranch[] {
  const byId = new Map(compounds.map((compound) => [compound.id, compound]))
  return onePerCompound(connections).flatMap((connection): LaidBranch[] => {
    const { compoundId, wellId, pipeId, facts, branch } = connection
    const compound = byId.get(compoundId)
    const site = compound === undefined ? null : siteOf(compound)
    if (site === null || pipeId === null || facts.dn === null || branch === null) return []
    const { psiF, t1 } = prepareSite(site, rules, facts.returnPeriod)
    return [
      {
        compoundId,
        route: branch.coordinates.map(([x = 0, y = 0]) => toPlane([x, y])),
        profile: facts.profile,
        dn: facts.dn,
        psiF,
        t1,
        wellId,
        pipeId,
        station: facts.station ?? 0,
        relieves: reliefOf(site, rules, facts.returnPeriod),
      },
    ]
  })
}

/** The best of each compound, as an answer of the engine has it. */
export function answeredBranches(
  connections: readonly Connection[],
  sites: readonly CompoundSite[],
  rules: DrainageRules,
): LaidBranch[] {
  const byId = new Map(sites.map((site) => [site.id, site]))
  return connections.flatMap((connection): LaidBranch[] => {
    const { compoundId, rank, wellId, pipeId, dn, route, profile, psiF, t1, station } = connection
    const site = byId.get(compoundId)
    if (rank !== 1 || pipeId === null || dn === null || !site) return []
    const relieves = reliefOf(site, rules, connection.returnPeriod)
    return [{ compoundId, route, profile, dn, psiF, t1, wellId, pipeId, station: station ?? 0, relieves }]
  })
}

function reliefOf(site: CompoundSite, rules: DrainageRules, returnPeriod: number): LaidBranch['relieves'] {
  const { psiFBefore } = prepareSite(site, rules, returnPeriod)
  return site.drainsTo && psiFBefore !== null ? { wellId: site.drainsTo, psiF: psiFBefore } : null
}
