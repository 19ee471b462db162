import type { CityFrame } from './city-frame.ts'
import { growForest } from './drainage-forest.ts'
import type { Land } from './land.ts'
import { draftMains, type DemoSystem, type MainsDraft } from './mains-draft.ts'
import { coastOutlets, oneEach, riverOutlets, worksOutlets, type Outlet } from './outlets.ts'
import type { Random } from './random.ts'
import type { River } from './rivers.ts'
import type { Crossing, StreetGrid } from './street-grid.ts'
import type { Stretch } from './streets.ts'
import type { Terrain } from './terrain.ts'

/** What the mains are laid in. */
export interface MainsSite {
  readonly frame: CityFrame
  readonly land: Land
  readonly grid: StreetGrid
  readonly rivers: readonly River[]
  readonly terrain: Terrain
  readonly stretches: readonly Stretch[]
}

/** The unsized mains of all three systems, and the streets whose storm main takes in others. */
export interface Mains {
  readonly draft: MainsDraft
  readonly through: ReadonlySet<string>
}

/** The old quarter with combined sewers lies by the first river: columns and rows of the grid. */
const OLD_QUARTER = { columns: [-1, 4], rows: [-5, 1] } as const
/** Share of the lanes with a sewage main; every wider street has one. */
const SEWERED_LANES = 0.3
/** Streets a sewage network needs to have a works of its own. */
const LEAST_PART = 5

export function layMains(site: MainsSite, spacing: number, random: Random): Mains {
  const dry = site.stretches.filter((stretch) => !stretch.bridge)
  const combined = dry.filter(inOldQuarter)
  const storm = dry.filter((stretch) => !inOldQuarter(stretch))
  const sewage = storm.filter(
    (stretch) => stretch.rank !== 'local' || random.fork(`sewage ${stretch.id}`).chance(SEWERED_LANES),
  )
  const { grid, rivers, terrain, frame, land } = site
  const lane = (row: number) => grid.rows.get(row)?.rank === 'local'
  const stormOutlets = oneEach([
    ...riverOutlets(grid, rivers, storm, terrain, () => true),
    ...coastOutlets(frame, land, storm),
  ])
  const layers = [
    lay(site, 'YS', storm, stormOutlets, spacing),
    lay(site, 'WS', sewage, worksOutlets(sewage, terrain, LEAST_PART), spacing),
    lay(site, 'HS', combined, riverOutlets(grid, rivers, combined, terrain, lane), spacing),
  ]
  return {
    draft: {
      wells: layers.flatMap(({ draft }) => draft.wells),
      pipes: layers.flatMap(({ draft }) => draft.pipes),
    },
    through: layers[0]?.through ?? new Set(),
  }
}

function lay(
  { frame, terrain }: MainsSite,
  system: DemoSystem,
  stretches: readonly Stretch[],
  outlets: readonly Outlet[],
  spacing: number,
): Mains {
  const groundOf = (crossing: Crossing) => terrain.ground(crossing.point)
  const drained = growForest(
    stretches,
    outlets.map((outlet) => outlet.crossing),
    memoised(groundOf),
  )
  return {
    draft: draftMains(frame, system, drained, outlets, terrain.ground, spacing),
    through: new Set(drained.filter(({ header }) => !header).map(({ stretch }) => stretch.id)),
  }
}

function inOldQuarter({ rank, from, to }: Stretch): boolean {
  const { columns, rows } = OLD_QUARTER
  return (
    rank === 'local' &&
    from.column >= columns[0] &&
    to.column <= columns[1] &&
    from.row >= rows[0] &&
    to.row <= rows[1]
  )
}

function memoised(groundOf: (crossing: Crossing) => number): (crossing: Crossing) => number {
  const known = new Map<Crossing, number>()
  return (crossing) => {
    const value = known.get(crossing) ?? groundOf(crossing)
    known.set(crossing, value)
    return value
  }
}
