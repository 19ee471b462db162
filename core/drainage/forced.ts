import type { Plane } from '../geo/projection.ts'
import { conclude } from './assess.ts'
import type { FlowModel, LoadChange } from './loads.ts'
import type { Connection } from './model.ts'
import { nowhere } from './nowhere.ts'
import type { Place } from './place.ts'
import { assessPlace, type PlaceSetting } from './judge-place.ts'
import type { PreparedSite } from './site.ts'

/** A compound's place that a person has decided for: no calculation looks for another. */
export interface ForcedPlace {
  readonly compoundId: string
  readonly place: Place
  /** The branch as it was drawn; without it the shortest way. */
  readonly branch?: readonly Plane[] | null
}

/** A forced place with its outcome, and what it takes of the mains. */
export interface SettledPlace {
  readonly connection: Connection
  readonly changes: readonly LoadChange[]
}

/**
 * Judges forced places in their order, each beside those before it. A place that holds has rank 1; one that breaks a
 * hard rule keeps its reasons and no rank, and still counts in the mains wherever it could be sized: nobody else is to
 * rely on room that a person has given away.
 *
 * @param models of the standing connections, the asked return period first
 */
export function settleForced(
  setting: PlaceSetting,
  sites: readonly PreparedSite[],
  forced: readonly ForcedPlace[],
  models: readonly FlowModel[],
): ReadonlyMap<string, SettledPlace> {
  const siteOf = new Map(sites.map((site) => [site.site.id, site]))
  const settled = new Map<string, SettledPlace>()
  const taken: LoadChange[] = []
  for (const { compoundId, place, branch } of forced) {
    const site = siteOf.get(compoundId)
    if (!site || settled.has(compoundId)) continue
    const { assessment, missing } = assessPlace(setting, site, place, branch)
    const beside = models.map((base) => {
      const model = taken.length > 0 ? base.beside(taken) : base
      return { existing: model, planned: model }
    })
    const [asked, ...shown] = beside
    if (!asked) continue
    if (!assessment) {
      const connection = nowhere(site, missing, asked.existing.returnPeriod, null)
      settled.set(compoundId, { connection, changes: [] })
      continue
    }
    const settledAt = conclude(setting.network, assessment, asked, shown, setting.rules)
    const rank = settledAt.connection.status === 'feasible' ? 1 : null
    const { changes } = settledAt.assessment
    settled.set(compoundId, { connection: { ...settledAt.connection, rank }, changes })
    taken.push(...changes)
  }
  return settled
}
