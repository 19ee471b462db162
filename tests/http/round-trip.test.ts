import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CGCS2000_DEGREES } from '#core/import/coordinate-system.ts'
import { applyImport } from '#server/import/run/apply-import.ts'
import { prepareImport } from '#server/import/run/prepare-import.ts'
import { saveImport } from '#server/store/imports.ts'
import { readPipes, readWells } from '#server/store/network.ts'
import { aServer } from '#tests/builders/server-builder.ts'
import type { TestServer } from '#tests/builders/server-builder.ts'

let full: TestServer
let empty: TestServer
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'renewal-map-round-trip-'))
  full = await aServer({ data: 'shipped' })
  empty = await aServer({ data: [] })
})

afterAll(async () => {
  await full.close()
  await empty.close()
  rmSync(folder, { recursive: true, force: true })
})

const ACTOR = { id: null, username: 'test', name: 'test', role: 'planner', request: 'test' }

async function importFile(wish: 'wells' | 'pipes', path: string): Promise<void> {
  const importer = { role: 'planner', subdistrictCode: null } as const
  const spool = join(folder, `${wish}-rows`)
  const name = `${wish}.csv`
  const now = new Date()
  const request = { path, name, wish, plan: null, coordinates: CGCS2000_DEGREES, spool, importer, now }
  const prepared = await prepareImport(empty.store, request)
  expect(prepared.faults).toEqual([])
  const { plan, ids, context } = prepared
  const at = now.toISOString()
  const author = { authorId: null, author: ACTOR.name, createdAt: at, updatedAt: at }
  const stored = { id: wish, version: 1, wish, fileName: name, ...author, shape: null, plan, summary: null }
  await empty.store.write(async (session) => {
    await saveImport(session, { ...stored, state: 'applied' })
    await applyImport(session, { id: wish, fileName: name, plan, spool, ids }, context, ACTOR)
  })
}

test('wells and pipes that go out as tables come back as the same records', async () => {
  for (const layer of ['wells', 'pipes'] as const) {
    const path = join(folder, `${layer}.csv`)
    const response = await full.get(`/exports/${layer}.csv`)
    writeFileSync(path, Buffer.from(await response.arrayBuffer()))
    await importFile(layer, path)
  }
  expect(await readWells(empty.store)).toEqual(await readWells(full.store))
  expect(await readPipes(empty.store)).toEqual(await readPipes(full.store))
})
