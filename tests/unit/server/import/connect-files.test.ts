import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { connectCompounds } from '#core/drainage/connect.ts'
import { readConnectFiles, type ConnectFiles } from '#server/import/connect-files.ts'
import { faultLine } from '#server/import/import-fault.ts'
import { rules } from '#tests/builders/drainage.ts'

interface Feature {
  geometry: { type: string; coordinates: unknown }
  properties: Record<string, unknown>
}
type Files = Record<'wells' | 'pipes' | 'compounds', { type: string; features: Feature[] }>

const golden = (name: string): string =>
  readFileSync(new URL(`../../../fixtures/golden/g1/${name}.geojson`, import.meta.url), 'utf8')

/** G1 written anew with a change, as text, so that anything may stand in it. */
async function readChanged(
  change: (files: Files) => void,
  {
    crs = 'EPSG:4549',
    text = {},
    more = {},
  }: { crs?: string; text?: Record<string, string>; more?: ConnectFiles } = {},
): Promise<{ lines: string[]; read: Awaited<ReturnType<typeof readConnectFiles>> }> {
  const folder = mkdtempSync(join(tmpdir(), 'connect-'))
  const files = Object.fromEntries(
    ['wells', 'pipes', 'compounds'].map((name) => [name, JSON.parse(golden(name))]),
  ) as Files
  change(files)
  const paths = Object.fromEntries(
    Object.entries(files).map(([name, collection]) => {
      const path = join(folder, `${name}.geojson`)
      const json = JSON.stringify(collection).replaceAll('"<NaN>"', 'NaN')
      writeFileSync(path, text[name] ?? json)
      return [name, path]
    }),
  )
  const read = await readConnectFiles({ ...paths, crs, ...more }, rules)
  return { lines: read.faults.map(faultLine), read }
}

const set =
  (file: keyof Files, index: number, properties: Record<string, unknown>) =>
  (files: Files): void => {
    Object.assign(files[file].features[index]?.properties ?? {}, properties)
  }

const swap =
  (file: keyof Files) =>
  (files: Files): void => {
    for (const { geometry } of files[file].features) {
      const list = geometry.coordinates as number[] | number[][]
      if (typeof list[0] === 'number') list.reverse()
      else for (const pair of list) (pair as number[]).reverse()
    }
  }

describe('reading the files of connect', () => {
  it('reads G1 without a fault', async () => {
    const { read, lines } = await readChanged(() => undefined)
    expect(lines).toEqual([])
    expect(read.input?.wells).toHaveLength(4)
  })

  it.each([
    [
      'a missing ground',
      set('wells', 0, { ground: undefined }),
      /^wells.geojson: M1: ground is missing; expected/,
    ],
    ['a missing size', set('pipes', 1, { dn: undefined }), /^pipes.geojson: M2-M3: dn is missing; expected/],
    ['a missing id', set('wells', 1, { id: undefined }), /^wells.geojson: #2: id is missing/],
    ['an unknown well', set('pipes', 1, { to: 'Z' }), /M2-M3: to names the unknown well Z/],
    ['an unknown drainsTo', set('compounds', 0, { drainsTo: 'Z' }), /C1: drainsTo names the unknown well Z/],
    ['NaN', set('pipes', 1, { invertEnd: '<NaN>' }), /M2-M3: invertEnd is NaN; expected a number/],
    ['a size in m', set('pipes', 0, { dn: 0.8 }), /M1-M2: dn is 0.8; expected a number .*mm/],
    ['a size of 15 m', set('pipes', 0, { dn: 15000 }), /M1-M2: dn is 15000; expected a number .*mm/],
    ['levels in mm', set('pipes', 0, { invertStart: 4600 }), /M1-M2: the invert 4600 at M1/],
    ['areas in m²', set('compounds', 0, { surfaces: { roof: 8000 } }), /C1: surfaces add up to 8000/],
    ['a number as text', set('wells', 0, { ground: '6.9' }), /M1: ground is 6.9; expected a number/],
    ['no outfall', set('wells', 3, { kind: 'manhole' }), /^wells.geojson: no outfall/],
    ['wells with X and Y swapped', swap('wells'), /M1: coordinate .* has northing before easting/],
    ['pipes with X and Y swapped', swap('pipes'), /M1-M2: coordinate .* has northing before easting/],
    ['compounds with X and Y swapped', swap('compounds'), /C1: coordinate .* has northing before easting/],
    [
      'degrees where metres are told',
      (files: Files) => {
        const [first] = files.compounds.features
        if (first) first.geometry.coordinates = [119.6, 39.94]
      },
      /C1: coordinate \[119.6, 39.94\] looks like degrees/,
    ],
    [
      'an id that is there twice',
      (files: Files) => files.wells.features.push(...files.wells.features.slice(0, 1)),
      /M1: the id is there twice/,
    ],
    [
      'a compound without any area',
      set('compounds', 0, { surfaces: undefined }),
      /C1: surfaces and psiF are missing/,
    ],
  ])('%s is one line', async (_name, change, line) => {
    const { lines, read } = await readChanged(change)
    expect(read.input).toBeNull()
    expect(lines.filter((found) => line.test(found))).toHaveLength(1)
  })

  it('names metres without --crs, and a --crs that is none', async () => {
    const degrees = await readChanged(() => undefined, { crs: 'EPSG:4490' })
    expect(degrees.lines[0]).toMatch(/M1: coordinate \[500000, 4420000\] is no degrees/)
    const nonsense = await readChanged(() => undefined, { crs: 'Beijing54' })
    expect(nonsense.lines[0]).toMatch(/^--crs: is Beijing54; expected a code like EPSG:4549/)
  })

  it.each([
    ['', 'the file is empty'],
    ['{"type":"FeatureCollection","features":[]}', 'no features'],
    ['\u0000\u0001garbage', 'no JSON'],
    ['[1,2,3]', 'no FeatureCollection'],
  ])('an unusable file is one line', async (text, what) => {
    const { lines } = await readChanged(() => undefined, { text: { pipes: text } })
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain(`pipes.geojson: ${what}`)
  })

  it('a file that is not there is one line', async () => {
    const { lines } = await readChanged(() => undefined, { more: { rules: '/nowhere/rules.json' } })
    expect(lines).toEqual(['/nowhere/rules.json: cannot be read (ENOENT); expected a readable file'])
  })

  it.each([
    ['adverse slope', set('pipes', 0, { invertEnd: 4.7 }), 'ADVERSE_SLOPE'],
    ['missing invert', set('pipes', 0, { invertEnd: null }), 'MISSING_INVERT'],
    ['missing invert, not even named', set('pipes', 0, { invertStart: undefined }), 'MISSING_INVERT'],
  ])('%s is no fault of the file: the pipe is left out and reported', async (_name, change, code) => {
    const { read } = await readChanged(change)
    if (!read.input) throw new Error('refused')
    const { faults, compounds } = connectCompounds({ ...read.input, returnPeriod: 3, together: false })
    expect(faults).toContainEqual(expect.objectContaining({ code, pipeId: 'M1-M2', leftOut: true }))
    const connections = compounds[0]?.connections ?? []
    expect(connections.find(({ wellId }) => wellId === 'M1')?.status).toBe('rejected')
    expect(connections.find(({ wellId }) => wellId === 'M2')?.status).toBe('feasible')
    expect(connections.every(({ pipeId }) => pipeId !== 'M1-M2')).toBe(true)
  })

  it('lays rules over the defaults, single prices too', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rules-'))
    const path = join(folder, 'rules.json')
    const given = { roughness: 0.012, searchRadius: 65, prices: { pipePerMetre: { 500: 1 }, manhole: 7 } }
    writeFileSync(path, JSON.stringify(given))
    const { read } = await readChanged(() => undefined, { more: { rules: path } })
    expect(read.input?.rules).toMatchObject({
      roughness: { newPipe: 0.012 },
      searchRadius: 65,
      searchLimit: 65,
      prices: { pipePerMetre: { 400: 1150, 500: 1 }, manhole: 7, restorePerMetre: 320 },
    })
    writeFileSync(path, JSON.stringify({ rain: { a: 1 }, dnSeries: [310] }))
    expect((await readChanged(() => undefined, { more: { rules: path } })).lines[0]).toMatch(
      /rules.json: rain.c/,
    )
    writeFileSync(path, JSON.stringify({ dnSeries: [310] }))
    expect((await readChanged(() => undefined, { more: { rules: path } })).lines[0]).toMatch(
      /no price for DN310/,
    )
  })
})
