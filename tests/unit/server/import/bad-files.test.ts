import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { connectCompounds } from '#core/drainage/connect.ts'
import { readConnectFiles, type ConnectFiles } from '#server/import/connect-files.ts'
import { faultLine } from '#server/import/import-fault.ts'
import { rules } from '#tests/builders/drainage.ts'

const golden = (name: string): string =>
  fileURLToPath(new URL(`../../../fixtures/golden/g1/${name}.geojson`, import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'bad-files-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const G1: ConnectFiles = {
  wells: golden('wells'),
  pipes: golden('pipes'),
  compounds: golden('compounds'),
  crs: 'EPSG:4549',
}

async function linesOf(files: ConnectFiles): Promise<string[]> {
  const { input, faults } = await readConnectFiles(files, rules)
  expect(input).toBeNull()
  return faults.map(faultLine)
}

/** A file of so many MB that no import can want. */
function garbage(name: string, megabytes: number, block: Buffer | null): string {
  const path = join(folder, name)
  if (block === null) {
    writeFileSync(path, '')
    truncateSync(path, megabytes * 2 ** 20)
    return path
  }
  const file = openSync(path, 'w')
  for (let i = 0; i < megabytes; i++) writeSync(file, block)
  closeSync(file)
  return path
}

describe('a hundred megabytes of garbage', () => {
  const letters = Buffer.alloc(2 ** 20, 'lorem ipsum dolor sit amet\n')

  it.each([
    ['zeros', null, 'no JSON'],
    ['letters', letters, 'no JSON'],
  ])('of %s are one line, and are not read into memory', async (name, block, what) => {
    const path = garbage(`${name}.geojson`, 100, block)
    const before = process.memoryUsage().rss
    const lines = await linesOf({ ...G1, pipes: path })
    expect(lines).toEqual([expect.stringContaining(`${name}.geojson: ${what}; expected`)])
    expect(process.memoryUsage().rss - before).toBeLessThan(60 * 2 ** 20)
  })

  it.each([
    ['zeros', null, 'no section'],
    ['letters', letters, 'no section'],
  ])('of %s in place of a SWMM file are one line', async (name, block, what) => {
    const { compounds, crs } = G1
    const path = garbage(`${name}.inp`, 100, block)
    const before = process.memoryUsage().rss
    expect(await linesOf({ network: path, compounds, crs })).toEqual([
      expect.stringContaining(`${name}.inp: ${what}; expected`),
    ])
    expect(process.memoryUsage().rss - before).toBeLessThan(60 * 2 ** 20)
  })
})

describe('what is reported and left out, never a fault of the file', () => {
  interface File {
    features: { properties: Record<string, unknown>; geometry: { coordinates: unknown } }[]
  }
  const written = (name: string, file: File): string => {
    const path = join(folder, `${name}.geojson`)
    writeFileSync(path, JSON.stringify(file))
    return path
  }
  const read = (name: string): File => JSON.parse(readFileSync(golden(name), 'utf8')) as File

  async function answer(change: (wells: File, pipes: File) => void) {
    const [wells, pipes] = [read('wells'), read('pipes')]
    change(wells, pipes)
    const files = { ...G1, wells: written('wells', wells), pipes: written('pipes', pipes) }
    const { input, faults } = await readConnectFiles(files, rules)
    if (!input) throw new Error(faults.map(faultLine).join('\n'))
    return connectCompounds({ ...input, returnPeriod: 3, together: false })
  }
  const copyOf = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

  it('a cycle: every pipe of it is named, the compound still answered', async () => {
    const { faults, compounds } = await answer((_, pipes) => {
      const [first] = pipes.features
      if (!first) return
      const back = copyOf(first)
      Object.assign(back.properties, {
        id: 'back',
        from: first.properties['to'],
        to: first.properties['from'],
      })
      Object.assign(back.properties, { invertStart: 4.7, invertEnd: 4.65 })
      pipes.features.push(back)
    })
    expect(faults.filter(({ code }) => code === 'CYCLE').map(({ pipeId }) => pipeId)).toEqual([
      'M1-M2',
      'back',
    ])
    expect(compounds).toHaveLength(1)
    expect(compounds[0]?.connections.find(({ wellId }) => wellId === 'M2')?.status).toBe('feasible')
  })

  it('a part without an outfall: one line for the part, its wells refused', async () => {
    const { faults, compounds } = await answer((wells, pipes) => {
      for (const [i, id] of ['P1', 'P2'].entries()) {
        const well = copyOf(wells.features[0])
        if (!well) return
        Object.assign(well.properties, { id })
        well.geometry.coordinates = [500_000 + i * 40, 4_420_150]
        wells.features.push(well)
      }
      const pipe = copyOf(pipes.features[0])
      if (!pipe) return
      Object.assign(pipe.properties, { id: 'P1-P2', from: 'P1', to: 'P2' })
      pipe.geometry.coordinates = [
        [500_000, 4_420_150],
        [500_040, 4_420_150],
      ]
      pipes.features.push(pipe)
    })
    expect(faults.filter(({ code }) => code === 'NO_PATH_TO_OUTFALL')).toEqual([
      expect.objectContaining({ wells: 2, leftOut: true }),
    ])
    const parts = compounds[0]?.connections.filter(({ wellId }) => wellId === 'P1' || wellId === 'P2') ?? []
    expect(parts).toHaveLength(2)
    for (const { status, reasons } of parts) {
      expect(status).toBe('rejected')
      expect(reasons.map(({ code }) => code)).toContain('NO_PATH_TO_OUTFALL')
    }
  })
})

describe('a folder, or nothing at all, in place of a file', () => {
  it('is one line each', async () => {
    expect(existsSync(folder)).toBe(true)
    expect(await linesOf({ ...G1, pipes: folder })).toEqual([
      expect.stringMatching(/cannot be read \(EISDIR\)/),
    ])
    expect(await linesOf({ ...G1, wells: undefined })).toEqual([
      expect.stringMatching(/^--wells: is missing/),
    ])
  })
})
