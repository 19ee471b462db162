import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { chooseEncoding, encode } from './encoding.ts'
import type { Encoding } from './encoding.ts'

/** Ready bytes of one answer in every encoding asked for so far. */
export interface Entity {
  readonly contentType: string
  readonly bytes: Uint8Array
  /** Digest of the plain bytes; each encoding's entity tag is made of it. */
  readonly digest: string
  readonly encoded: Map<Encoding, Promise<Uint8Array>>
}

export function createEntity(bytes: Uint8Array, contentType: string): Entity {
  const digest = createHash('sha256').update(bytes).digest('base64url').slice(0, 22)
  return { contentType, bytes, digest, encoded: new Map() }
}

/**
 * Sends an entity: compressed once, tagged strongly (another encoding is another tag, RFC 9110 8.8.3.3), 304 where
 * the client has it.
 */
export async function sendEntity(
  context: Context,
  entity: Entity,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  const encoding = chooseEncoding(context.req.header('accept-encoding'), entity.bytes.length)
  const shared = { ...headers, etag: tagOf(entity, encoding), vary: 'Accept-Encoding' }
  if (matches(context.req.header('if-none-match'), entity)) {
    return new Response(null, { status: 304, headers: shared })
  }
  const body = await encodedBytes(entity, encoding)
  return new Response(new Uint8Array(body), {
    headers: {
      ...shared,
      'content-type': entity.contentType,
      'content-length': String(body.length),
      ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
    },
  })
}

function encodedBytes(entity: Entity, encoding: Encoding): Promise<Uint8Array> {
  const ready = entity.encoded.get(encoding)
  if (ready !== undefined) return ready
  const work = encode(entity.bytes, encoding)
  entity.encoded.set(encoding, work)
  return work
}

function tagOf(entity: Entity, encoding: Encoding): string {
  return encoding === 'identity' ? `"${entity.digest}"` : `"${entity.digest}-${encoding}"`
}

/** The tag of any encoding will do: each says the client has this very content. */
function matches(ifNoneMatch: string | undefined, entity: Entity): boolean {
  if (ifNoneMatch === undefined) return false
  if (ifNoneMatch.trim() === '*') return true
  const ours = (['identity', 'gzip', 'br'] as const).map((encoding) => tagOf(entity, encoding))
  return ifNoneMatch.split(',').some((tag) => ours.includes(tag.trim().replace(/^W\//, '')))
}
