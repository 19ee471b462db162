import { describe, expect, it } from 'vitest'
import { connectOn } from '#core/drainage/connect.ts'
import type { Pipe, Well } from '#core/drainage/model.ts'
import { buildNetwork } from '#core/drainage/network.ts'
import { withBranches } from '#core/drainage/with-branches.ts'
import { answeredBranches } from '#server/compute/laid-branches.ts'
import { encodeNetworkInp } from '#server/export/network-inp.ts'
import { networkTitle } from '#server/export/network-title.ts'
import { mapFrame } from '#server/import/coordinate-frame.ts'
import { readSwmmNetwork } from '#server/import/swmm-inp.ts'
import { aPipe, aWell, rules } from '#tests/builders/drainage.ts'
import { randomCity } from '#tests/builders/random-city.ts'

const title = networkTitle({
  year: 2024,
  returnPeriod: 3,
  rules,
  branches: 1,
  isDemo: true,
  crs: 'EPSG:4549',
})
const write = (ground: { wells: readonly Well[]; pipes: readonly Pipe[] }): string =>
  encodeNetworkInp({ ...ground, rules, returnPeriod: 3, title })
const read = (text: string) => readSwmmNetwork(text, 'network.inp', 'YS', mapFrame(null))

/** Rows of a section, word by word. */
function rowsOf(text: string, name: string): string[][] {
  const [, body = ''] = text.split(`[${name}]\n`)
  const [rows = ''] = body.split('\n[')
  return rows
    .split('\n')
    .filter((row) => row !== '' && !row.startsWith(';'))
    .map((row) => row.split(/\s+/))
}

/** Storm pipes in use with both inverts, and the wells that stay with them. */
function writable({ wells, pipes }: { wells: readonly Well[]; pipes: readonly Pipe[] }) {
  const storm = pipes.filter(({ system, status }) => system === 'YS' && status === 'in_use')
  const ends = new Set(storm.flatMap(({ from, to }) => [from, to]))
  return {
    wells: wells.filter(({ id, system }) => system === 'YS' || ends.has(id)),
    pipes: storm.filter(({ invertStart, invertEnd }) => invertStart !== null && invertEnd !== null),
  }
}

describe('network.inp', () => {
  it('is read back with the same wells, pipes, places and levels, new branches in it', () => {
    let branches = 0
    for (let seed = 1; seed <= 8; seed++) {
      const city = randomCity(seed)
      const network = buildNetwork(city.wells, city.pipes, rules)
      const answer = connectOn(network, { ...city, rules, returnPeriod: 3, together: true })
      const best = answeredBranches(
        answer.compounds.flatMap(({ connections }) => connections),
        city.compounds,
        rules,
      )
      branches += best.length
      const laid = withBranches(city, best, rules.roughness.newPipe)
      const found = read(write(laid))
      expect(found.faults).toEqual([])
      const expected = writable(laid)
      const wells = new Map(found.wells.map((well) => [well.id, well]))
      const pipes = new Map(found.pipes.map((pipe) => [pipe.id, pipe]))
      expect(pipes.size).toBe(expected.pipes.length)
      for (const { id, ground, kind, position, waterLevel } of expected.wells) {
        const back = wells.get(id)
        expect(back?.kind).toBe(kind)
        expect(back?.waterLevel?.toFixed(5) ?? null).toBe(waterLevel?.toFixed(5) ?? null)
        if (kind === 'manhole') expect(back?.ground).toBeCloseTo(ground, 5)
        position.forEach((value, i) => expect(back?.position[i]).toBeCloseTo(value, 5))
      }
      for (const { id, from, dn, invertStart, invertEnd } of expected.pipes) {
        const back = pipes.get(id)
        expect(back).toMatchObject({ from, dn, status: 'in_use' })
        expect(back?.invertStart).toBeCloseTo(invertStart ?? NaN, 5)
        expect(back?.invertEnd).toBeCloseTo(invertEnd ?? NaN, 5)
      }
    }
    expect(branches).toBeGreaterThan(3)
  })

  it('gives the engine the same mains again: full flow, way down and refusals', () => {
    const city = randomCity(4)
    const built = buildNetwork(city.wells, city.pipes, rules)
    const { wells, pipes } = read(write(city))
    const again = buildNetwork(wells, pipes, rules)
    for (const [id, k] of again.pipeNumber) {
      const before = built.pipeNumber.get(id) ?? -1
      expect(again.fullFlow[k]).toBeCloseTo(built.fullFlow[before] ?? NaN, 2)
      expect(again.usable[k]).toBe(built.usable[before])
    }
    expect(again.pipeNumber.size).toBeGreaterThan(3)
  })

  it('is whole by the rules of SWMM 5: every name stands where it must, one link ends at an outfall', () => {
    const text = write(randomCity(9))
    const nodes = new Set([...rowsOf(text, 'JUNCTIONS'), ...rowsOf(text, 'OUTFALLS')].map(([name]) => name))
    const links = rowsOf(text, 'CONDUITS')
    const ends = new Map<string, number>()
    for (const [, from = '', to = ''] of links) {
      expect(nodes.has(from)).toBe(true)
      expect(nodes.has(to)).toBe(true)
      ends.set(to, (ends.get(to) ?? 0) + 1)
    }
    for (const [name = ''] of rowsOf(text, 'OUTFALLS')) expect(ends.get(name) ?? 0).toBeLessThanOrEqual(1)
    expect(rowsOf(text, 'XSECTIONS').map(([name]) => name)).toEqual(links.map(([name]) => name))
    expect(new Set(rowsOf(text, 'COORDINATES').map(([name]) => name))).toEqual(nodes)
    const areas = rowsOf(text, 'SUBCATCHMENTS')
    for (const [, gauge, outlet = ''] of areas) {
      expect(gauge).toBe('RG1')
      expect(nodes.has(outlet)).toBe(true)
    }
    for (const name of ['SUBAREAS', 'INFILTRATION']) {
      expect(rowsOf(text, name).map(([area]) => area)).toEqual(areas.map(([area]) => area))
    }
    expect(rowsOf(text, 'TIMESERIES')).toHaveLength(25)
    expect(text).not.toMatch(/NaN|undefined|Infinity/)
  })

  it('says what it is: 示例数据, 未核定, units and coordinates', () => {
    const text = write(randomCity(1))
    for (const words of ['示例数据', '未核定', 'EPSG:4549']) expect(text).toContain(words)
    expect(rowsOf(text, 'OPTIONS')).toContainEqual(['FLOW_UNITS', 'LPS'])
    const real = networkTitle({
      year: null,
      returnPeriod: 3,
      rules: { ...rules, rainConfirmed: true },
      branches: 0,
      isDemo: false,
      crs: null,
    })
    expect(real.join()).not.toMatch(/示例|未核定/)
  })

  it('invents no level: a pipe without one is named in a comment', () => {
    const [a, b, out] = [
      aWell('A', 0, 0),
      aWell('B', 60, 0),
      aWell('OUT', 120, 0, { kind: 'outfall' }),
    ] as const
    const text = write({
      wells: [a, b, out],
      pipes: [aPipe(a, b, 7, 6.8, { invertEnd: null }), aPipe(b, out, 6.8, 6.6)],
    })
    expect(text).toMatch(/;; left out.*: A-B/)
    expect(rowsOf(text, 'CONDUITS').map(([name]) => name)).toEqual(['B-OUT'])
    expect(read(text).wells.find(({ id }) => id === 'A')?.ground).toBe(10)
  })

  it('gives a second pipe into an outfall one of its own, and parts names that SWMM could not tell', () => {
    const [a, b] = [aWell('A 1', 0, 0), aWell('A;1', 0, 60)] as const
    const out = aWell('OUT', 60, 0, { kind: 'outfall', waterLevel: 5 })
    const text = write({ wells: [a, b, out], pipes: [aPipe(a, out, 7, 6.8), aPipe(b, out, 7, 6.7)] })
    const { wells, pipes, faults } = read(text)
    expect(faults).toEqual([])
    expect(wells.map(({ id, kind, waterLevel }) => [id, kind, waterLevel])).toEqual([
      ['A_1', 'manhole', null],
      ['A_1_2', 'manhole', null],
      ['OUT', 'outfall', 5],
      ['OUT~2', 'outfall', 5],
    ])
    expect(pipes.map(({ to }) => to)).toEqual(['OUT', 'OUT~2'])
  })
})
