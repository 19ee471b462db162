import { describe, expect, test } from 'vitest'
import type { ConnectionProperties } from '#core/api/connections.ts'
import { longSection } from '#web/panels/drainage/long-section.ts'

/** A DN500 branch of 60 m that drops 0.6 m into a DN1000 main of 40 m. */
const connection: ConnectionProperties = {
  kind: 'connection',
  id: 'C1:W1',
  version: 1,
  state: 'MARKED',
  compoundId: 'C1',
  compoundName: '新北里',
  rank: 1,
  status: 'feasible',
  wellId: 'W1',
  pipeId: 'P1',
  station: 0,
  returnPeriod: 3,
  designFlow: 400,
  dn: 500,
  slope: 0.01,
  velocity: 2,
  length: 60,
  invertStart: 5.5,
  invertEnd: 4.9,
  drop: 0.9,
  headSpare: 0.4,
  cost: 60_000,
  capacity: [
    {
      pipeId: 'P1',
      before: 0.5,
      after: 0.7,
      dn: 1000,
      length: 40,
      invertStart: 4,
      invertEnd: 3.8,
      groundStart: 7.5,
      groundEnd: 7.3,
    },
  ],
  profile: [
    { distance: 0, ground: 7.8, invert: 5.5, crown: 6 },
    { distance: 60, ground: 7.5, invert: 4.9, crown: 5.4 },
  ],
  warnings: [],
  reasons: [],
  explanation: [],
  source: 'demo',
  stale: false,
}

const pointsOf = (text: string): number[][] => text.split(' ').map((pair) => pair.split(',').map(Number))

describe('the long section', () => {
  test('tells the levels and the cover at start, tie-in and next well', () => {
    const stations = longSection(connection)?.stations ?? []
    expect(stations.map((one) => one.at)).toEqual(['start', 'tie', 'end'])
    expect(stations.map((one) => one.distance)).toEqual([0, 60, 100])
    expect(stations.map((one) => Number(one.cover.toFixed(2)))).toEqual([1.8, 2.1, 2.5])
  })

  test('draws everything inside the frame, the ground above the pipes', () => {
    const section = longSection(connection)
    if (section === null) throw new Error('nothing drawn')
    for (const [x = 0, y = 0] of [section.ground, section.branch, section.main ?? ''].flatMap(pointsOf)) {
      expect(x).toBeGreaterThanOrEqual(0)
      expect(x).toBeLessThanOrEqual(section.width)
      expect(y).toBeGreaterThanOrEqual(0)
      expect(y).toBeLessThanOrEqual(section.height)
    }
    const [, groundAtStart = 0] = pointsOf(section.ground)[0] ?? []
    const [, crownAtStart = 0] = pointsOf(section.branch)[0] ?? []
    expect(groundAtStart).toBeLessThan(crownAtStart)
  })

  test('starts the main of a mid-pipe tie-in at its station', () => {
    const mid = longSection({ ...connection, wellId: null, station: 20 })
    expect(mid?.stations.at(-1)?.distance).toBe(80)
  })

  test('draws the branch alone where the main is not known, and nothing without levels', () => {
    expect(longSection({ ...connection, capacity: [] })?.main).toBeNull()
    expect(longSection({ ...connection, profile: [] })).toBeNull()
  })
})
