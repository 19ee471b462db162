import { compoundBounds } from '../store/compounds.ts'
import { baseFeatureBounds } from '../store/base-features.ts'
import type { Box } from '../store/dialect.ts'
import type { Session } from '../store/store.ts'

/** The old town of 海港区: what a map shows of an empty database. */
const DISTRICT: Box = [119.5, 39.88, 119.7, 40.0]

/** The first view: around the compounds, else the district, with a margin. */
export async function boundsOf(session: Session): Promise<[number, number, number, number]> {
  const [west, south, east, north] =
    (await compoundBounds(session)) ?? (await baseFeatureBounds(session, 'district')) ?? DISTRICT
  return [west, south, east, north]
}
