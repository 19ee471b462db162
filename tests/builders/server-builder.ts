import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Compound } from '#core/compound/compound.ts'
import { createApp } from '#server/app.ts'
import { openAuth } from '#server/auth/auth.ts'
import { readDrainageRulesFile } from '#server/import/drainage-rules-file.ts'
import { loadShippedData } from '#server/import/first-load.ts'
import { makeParts } from '#server/make-parts.ts'
import { databaseFile, openDatabase } from '#server/open-database.ts'
import type { Parts } from '#server/parts.ts'
import { createReadiness } from '#server/readiness.ts'
import type { ReadinessControl } from '#server/readiness.ts'
import { insertCompounds } from '#server/store/compounds.ts'
import type { Store } from '#server/store/store.ts'
import { copyShippedDatabase, SHIPPED_DATA } from './shipped-database.ts'

export { SHIPPED_DATA }

interface ServerWish {
  /** `shipped`: the demo programme with its connections; else the shipped real facts and these compounds. */
  readonly data: 'shipped' | readonly Compound[]
  readonly access?: 'public' | 'private'
  readonly baseMaps?: Parts['baseMaps']
  readonly pageFolder?: string
  readonly attachmentMaxBytes?: number
  /** false: as during the first load. */
  readonly ready?: boolean
}

/** The real app on a database of its own in a temporary folder. */
export interface TestServer {
  readonly parts: Parts
  readonly store: Store
  readonly readiness: ReadinessControl
  readonly databaseFile: string
  /** Errors the app could not foresee; a healthy test leaves none. */
  readonly reported: Error[]
  /** Lines on the server's console. */
  readonly said: string[]
  get(path: string, headers?: Record<string, string>): Promise<Response>
  head(path: string): Promise<Response>
  json<Body>(path: string): Promise<Body>
  post(path: string, body: unknown): Promise<Response>
  /** Anything else. */
  request(path: string, init?: RequestInit): Promise<Response>
  /** Every path the app answers, as the router knows it. */
  routes(): string[]
  close(): Promise<void>
}

export async function aServer(wish: ServerWish): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'renewal-map-test-'))
  if (wish.data === 'shipped') await copyShippedDatabase(folder)
  const store = await openDatabase(folder)
  const readiness = createReadiness()
  const reported: Error[] = []
  const said: string[] = []
  const drainageRules = await readDrainageRulesFile(join(SHIPPED_DATA, 'drainage', 'rules-default.json'))
  const parts = makeParts({
    store,
    readiness,
    settings: {
      access: wish.access ?? 'public',
      publicUrl: null,
      trustProxy: false,
      baseMaps: wish.baseMaps ?? [],
      mapApprovalNumber: null,
      dataDir: folder,
      attachmentMaxBytes: wish.attachmentMaxBytes ?? 1024 * 1024,
    },
    auth: await openAuth({ store, publicUrl: null, say: (line) => said.push(line) }),
    drainageRules,
    version: '0.0.0-test',
    pageFolder: wish.pageFolder ?? join(folder, 'no-page'),
    report: (error) => reported.push(error),
  })
  const { data } = wish
  if (data !== 'shipped') {
    await loadShippedData(store, SHIPPED_DATA, null)
    await store.write((session) => insertCompounds(session, data))
  }
  readiness.ready = wish.ready ?? true
  const app = createApp(parts)
  const get = async (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    app.request(path, { headers })
  return {
    parts,
    store,
    readiness,
    databaseFile: databaseFile(folder),
    reported,
    said,
    get,
    request: async (path, init) => app.request(path, init),
    head: async (path) => app.request(path, { method: 'HEAD' }),
    async json<Body>(path: string) {
      const response = await get(path)
      if (response.status !== 200)
        throw new Error(`${path} answered ${response.status}: ${await response.text()}`)
      return (await response.json()) as Body
    },
    post: async (path, body) =>
      app.request(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    routes: () => app.routes.map((route) => route.path),
    async close() {
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
