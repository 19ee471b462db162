import type { GridPoint } from './city-frame.ts'

/** 镇街 and its communities as data/geo lists them. */
export interface Place {
  readonly code: string
  readonly name: string
  readonly communities: readonly string[]
}

/** Invented middles of the 镇街 of the old town, as shares of the city's reach (their real outlines are published nowhere). */
const MIDDLES: readonly (readonly [code: string, u: number, v: number])[] = [
  ['130302001', 0.02, -0.12],
  ['130302002', 0.12, -0.72],
  ['130302003', -0.1, 0.72],
  ['130302004', -0.32, 0.16],
  ['130302005', 0.55, -0.3],
  ['130302006', -0.78, -0.3],
  ['130302007', -0.36, -0.46],
  ['130302008', 0.42, 0.62],
  ['130302009', 0.82, 0.22],
  ['130302010', -0.74, 0.36],
  ['130302101', 0.26, 0.22],
]

/** The 镇街 a point is told to: the one whose middle is nearest. */
export function placeOf(
  [u, v]: GridPoint,
  reach: { readonly u: number; readonly v: number },
  places: ReadonlyMap<string, Place>,
): Place {
  let best: Place | undefined
  let bestDistance = Infinity
  for (const [code, shareU, shareV] of MIDDLES) {
    const place = places.get(code)
    const away = Math.hypot(u / reach.u - shareU, v / reach.v - shareV)
    if (place !== undefined && away < bestDistance) {
      best = place
      bestDistance = away
    }
  }
  if (best === undefined) throw new Error('none of the known 镇街 is in data/geo/subdistricts.csv')
  return best
}
