import type { StoredCompound } from '../store/compounds.ts'
import type { StoredConnection } from '../store/connections.ts'
import { RETURN_PERIOD_YEARS } from './connect-plan.ts'

/** A point that is asked for and stands nowhere yet: at the compound's outlet, or its name on the map. */
export function requestedPoint(id: string, year: number, compound: StoredCompound): StoredConnection {
  return {
    id,
    version: 1,
    year,
    compoundId: compound.id,
    rank: null,
    status: 'rejected',
    state: 'REQUESTED',
    wellId: null,
    pipeId: null,
    position: compound.drainage.outlet ?? compound.anchor,
    facts: {
      compoundName: compound.name,
      station: null,
      returnPeriod: RETURN_PERIOD_YEARS,
      designFlow: null,
      dn: null,
      slope: null,
      velocity: null,
      length: null,
      invertStart: null,
      invertEnd: null,
      drop: null,
      headSpare: null,
      cost: null,
      capacity: [],
      profile: [],
      warnings: [],
      reasons: [{ code: 'NOT_MARKED' }],
    },
    branch: null,
    source: compound.source === 'demo' ? 'demo' : 'survey',
    work: null,
  }
}
