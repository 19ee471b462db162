import type { DrainageRules } from '#core/drainage/rules.ts'
import type { MarkingGround } from '#core/tie-in/marking-ground.ts'
import type { StoredCompound } from '../store/compounds.ts'
import type { StoredConnection } from '../store/connections.ts'
import { readPipes, readWells } from '../store/network.ts'
import type { Session } from '../store/store.ts'
import { RETURN_PERIOD_YEARS } from './connect-plan.ts'
import { connectionInput } from './connection-inputs.ts'
import { standingOf } from './standing-connections.ts'

/** What one compound is marked on. */
interface MarkingWish {
  readonly compoundId: string
  readonly compounds: readonly StoredCompound[]
  /** All points of the year. */
  readonly connections: readonly StoredConnection[]
  readonly rules: DrainageRules
}

/** Everything the places of one compound are judged on; null where its ground level was never surveyed. */
export async function markingGround(
  session: Session,
  { compoundId, compounds, connections, rules }: MarkingWish,
): Promise<MarkingGround | null> {
  const own = connections.filter((connection) => connection.compoundId === compoundId)
  const others = connections.filter((connection) => connection.compoundId !== compoundId)
  const returnPeriod = own[0]?.facts.returnPeriod ?? RETURN_PERIOD_YEARS
  const { input } = connectionInput(
    {
      compounds: compounds.filter(({ id }) => id === compoundId),
      register: compounds,
      wells: await readWells(session),
      pipes: await readPipes(session),
      baseFeatures: [],
      standing: standingOf(others, compounds, rules),
    },
    rules,
    returnPeriod,
  )
  const [compound] = input.compounds
  if (compound === undefined) return null
  const { wells, pipes, buildings = [], standing = [] } = input
  return { compound, wells, pipes, buildings, standing, rules, returnPeriod }
}
