import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { connectCompounds } from '#core/drainage/connect.ts'
import { fullFlow } from '#core/drainage/hydraulics.ts'
import { encodeConnectAnswer } from '#server/export/connect-answer.ts'
import { readConnectFiles } from '#server/import/connect-files.ts'
import { mapFrame } from '#server/import/coordinate-frame.ts'
import { readSwmmNetwork } from '#server/import/swmm-inp.ts'
import { rules } from '#tests/builders/drainage.ts'

const fixture = (name: string): string =>
  fileURLToPath(new URL(`../../../fixtures/networks/${name}`, import.meta.url))

interface Feature {
  readonly properties: Readonly<Record<string, unknown>> & { readonly reasons?: readonly { code: string }[] }
}

const KEPT_RANKS = 3

/** What `connect --network N --compounds C --crs EPSG:32632` writes. */
async function answerOf(name: string): Promise<{ features: Feature[]; faults: { code: string }[] }> {
  const { input, frame, faults, notes } = await readConnectFiles(
    {
      network: fixture(`${name}.inp`),
      compounds: fixture(`${name}.compounds.geojson`),
      system: 'YS',
      crs: 'EPSG:32632',
    },
    rules,
  )
  if (!input) throw new Error(JSON.stringify(faults))
  const answer = connectCompounds({ ...input, returnPeriod: 3, together: false })
  const encoded = encodeConnectAnswer({ ...answer, faults: [...notes, ...answer.faults] }, frame, false)
  const plain: { features: Feature[]; faults: { code: string }[] } = JSON.parse(JSON.stringify(encoded))
  // Of the many points along the mains the three best are enough to keep.
  const kept = plain.features.filter(({ properties }) => Number(properties['rank']) <= KEPT_RANKS)
  return { ...plain, features: kept }
}

describe('networks that nobody here wrote', () => {
  it.each(['epa_user1', 'bellinge_small'])('%s answers as reviewed', async (name) => {
    const answer = await answerOf(name)
    const expected = fixture(`${name}.expected.json`)
    if (process.env['UPDATE_EXPECTED']) writeFileSync(expected, `${JSON.stringify(answer, null, 1)}\n`)
    expect(answer).toEqual(JSON.parse(readFileSync(expected, 'utf8')))
  })

  it('serves the compounds beside epa_user1', async () => {
    const { features } = await answerOf('epa_user1')
    const best = features.filter(
      ({ properties }) => properties['kind'] === 'connection' && properties['rank'] === 1,
    )
    expect(best.map(({ properties }) => properties['compoundId'])).toEqual(['A', 'B'])
  })

  it('keeps levels, velocity and flow by the numbers of epa_user1 itself', async () => {
    const { pipes } = readSwmmNetwork(
      readFileSync(fixture('epa_user1.inp'), 'utf8'),
      'n',
      'YS',
      mapFrame(null),
    )
    const { features } = await answerOf('epa_user1')
    const feasible = features.filter(({ properties }) => properties['status'] === 'feasible')
    expect(feasible).toHaveLength(2 * KEPT_RANKS)
    for (const { properties } of feasible) {
      const main = pipes.find(({ id }) => id === properties['pipeId'])
      const [dn, slope, end] = [properties['dn'], properties['slope'], properties['invertEnd']].map(Number)
      if (!main || main.invertStart === null || main.invertEnd === null || !dn || !slope || !end)
        throw new Error()
      const share = Number(properties['station']) / (main.length ?? NaN)
      const invert = main.invertStart + (main.invertEnd - main.invertStart) * share
      expect(end + dn / 1000).toBeGreaterThanOrEqual(invert + main.dn / 1000 - 1e-6)
      expect(Number(properties['drop'])).toBeCloseTo(end - invert, 5)
      expect(fullFlow(dn, slope, 0.013)).toBeGreaterThanOrEqual(Number(properties['designFlow']))
      expect(Number(properties['velocity'])).toBeLessThanOrEqual(5)
    }
  })

  it('refuses all of bellinge_small, whose one way out is a dummy of 15 m', async () => {
    const { features, faults } = await answerOf('bellinge_small')
    expect(faults.map(({ code }) => code)).toContain('DATA_SUSPECT')
    const wells = features.filter(({ properties }) => properties['kind'] === 'connection')
    expect(wells).toHaveLength(15)
    for (const { properties } of wells) {
      expect(properties['status']).toBe('rejected')
      expect(properties.reasons?.map(({ code }) => code)).toContain('DATA_SUSPECT')
    }
  })
})

describe('reading SWMM files', () => {
  const inp = (options: string, offsets = '0 0', diameter = '1', rest = ''): string => `
[OPTIONS]
${options}
[JUNCTIONS]
A 100 8 0 0 0
[OUTFALLS]
O 98 FIXED 99 NO
[CONDUITS]
AO A O 200 0.013 ${offsets} 0 0
[XSECTIONS]
AO CIRCULAR ${diameter} 0 0 0 1
[COORDINATES]
A 0 0
O 200 0
${rest}`

  const read = (text: string) => readSwmmNetwork(text, 'n.inp', 'YS', mapFrame(null))

  it('turns feet to metres', () => {
    const { wells, pipes, faults } = read(inp('FLOW_UNITS CFS', '1 0.5', '2'))
    expect(faults).toEqual([])
    expect(wells[0]?.ground).toBeCloseTo(108 * 0.3048, 9)
    expect(wells[1]?.waterLevel).toBeCloseTo(99 * 0.3048, 9)
    expect(pipes[0]).toMatchObject({ dn: 610, material: 'unknown', n: 0.013, suspect: null })
    expect(pipes[0]?.length).toBeCloseTo(60.96, 9)
    expect(pipes[0]?.invertStart).toBeCloseTo(101 * 0.3048, 9)
    expect(pipes[0]?.invertEnd).toBeCloseTo(98.5 * 0.3048, 9)
  })

  it('takes offsets as levels with LINK_OFFSETS ELEVATION, * as the node', () => {
    const { pipes } = read(inp('FLOW_UNITS LPS\nLINK_OFFSETS ELEVATION', '101.5 *'))
    expect(pipes[0]).toMatchObject({ invertStart: 101.5, invertEnd: 98, dn: 1000, length: 200 })
  })

  it.each(['CFS', 'GPM', 'MGD'])('%s is in feet', (unit) => {
    expect(read(inp(`FLOW_UNITS ${unit}`)).pipes[0]?.dn).toBe(305)
  })

  it('distrusts odd sizes and other shapes', () => {
    expect(read(inp('FLOW_UNITS CMS', '0 0', '15')).pipes[0]?.suspect).toBe('size 15000 mm')
    expect(read(inp('FLOW_UNITS CMS').replace('CIRCULAR', 'RECT_CLOSED')).pipes[0]?.suspect).toMatch(/RECT/)
    expect(read(inp('FLOW_UNITS CMS').replace('0 0 0 1\n', '0 0 0 2\n')).pipes[0]?.suspect).toBe('2 barrels')
  })

  it('keeps bends', () => {
    expect(read(inp('FLOW_UNITS CMS', '0 0', '1', '[VERTICES]\nAO 100 50')).pipes[0]?.line).toHaveLength(3)
  })

  it.each([
    ['', 'empty'],
    ['no file of that kind', 'no section'],
    [inp('FLOW_UNITS CMS').replace('[OUTFALLS]\nO', '[JUNCTIONS]\nO'), 'no outfall'],
    [inp('FLOW_UNITS CMS').replace('AO A O', 'AO A Z'), 'unknown node Z'],
    [inp('FLOW_UNITS CMS').replace('0.013', 'NaN'), 'roughness is NaN'],
    [inp('FLOW_UNITS CMS').replace('A 0 0\n', ''), 'no place on the map'],
    [inp('FLOW_UNITS BUSHELS'), 'BUSHELS'],
  ])('reports faults one by one', (text, what) => {
    expect(
      read(text)
        .faults.map((fault) => fault.what)
        .join('\n'),
    ).toContain(what)
  })

  it('agrees with EPA SWMM 5.2.4 on the full flow of every conduit of epa_user1 (its table gives max/full)', () => {
    const text = readFileSync(fixture('epa_user1.inp'), 'utf8')
    const { pipes } = read(text)
    const rows = readFileSync(fixture('epa_user1.swmm524_links.csv'), 'utf8').trim().split('\n').slice(1)
    let compared = 0
    for (const row of rows) {
      const [link, , maxFlow, , ratio] = row.split(',')
      const pipe = pipes.find(({ id }) => id === link)
      const [flow, share] = [Number(maxFlow), Number(ratio)]
      if (!pipe || pipe.invertStart === null || pipe.invertEnd === null || !(share > 0.2)) continue
      const slope = (pipe.invertStart - pipe.invertEnd) / (pipe.length ?? NaN)
      expect(fullFlow(pipe.dn, slope, pipe.n ?? NaN) / 1000 / (flow / share)).toBeCloseTo(1, 1)
      compared++
    }
    expect(compared).toBeGreaterThan(30)
  })
})
