import type { Feature, FeatureCollection, Geometry, Point } from 'geojson'
import type { CompoundFeature } from '#core/api/compounds.ts'

/** Only what layers look at: what goes to the worker is copied and cut into tiles. */
interface DrawnCompound {
  readonly id: string
  readonly name: string
  readonly eligibility: string
  readonly households: number
  readonly selected: boolean
  /** Small numbers are labelled first. */
  readonly order: number
  readonly score?: number
  /** Only where true: the re-check is still to come; it has changed the score by much. */
  readonly pending?: true
  readonly major?: true
}

export function footprints(
  compounds: readonly CompoundFeature[],
): FeatureCollection<Geometry, DrawnCompound> {
  return {
    type: 'FeatureCollection',
    features: compounds.map((compound) => ({
      type: 'Feature',
      geometry: compound.geometry as Geometry,
      properties: drawn(compound),
    })),
  }
}

export function anchors(compounds: readonly CompoundFeature[]): FeatureCollection<Point, DrawnCompound> {
  return {
    type: 'FeatureCollection',
    features: compounds.map((compound) => anchor(compound)),
  }
}

/** Open or picked compounds twice: the footprint for close views, the point for far ones. */
export function haloes(compounds: readonly CompoundFeature[]): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: compounds.flatMap((compound): Feature[] => [
      { type: 'Feature', geometry: compound.geometry as Geometry, properties: drawn(compound) },
      anchor(compound),
    ]),
  }
}

/** Every 镇街 at the middle of its compounds: nobody has published its outline. */
export function subdistrictNames(compounds: readonly CompoundFeature[]): FeatureCollection<Point> {
  const groups = new Map<string, CompoundFeature[]>()
  for (const compound of compounds) {
    const name = compound.properties.subdistrict
    const members = groups.get(name)
    if (members === undefined) groups.set(name, [compound])
    else members.push(compound)
  }
  return {
    type: 'FeatureCollection',
    features: [...groups].map(([name, members]) => ({
      type: 'Feature',
      geometry: {
        type: 'Point',
        coordinates: [0, 1].map((axis) => middle(members.map((one) => one.properties.anchor[axis] ?? 0))),
      },
      properties: { name, compounds: members.length },
    })),
  }
}

function anchor(compound: CompoundFeature): Feature<Point, DrawnCompound> {
  return {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: compound.properties.anchor },
    properties: drawn(compound),
  }
}

function drawn({ id, properties }: CompoundFeature): DrawnCompound {
  const { name, eligibility, households, selected, rank, score, reviewPending, majorChange } = properties
  const order = rank ?? 100_000 - households
  return {
    id,
    name,
    eligibility,
    households,
    selected,
    order,
    ...(score === null ? {} : { score: Math.round(score * 10) / 10 }),
    ...(reviewPending ? { pending: true } : {}),
    ...(majorChange ? { major: true } : {}),
  }
}

function middle(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
