import { beforeAll, describe, expect, it } from 'vitest'
import { connectCompounds } from '#core/drainage/connect.ts'
import type { CompoundSite, ConnectAnswer, Pipe, Well } from '#core/drainage/model.ts'
import { distanceBetween } from '#core/geo/plane-geometry.ts'
import { toPlane, type Plane } from '#core/geo/projection.ts'
import type { City, CityGround } from '#server/demo/city.ts'
import type { DraftPipe } from '#server/demo/mains-draft.ts'
import { readGround } from '#server/demo/ground-files.ts'
import { DATA, programmeCity } from './shipped-city.ts'

const planeRing = (ring: readonly (readonly number[])[]): Plane[] =>
  ring.map(([longitude = 0, latitude = 0]) => toPlane([longitude, latitude]))

function wellsOf({ mains, numbers, frame }: City): Well[] {
  return mains.wells.map((well) => ({
    id: numbers.wellId(well),
    position: frame.place(well.point),
    ground: well.ground,
    kind: well.kind,
    system: well.system,
    load: well.load,
    waterLevel: well.waterLevel,
  }))
}

function pipesOf({ mains, numbers, frame }: City): Pipe[] {
  return mains.pipes.map((pipe) => ({
    id: numbers.pipeId(pipe),
    from: numbers.wellId(pipe.from),
    to: numbers.wellId(pipe.to),
    line: [frame.place(pipe.from.point), frame.place(pipe.to.point)],
    system: pipe.system,
    dn: pipe.dn,
    material: pipe.material,
    invertStart: pipe.invertStart,
    invertEnd: pipe.invertEnd,
    status: pipe.status,
  }))
}

function sitesOf({ compounds }: City): CompoundSite[] {
  return compounds
    .filter(({ stage }) => stage === 'in_plan')
    .map(({ id, footprint, drainage }) => {
      const rings = (
        footprint.type === 'Polygon' ? footprint.coordinates : (footprint.coordinates[0] ?? [])
      ).map(planeRing)
      return {
        id,
        outline: rings,
        position: rings[0]?.[0] ?? [0, 0],
        ...drainage,
        ground: drainage.ground ?? 0,
        outlet: drainage.outlet === null ? null : toPlane(drainage.outlet),
      }
    })
}

describe('the networks of the city that ships', () => {
  let city: City
  let ground: CityGround
  let answer: ConnectAnswer
  beforeAll(async () => {
    city = (await programmeCity()).city
    ground = (await readGround(DATA)).ground
    answer = connectCompounds({
      wells: wellsOf(city),
      pipes: pipesOf(city),
      compounds: sitesOf(city),
      buildings: city.compounds.flatMap(({ buildings }) =>
        buildings.map(({ footprint }) => planeRing(footprint?.coordinates[0] ?? [])),
      ),
      rules: ground.rules,
      returnPeriod: 3,
      together: true,
    })
  })

  const planted = (...kinds: string[]) =>
    new Set<DraftPipe>(city.faults.filter(({ kind }) => kinds.includes(kind)).map(({ pipe }) => pipe))

  it('are of three systems, each with outfalls, every name once', () => {
    for (const system of ['YS', 'WS', 'HS'] as const) {
      expect(city.mains.wells.filter((well) => well.system === system).length).toBeGreaterThan(100)
      expect(city.mains.wells.some((well) => well.system === system && well.kind === 'outfall')).toBe(true)
    }
    expect(new Set(city.mains.wells.map(city.numbers.wellId)).size).toBe(city.mains.wells.length)
    expect(new Set(city.mains.pipes.map(city.numbers.pipeId)).size).toBe(city.mains.pipes.length)
    expect(
      city.mains.pipes.every(({ from, to, system }) => from.system === system && to.system === system),
    ).toBe(true)
  })

  it('have a well every thirty to seventy metres', () => {
    const lengths = city.mains.pipes.map(({ from, to }) =>
      distanceBetween(city.frame.place(from.point), city.frame.place(to.point)),
    )
    const usual = lengths.filter((length) => length >= 30 && length <= 60)
    expect(usual.length / lengths.length).toBeGreaterThan(0.95)
    expect(Math.max(...lengths)).toBeLessThan(75)
  })

  it('grow downstream, fall, and lie deep enough, but for the faults put in', () => {
    const out = new Map(city.mains.pipes.map((pipe) => [pipe.from, pipe]))
    const faulty = planted('missing_invert', 'adverse_slope')
    for (const pipe of city.mains.pipes) {
      const below = out.get(pipe.to)
      if (below !== undefined) expect(below.dn).toBeGreaterThanOrEqual(pipe.dn)
      if (faulty.has(pipe)) continue
      const { invertStart, invertEnd } = pipe
      expect(invertStart).not.toBeNull()
      expect(invertEnd).not.toBeNull()
      expect((invertStart ?? 0) - (invertEnd ?? 0)).toBeGreaterThan(0)
      expect(pipe.from.ground - (invertStart ?? 0) - pipe.dn / 1000).toBeGreaterThan(1)
      expect(pipe.to.ground - (invertEnd ?? 0)).toBeLessThan(9)
    }
  })

  it('show every fault that was put in, and the engine reports those of the storm mains', () => {
    const reported = new Set(answer.faults.map((fault) => fault.pipeId))
    for (const kind of ['missing_invert', 'adverse_slope', 'abandoned', 'orphan', 'full_main']) {
      expect(planted(kind).size).toBeGreaterThan(0)
    }
    for (const pipe of planted('missing_invert', 'adverse_slope')) {
      expect(reported.has(city.numbers.pipeId(pipe))).toBe(true)
    }
    const codes = new Set(answer.faults.map(({ code }) => code))
    expect(codes).toEqual(new Set(['MISSING_INVERT', 'ADVERSE_SLOPE', 'NO_PATH_TO_OUTFALL']))
  })

  it('give at least twelve of the thirteen a tie-in, all at once, and the other a reason', () => {
    expect(answer.compounds).toHaveLength(13)
    const refused = answer.compounds.filter(({ connections }) => connections[0]?.status !== 'feasible')
    expect(refused.length).toBeLessThanOrEqual(1)
    for (const { connections } of refused) {
      expect(connections.length).toBeGreaterThan(0)
      expect(connections.every(({ reasons }) => reasons.length > 0)).toBe(true)
    }
    const first = answer.compounds.flatMap(({ connections }) => connections.slice(0, 1))
    expect(Math.max(...first.map(({ length }) => length ?? Infinity))).toBeLessThan(150)
  })

  it('put a main of the wrong kind nearer to some compound than any storm main', () => {
    const nearest = (site: CompoundSite, storm: boolean) =>
      Math.min(
        ...city.mains.wells
          .filter((well) => (well.system === 'YS') === storm)
          .map((well) => distanceBetween(city.frame.place(well.point), site.outlet ?? site.position)),
      )
    expect(sitesOf(city).some((site) => nearest(site, false) < nearest(site, true))).toBe(true)
  })

  it('leave room in most mains today', () => {
    const capacities = answer.compounds.flatMap(({ connections }) => connections[0]?.capacity ?? [])
    const roomy = capacities.filter(({ before }) => before < 0.8)
    expect(roomy.length / capacities.length).toBeGreaterThan(0.9)
  })
})
