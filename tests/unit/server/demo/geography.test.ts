import { beforeAll, describe, expect, it } from 'vitest'
import { areaOf, distanceBetween, footOn, isInside } from '#core/geo/plane-geometry.ts'
import { toPlane, type Plane } from '#core/geo/projection.ts'
import type { City } from '#server/demo/city.ts'
import { readGround } from '#server/demo/ground-files.ts'
import { landOf, type Land } from '#server/demo/land.ts'
import { cityOf, DATA, programmeCity } from './shipped-city.ts'

/** Plane ring of a GeoJSON outer ring, as it is written. */
const planeRing = (ring: readonly (readonly number[])[]): Plane[] =>
  ring.map(([longitude = 0, latitude = 0]) => toPlane([longitude, latitude]))

const outerRing = (geometry: { readonly type: string; readonly coordinates: unknown }): Plane[] =>
  planeRing((geometry.coordinates as number[][][])[0] ?? [])

const NOWHERE = { type: 'Polygon', coordinates: [[]] }

/** Everything a city puts on the ground, as plane points. */
function* groundPoints({ compounds, mains, frame, streets, background }: City): Generator<Plane> {
  for (const compound of compounds) {
    yield* outerRing(compound.footprint)
    for (const gate of compound.gates) yield toPlane(gate)
    for (const building of compound.buildings) yield* outerRing(building.footprint ?? NOWHERE)
  }
  for (const well of mains.wells) yield frame.place(well.point)
  for (const street of streets) for (const crossing of street.crossings) yield crossing.position
  for (const ring of background) yield* ring
}

describe('the ground of the city', () => {
  let city: City
  let land: Land
  beforeAll(async () => {
    city = (await programmeCity()).city
    land = landOf((await readGround(DATA)).ground.outline)
  })

  it('is land of the district, never the sea', () => {
    let astray = 0
    for (const point of groundPoints(city)) if (!land.isInland(point, 1)) astray++
    expect(astray).toBe(0)
  })

  it('is land of the district in a city of another size and seed, too', async () => {
    const other = (await cityOf({ seed: 11, compounds: 450, pipes: 4000 })).city
    let astray = 0
    for (const point of groundPoints(other)) if (!land.isInland(point, 1)) astray++
    expect(astray).toBe(0)
  })

  it('lies about 119.60 E 39.94 N', () => {
    const [x, y] = toPlane([119.6, 39.94])
    for (const compound of city.compounds) {
      const [first] = outerRing(compound.footprint)
      expect(distanceBetween([x, y], first ?? [0, 0])).toBeLessThan(4500)
    }
  })

  it('keeps compounds apart, and buildings within their compound and apart from each other', () => {
    const rings = city.compounds.map((compound) => outerRing(compound.footprint))
    rings.forEach((ring, index) => {
      for (const other of rings.slice(index + 1)) {
        expect(ring.some((corner) => isInside([other], corner))).toBe(false)
        expect(other.some((corner) => isInside([ring], corner))).toBe(false)
      }
    })
    city.compounds.forEach((compound, index) => {
      const footprints = compound.buildings.map((building) => outerRing(building.footprint ?? NOWHERE))
      footprints.forEach((footprint, number) => {
        expect(footprint.every((corner) => isInside([rings[index] ?? []], corner))).toBe(true)
        for (const other of footprints.slice(number + 1)) {
          expect(footprint.some((corner) => isInside([other], corner))).toBe(false)
        }
      })
    })
  })

  it('builds what the records say: footprint times floors is the floor area', () => {
    for (const building of city.compounds.flatMap((compound) => compound.buildings)) {
      const built = areaOf([outerRing(building.footprint ?? NOWHERE)]) * (building.floors ?? 0)
      expect(Math.abs(built / building.floorArea - 1)).toBeLessThan(0.002)
    }
  })

  it('opens every compound to a street by a gate on its edge', () => {
    const streets = city.streets.map((street) => street.crossings.map((crossing) => crossing.position))
    for (const compound of city.compounds) {
      const ring = outerRing(compound.footprint)
      expect(compound.gates.length).toBeGreaterThanOrEqual(1)
      for (const gate of compound.gates.map(toPlane)) {
        expect(footOn(ring, gate).distance).toBeLessThan(1)
        expect(Math.min(...streets.map((street) => footOn(street, gate).distance))).toBeLessThan(45)
      }
    }
  })

  it('falls to the sea', () => {
    const levels = city.mains.wells.map((well) => ({
      away: land.distanceToCoast(city.frame.place(well.point)),
      level: well.ground,
    }))
    const mean = (from: number, to: number) => {
      const inside = levels.filter(({ away }) => away >= from && away < to)
      return inside.reduce((sum, { level }) => sum + level, 0) / inside.length
    }
    expect(mean(0, 250)).toBeLessThan(4.5)
    expect(mean(0, 1000)).toBeLessThan(mean(1000, 2000))
    expect(mean(1000, 2000)).toBeLessThan(mean(2000, 3500))
    expect(Math.max(...levels.map(({ level }) => level))).toBeGreaterThan(15)
    expect(Math.max(...levels.map(({ level }) => level))).toBeLessThan(27)
  })
})
