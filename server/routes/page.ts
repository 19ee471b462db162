import { readFile, stat } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { Hono } from 'hono'
import type { Context } from 'hono'
import { createEntity, sendEntity } from '../middleware/entity.ts'
import type { Entity } from '../middleware/entity.ts'
import { notFound } from '../middleware/problem.ts'
import { notBuiltPage } from './not-built-page.ts'

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
}

/** Vite puts the content's hash in the name of everything below /assets. */
const FOR_EVER = { 'cache-control': 'public, max-age=31536000, immutable' }
const ASK_EACH_TIME = { 'cache-control': 'no-cache' }

/** Addresses that are never the page, even where nothing answers them. */
const NOT_THE_PAGE = /^\/(api|tiles|ogc|exports)(\/|$)/

interface CachedFile {
  readonly modified: number
  readonly entity: Entity
}

/** The built page: its files, and `index.html` for every address the page itself routes. */
export function pageRoutes(folder: string): Hono {
  const cache = new Map<string, CachedFile>()

  async function entityOf(path: string): Promise<Entity | null> {
    const file = normalize(join(folder, path))
    if (!file.startsWith(folder + sep) || path.includes('\0')) return null
    const found = await stat(file).catch(() => null)
    if (found === null || !found.isFile()) return null
    const known = cache.get(file)
    if (known?.modified === found.mtimeMs) return known.entity
    const type = CONTENT_TYPES[extname(file)] ?? 'application/octet-stream'
    const entity = createEntity(await readFile(file), type)
    cache.set(file, { modified: found.mtimeMs, entity })
    return entity
  }

  async function answer(context: Context): Promise<Response> {
    const path = decodePath(context.req.path)
    if (NOT_THE_PAGE.test(path)) throw notFound(`没有 ${path} 这个地址`)
    const file = path === '/' ? null : await entityOf(path)
    if (file !== null) {
      return sendEntity(context, file, path.startsWith('/assets/') ? FOR_EVER : ASK_EACH_TIME)
    }
    if (extname(path) !== '') throw notFound(`没有 ${path} 这个文件`)
    const page = await entityOf('/index.html')
    return page === null ? context.html(notBuiltPage, 503) : sendEntity(context, page, ASK_EACH_TIME)
  }

  return new Hono().get('*', answer)
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    throw notFound('地址的编码不对')
  }
}
