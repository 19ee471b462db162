import type { Context, TypedResponse } from 'hono'
import { createEntity, sendEntity } from './entity.ts'
import type { Entity } from './entity.ts'

/** What may be kept of ready answers; the longest unused go first. */
const MAX_CACHED_BYTES = 256 * 1024 * 1024

/** Browsers keep the bytes but ask each time; with the tag that costs one 304. */
const HEADERS = { 'cache-control': 'no-cache' }

const encoder = new TextEncoder()

/** Answers as ready bytes, made once per data version, however many ask and at the same moment. */
export interface Answers {
  /** @param key what the answer depends on beside the data: route and validated query */
  json<Body>(
    context: Context,
    key: readonly unknown[],
    build: () => Promise<Body>,
  ): Promise<Response & TypedResponse<Body, 200, 'json'>>
  /** As `json`, of ready bytes; `null` is an empty answer (204). */
  bytes(
    context: Context,
    key: readonly unknown[],
    contentType: string,
    build: () => Promise<Uint8Array | null>,
  ): Promise<Response>
}

export function createAnswers(dataVersion: () => Promise<number>): Answers {
  const cache = createVersionedCache()

  async function bytes(
    context: Context,
    key: readonly unknown[],
    contentType: string,
    build: () => Promise<Uint8Array | null>,
  ): Promise<Response> {
    const entity = await cache.get(await dataVersion(), JSON.stringify(key), async () => {
      const made = await build()
      return made === null ? null : createEntity(made, contentType)
    })
    return entity === null
      ? new Response(null, { status: 204, headers: HEADERS })
      : sendEntity(context, entity, HEADERS)
  }

  return {
    bytes,
    async json<Body>(context: Context, key: readonly unknown[], build: () => Promise<Body>) {
      const response = await bytes(context, key, 'application/json; charset=utf-8', async () =>
        encoder.encode(JSON.stringify(await build())),
      )
      return response as Response & TypedResponse<Body, 200, 'json'>
    },
  }
}

interface VersionedCache {
  get(version: number, key: string, make: () => Promise<Entity | null>): Promise<Entity | null>
}

interface CachedEntry {
  readonly made: Promise<Entity | null>
  /** 0 until it is made */
  cost: number
}

function createVersionedCache(): VersionedCache {
  let current = -1
  let size = 0
  // A Map keeps insertion order: the first is the longest unused.
  let entries = new Map<string, CachedEntry>()

  function makeRoom(): void {
    for (const [key, entry] of entries) {
      if (size <= MAX_CACHED_BYTES) return
      entries.delete(key)
      size -= entry.cost
    }
  }

  function remember(key: string, make: () => Promise<Entity | null>): CachedEntry {
    const home = entries
    const entry: CachedEntry = { made: make(), cost: 0 }
    home.set(key, entry)
    entry.made.then(
      (entity) => {
        if (home.get(key) !== entry || home !== entries) return
        entry.cost = costOf(entity)
        size += entry.cost
        makeRoom()
      },
      // What failed is not remembered; whoever asked sees the error.
      () => home.delete(key),
    )
    return entry
  }

  return {
    get(version, key, make) {
      if (version !== current) {
        current = version
        entries = new Map()
        size = 0
      }
      const known = entries.get(key)
      if (known === undefined) return remember(key, make).made
      entries.delete(key)
      entries.set(key, known)
      return known.made
    },
  }
}

/** Plain bytes and, roughly, their compressed twins. */
function costOf(entity: Entity | null): number {
  return 256 + (entity === null ? 0 : entity.bytes.length * 1.5)
}
