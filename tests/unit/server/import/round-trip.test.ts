import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Feature, FeatureCollection } from 'geojson'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readCompoundFiles } from '#server/import/compound-files.ts'
import { readPipeFile, readWellFile } from '#server/import/network-files.ts'
import { readCompounds } from '#server/store/compounds.ts'
import { readPipes, readWells } from '#server/store/network.ts'
import { anImportDesk, type ImportDesk } from '#tests/builders/import-builder.ts'
import { SHIPPED_DATA } from '#tests/builders/server-builder.ts'

const KINDS = ['compounds', 'buildings', 'wells', 'pipes'] as const

describe('our own files, brought in', () => {
  let desk: ImportDesk
  const paths = new Map<(typeof KINDS)[number], string>()

  beforeAll(async () => {
    desk = await anImportDesk()
    for (const [kind, features] of Object.entries(someOfTheShipped())) {
      const path = desk.file(`${kind}.geojson`, JSON.stringify({ type: 'FeatureCollection', features }))
      paths.set(kind as (typeof KINDS)[number], path)
    }
  })
  afterAll(() => desk.close())

  const path = (kind: (typeof KINDS)[number]): string => paths.get(kind) ?? ''

  it('give the very records they hold, change nothing the second time, and are taken back whole', async () => {
    const brought: string[] = []
    for (const kind of KINDS) brought.push(await desk.bring(kind, path(kind)))
    const compounds = (await readCompounds(desk.store)).map(({ version: _v, anchor: _a, ...rest }) => rest)
    expect(compounds).toEqual(await readCompoundFiles(path('compounds'), path('buildings')))
    expect(await readWells(desk.store)).toEqual(await readWellFile(path('wells')))
    expect(await readPipes(desk.store)).toEqual(await readPipeFile(path('pipes')))

    for (const kind of KINDS) {
      const { difference, faults } = await desk.check(kind, path(kind))
      expect(faults).toEqual([])
      expect(difference?.kinds).toMatchObject([{ kind, added: 0, changed: 0, gone: 0 }])
      expect(difference?.touched).toEqual([])
    }

    for (const id of brought.reverse()) await desk.undo(id)
    expect(await readCompounds(desk.store)).toEqual([])
    expect(await readWells(desk.store)).toEqual([])
    expect(await readPipes(desk.store)).toEqual([])
  })
})

/** Compounds with their score sheets and buildings, wells with an outfall among them, and the pipes between. */
function someOfTheShipped(): Record<(typeof KINDS)[number], Feature[]> {
  const read = (kind: string): Feature[] =>
    (JSON.parse(readFileSync(join(SHIPPED_DATA, 'demo', `${kind}.geojson`), 'utf8')) as FeatureCollection)
      .features
  const compounds = read('compounds').slice(0, 15)
  const ids = new Set(compounds.map(({ id }) => id))
  const wells = [...read('wells').slice(0, 150), ...read('wells').filter(isOutfall).slice(0, 5)]
  const wellIds = new Set(wells.map(({ id }) => id))
  return {
    compounds,
    buildings: read('buildings').filter(({ properties }) => ids.has(properties?.['compoundId'])),
    wells,
    pipes: read('pipes').filter(({ properties }) => wellIds.has(properties?.['from'])),
  }
}

function isOutfall({ properties }: Feature): boolean {
  return properties?.['kind'] === 'outfall' && properties['waterLevel'] !== undefined
}
