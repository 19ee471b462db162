import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { auditHash, GENESIS_HASH, readAuditHead, recordAudit } from '#server/store/audit.ts'
import { readBaseFeatures, insertBaseFeatures, baseFeatureBounds } from '#server/store/base-features.ts'
import {
  compoundBounds,
  compoundIdsInBox,
  countCompounds,
  hasDemoCompounds,
  insertCompounds,
  readCompound,
  readCompounds,
  updateScoreSheet,
} from '#server/store/compounds.ts'
import {
  readConnection,
  readConnectionRun,
  readConnections,
  replaceConnections,
} from '#server/store/connections.ts'
import type { StoredConnection } from '#server/store/connections.ts'
import { readDataVersion } from '#server/store/data-version.ts'
import { readMeta, writeMeta } from '#server/store/meta.ts'
import { migrate } from '#server/store/migrate.ts'
import { insertPipes, insertWells, readPipes, readWells } from '#server/store/network.ts'
import type { StoredPipe, StoredWell } from '#server/store/network.ts'
import { insertPlaces, readCommunities, readSubdistricts } from '#server/store/places.ts'
import { insertProgramme, readProgrammes } from '#server/store/programmes.ts'
import {
  insertScoringDraft,
  insertScoringTable,
  readScoringTable,
  readScoringVersions,
  updateScoringTable,
  useScoringTable,
} from '#server/store/scoring-tables.ts'
import type { Store } from '#server/store/store.ts'
import { aCompound, SQUARE } from '#tests/builders/compound-builder.ts'
import { aProgramme } from '#tests/builders/programme-builder.ts'
import { aReviewedSheet, entriesOf } from '#tests/builders/review-builder.ts'

/** What every database has to do; each runs the same suite, from an empty database on. */
export function storeSuite(name: string, open: () => Promise<Store>): void {
  describe(`the store on ${name}`, () => {
    let store: Store

    beforeEach(async () => {
      store = await open()
      await migrate(store)
    })

    afterEach(() => store.close())

    test('migrating again changes nothing', async () => {
      await store.write((session) => insertCompounds(session, [aCompound()]))
      await migrate(store)
      expect(await countCompounds(store)).toBe(1)
      expect(await readDataVersion(store)).toBe(1)
    })

    test('a compound comes back as it went in, unknown facts still unknown', async () => {
      const known = aCompound({
        id: 'a',
        heritage: { listed: true, protectionPlan: null },
        application: false,
      })
      const unknown = aCompound({
        id: 'b',
        builtYear: null,
        community: null,
        housingKind: null,
        inDistrict: null,
        consent: null,
        management: null,
        demolitionPlanned: null,
        application: null,
        scoreSheet: null,
        buildings: [],
        footprint: { type: 'MultiPolygon', coordinates: [SQUARE.coordinates] },
      })
      await store.write((session) => insertCompounds(session, [unknown, known]))
      const [first, second] = await readCompounds(store)
      expect(first).toMatchObject({ ...known, version: 1 })
      expect(second).toMatchObject({ ...unknown, version: 1 })
      expect(first?.anchor[0]).toBeCloseTo(119.60025, 9)
      expect(first?.anchor[1]).toBeCloseTo(39.9402, 9)
    })

    test('many rows go in, more than one statement can bind', async () => {
      const compounds = Array.from({ length: 1200 }, (_, index) =>
        aCompound({ id: `c${String(index).padStart(5, '0')}`, buildings: [] }),
      )
      await store.write((session) => insertCompounds(session, compounds))
      expect((await readCompounds(store)).map(({ id }) => id)).toEqual(compounds.map(({ id }) => id))
    })

    test('each write counts the data version up by one, a failed one leaves everything as it was', async () => {
      await store.write((session) => insertCompounds(session, [aCompound({ id: 'a' })]))
      const failing = store.write(async (session) => {
        await insertCompounds(session, [aCompound({ id: 'b' })])
        await insertCompounds(session, [aCompound({ id: 'a' })])
      })
      await expect(failing).rejects.toThrow()
      expect(await countCompounds(store)).toBe(1)
      expect(await readDataVersion(store)).toBe(1)
    })

    test('writes that come together are all counted', async () => {
      const ids = Array.from({ length: 20 }, (_, index) => `c${index}`)
      await Promise.all(
        ids.map((id) =>
          store.write((session) => insertCompounds(session, [aCompound({ id, buildings: [] })])),
        ),
      )
      expect(await countCompounds(store)).toBe(20)
      expect(await readDataVersion(store)).toBe(20)
    })

    test('a box finds exactly what brute force finds, and forgets what is gone', async () => {
      const compounds = Array.from({ length: 200 }, (_, index) => {
        // A fixed scatter: no two alike, some touching the box exactly.
        const west = 119.5 + ((index * 7919) % 200) / 1000
        const south = 39.9 + ((index * 104729) % 100) / 1000
        return { west, south, compound: squareCompound(`c${index}`, west, south) }
      })
      await store.write((session) =>
        insertCompounds(
          session,
          compounds.map(({ compound }) => compound),
        ),
      )
      for (const [west, south, east, north] of [
        [119.55, 39.92, 119.6, 39.95],
        [119.6, 39.9, 119.6, 39.9],
        [0, 0, 1, 1],
        [-180, -90, 180, 90],
      ] as const) {
        const expected = compounds.filter(
          (square) =>
            square.west <= east &&
            square.west + SIDE >= west &&
            square.south <= north &&
            square.south + SIDE >= south,
        )
        expect([...(await compoundIdsInBox(store, [west, south, east, north]))].sort()).toEqual(
          expected.map(({ compound }) => compound.id).sort(),
        )
      }
      await store.write((session) => session.db.deleteFrom('compounds').where('id', '=', 'c0').execute())
      expect(await compoundIdsInBox(store, [-180, -90, 180, 90])).not.toContain('c0')
    })

    test('a building without its compound is refused; removing a compound removes its buildings', async () => {
      await store.write((session) => insertCompounds(session, [aCompound({ id: 'a' })]))
      const orphan = aCompound({ id: 'b', buildings: aCompound({ id: 'nobody' }).buildings })
      await expect(store.write((session) => insertCompounds(session, [orphan]))).rejects.toThrow()
      await store.write((session) => session.db.deleteFrom('compounds').execute())
      expect(await store.db.selectFrom('buildings').selectAll().execute()).toEqual([])
    })

    test('bounds and the demo mark come from the records', async () => {
      expect(await compoundBounds(store)).toBeNull()
      expect(await hasDemoCompounds(store)).toBe(false)
      await store.write((session) => insertCompounds(session, [squareCompound('a', 119.5, 39.9)]))
      expect(await compoundBounds(store)).toEqual([119.5, 39.9, 119.5 + SIDE, 39.9 + SIDE])
      expect(await hasDemoCompounds(store)).toBe(true)
    })

    test('wells and pipes come back as surveyed, gaps included', async () => {
      const well: StoredWell = {
        id: 'w1',
        kind: 'outfall',
        system: 'YS',
        ground: null,
        load: 0.25,
        t1: null,
        waterLevel: 1.2,
        street: null,
        source: 'survey',
        position: [119.6, 39.94],
      }
      const pipe: StoredPipe = {
        id: 'p1',
        from: 'w1',
        to: 'not-surveyed',
        system: 'XX',
        dn: null,
        material: null,
        roughness: 0.013,
        invertStart: 1.234,
        invertEnd: null,
        status: 'abandoned',
        length: null,
        street: '文化路',
        source: 'survey',
        line: {
          type: 'LineString',
          coordinates: [
            [119.6, 39.94],
            [119.61, 39.95],
          ],
        },
      }
      await store.write(async (session) => {
        await insertWells(session, [well])
        await insertPipes(session, [pipe])
      })
      expect(await readWells(store)).toEqual([well])
      expect(await readPipes(store)).toEqual([pipe])
    })

    test('a run of the engine takes the place of the one before, for its own year', async () => {
      await store.write((session) => insertCompounds(session, [aCompound({ id: 'a' })]))
      const run = { year: 2024, engine: '1', inputs: 'x', returnPeriod: 3, faults: [{ code: 'CYCLE' }] }
      await store.write((session) => replaceConnections(session, run, [aConnection('one', 2024)]))
      await store.write((session) =>
        replaceConnections(session, { ...run, year: 2025 }, [aConnection('other', 2025)]),
      )
      await store.write((session) =>
        replaceConnections(session, { ...run, engine: '2' }, [
          aConnection('two', 2024),
          aConnection('three', 2024),
        ]),
      )
      expect(await readConnections(store, 2024)).toEqual([
        aConnection('two', 2024),
        aConnection('three', 2024),
      ])
      expect(await readConnections(store, 2025)).toHaveLength(1)
      expect(await readConnectionRun(store, 2024)).toEqual({ ...run, engine: '2' })
      expect(await readConnectionRun(store, 2023)).toBeNull()
      expect(await readConnection(store, 'one')).toBeNull()
      expect(await readConnection(store, 'two')).toEqual(aConnection('two', 2024))
    })

    test('the audit log chains its rows and can neither be changed nor cut', async () => {
      const actor = { id: null, username: 'cli', name: '命令行', role: 'console' }
      const entry = { actor, action: 'update', entity: 'compound', entityId: 'a', after: { name: '甲' } }
      const numbers = await Promise.all(
        Array.from({ length: 20 }, () => store.write((session) => recordAudit(session, entry))),
      )
      expect([...numbers].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
      const rows = await store.db.selectFrom('audit_log').selectAll().orderBy('sequence').execute()
      rows.forEach(({ hash, ...row }, index) => {
        expect(row.previous_hash).toBe(rows[index - 1]?.hash ?? GENESIS_HASH)
        expect(auditHash(row)).toBe(hash)
      })
      expect(await readAuditHead(store)).toEqual({ sequence: 20, hash: rows.at(-1)?.hash })
      const change = store.db.updateTable('audit_log').set({ reason: 'x' }).execute()
      await expect(change).rejects.toThrow('append only')
      await expect(store.db.deleteFrom('audit_log').execute()).rejects.toThrow('append only')
      const failing = store.write(async (session) => {
        await recordAudit(session, entry)
        throw new Error('the change itself failed')
      })
      await expect(failing).rejects.toThrow('the change itself failed')
      expect(await readAuditHead(store)).toMatchObject({ sequence: 20 })
    })

    test('what is written aside leaves the data version alone', async () => {
      await store.writeAside((session) => writeMeta(session, 'firstLoad', 'demo'))
      expect(await readMeta(store, 'firstLoad')).toBe('demo')
      expect(await readDataVersion(store)).toBe(0)
    })

    test('a plan year is scored by the sheet it is given; one it leaves with scores on it stays frozen', async () => {
      await store.write(async (session) => {
        await insertProgramme(session, aProgramme())
        await insertScoringTable(session, { id: 'v1', title: '甲' })
        await useScoringTable(session, 2024, 'v1')
        await insertScoringDraft(
          session,
          { id: 'v2', title: '乙' },
          { number: 2, basedOn: 'v1', at: 't', by: '丙' },
        )
      })
      const states = async () =>
        (await readScoringVersions(store)).map(({ id, state, years }) => [id, state, years])
      expect(await readScoringTable(store)).toEqual({ id: 'v1', title: '甲' })
      expect(await states()).toEqual([
        ['v2', 'draft', []],
        ['v1', 'published', [2024]],
      ])
      await store.write((session) => insertCompounds(session, [aCompound()]))
      expect(await states()).toContainEqual(['v1', 'frozen', [2024]])
      await store.write(async (session) => {
        const change = { state: 'published', reason: '更合理', at: 't', by: '丙' } as const
        await updateScoringTable(session, { id: 'v2', title: '乙二' }, change)
        await useScoringTable(session, 2024, 'v2')
      })
      expect(await readScoringTable(store, 2024)).toEqual({ id: 'v2', title: '乙二' })
      expect(await states()).toEqual([
        ['v2', 'frozen', [2024]],
        ['v1', 'frozen', []],
      ])
      expect((await readScoringVersions(store))[0]).toMatchObject({
        version: 2,
        basedOn: 'v1',
        reason: '更合理',
      })
    })

    test('a score sheet is replaced alone and the record’s version goes up', async () => {
      await store.write((session) => insertCompounds(session, [aCompound()]))
      const before = await readCompound(store, 'c1')
      const sheet = aReviewedSheet({ self: entriesOf() })
      await store.write((session) => updateScoreSheet(session, 'c1', sheet))
      expect(await readCompound(store, 'c1')).toEqual({ ...before, scoreSheet: sheet, version: 2 })
      expect((await readCompounds(store))[0]).toEqual(await readCompound(store, 'c1'))
      expect(await readCompound(store, 'nobody')).toBeNull()
    })

    test('programmes, sheets, places, base features and marks', async () => {
      const programme = aProgramme()
      await store.write(async (session) => {
        await insertProgramme(session, programme)
        await insertProgramme(session, { ...programme, year: 2025 })
        await insertScoringTable(session, { id: 'v1', title: '甲' })
        await insertScoringTable(session, { id: 'v2', title: '乙' }, 2)
        await insertPlaces(
          session,
          [{ code: '1', name: '文化路街道', kind: '街道' }],
          [{ code: '11', subdistrictCode: '1', name: '红旗里' }],
        )
        await insertBaseFeatures(session, [
          {
            id: 'd',
            class: 'district',
            name: null,
            source: 'real',
            geometry: SQUARE,
            properties: { width: 3 },
          },
        ])
        await writeMeta(session, 'firstLoad', 'demo')
        await writeMeta(session, 'firstLoad', 'reference')
      })
      expect((await readProgrammes(store)).map(({ year }) => year)).toEqual([2025, 2024])
      expect((await readProgrammes(store))[1]).toEqual(programme)
      expect(await readScoringTable(store)).toEqual({ id: 'v2', title: '乙' })
      expect(await readSubdistricts(store)).toHaveLength(1)
      expect(await readCommunities(store)).toEqual([{ code: '11', subdistrictCode: '1', name: '红旗里' }])
      expect((await readBaseFeatures(store))[0]?.properties).toEqual({ width: 3 })
      expect(await baseFeatureBounds(store, 'district')).toEqual([119.6, 39.94, 119.6005, 39.9404])
      expect(await baseFeatureBounds(store, 'sea')).toBeNull()
      expect(await readMeta(store, 'firstLoad')).toBe('reference')
    })
  })
}

const SIDE = 0.001

function squareCompound(id: string, west: number, south: number) {
  const [east, north] = [west + SIDE, south + SIDE]
  return aCompound({
    id,
    buildings: [],
    footprint: {
      type: 'Polygon',
      coordinates: [
        [
          [west, south],
          [east, south],
          [east, north],
          [west, north],
          [west, south],
        ],
      ],
    },
  })
}

export function aConnection(id: string, year: number): StoredConnection {
  return {
    id,
    version: 1,
    year,
    compoundId: 'a',
    rank: null,
    status: 'rejected',
    state: 'MARKED',
    wellId: null,
    pipeId: 'p1',
    position: [119.6, 39.94],
    facts: {
      compoundName: '示例小区 a',
      station: 0,
      returnPeriod: 3,
      designFlow: null,
      dn: null,
      slope: null,
      velocity: null,
      length: 12.5,
      invertStart: null,
      invertEnd: null,
      drop: null,
      headSpare: -0.23,
      cost: null,
      capacity: [],
      profile: [],
      warnings: [],
      reasons: [{ code: 'HEAD_SHORT', missing: 0.23 }],
    },
    branch: null,
    source: 'demo',
    work: null,
  }
}
