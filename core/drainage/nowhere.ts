import type { Connection, Reason } from './model.ts'
import type { PreparedSite } from './site.ts'

/**
 * The answer where there is no place to enter: no numbers but the compound's own.
 *
 * @param nearest m to the nearest storm manhole; null where that says nothing
 */
export function nowhere(
  site: PreparedSite,
  reasons: readonly Reason[],
  returnPeriod: number,
  nearest: number | null,
): Connection {
  return {
    compoundId: site.site.id,
    rank: null,
    status: 'rejected',
    position: site.site.outlet ?? site.site.position,
    wellId: null,
    pipeId: null,
    station: null,
    returnPeriod,
    designFlow: site.designFlow,
    psiF: site.psiF,
    t1: site.t1,
    dn: null,
    slope: null,
    velocity: null,
    length: nearest,
    invertStart: null,
    invertEnd: null,
    drop: null,
    headSpare: null,
    cost: null,
    deviations: 0,
    capacity: [],
    warnings: site.warnings,
    reasons: [...reasons, ...site.reasons],
    route: [],
    profile: [],
  }
}
