/*
 * Keeps the page usable without a connection: its files, the ground that was seen, and the last answers of the service.
 * With a connection everything comes from the server, as if this file were not there; only files named by the hash of
 * their content are taken from the shelf. It imports nothing, so that it stays one plain script.
 */
const worker = self as unknown as ServiceWorkerGlobalScope

const SHELL = 'shell-'
const FONTS = 'fonts'
const TILES = 'tiles'
const ANSWERS = 'answers'

/** Most kept of tiles and answers; the oldest go first. */
const MOST = { [TILES]: 3000, [ANSWERS]: 400 }

/** What is never kept: who may ask what today is the server's to say, and files of records stay where they are. */
const NOT_KEPT = /^\/api\/(health|events|audit|history|accounts|attachments|presence|jobs|openapi)/
/** Another person sits down: what the last one was shown is forgotten. */
const ANOTHER_PERSON = /^\/api\/(auth\/|set-up)/
/** Written by Vite beside the page: every file of it. */
const FILE_LIST = '/.vite/manifest.json'
const PAGE = '/'

worker.addEventListener('install', (event) => {
  event.waitUntil(keepShell().then(() => worker.skipWaiting()))
})

worker.addEventListener('activate', (event) => {
  event.waitUntil(worker.clients.claim())
})

worker.addEventListener('message', (event) => {
  const { task, files } = event.data as { readonly task: string; readonly files?: readonly string[] }
  if (task === 'keep-shell') event.waitUntil(keepShell())
  if (task === 'keep-files') event.waitUntil(keepFiles(files ?? []))
})

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (url.origin !== worker.location.origin) return
  if (request.method !== 'GET') {
    if (ANOTHER_PERSON.test(url.pathname)) event.respondWith(forgetAfter(request))
    return
  }
  if (request.mode === 'navigate') return event.respondWith(freshPage(request, url))
  if (url.pathname.startsWith('/assets/')) return event.respondWith(keptFile(request, url))
  if (url.pathname.startsWith('/tiles/')) return event.respondWith(freshElseKept(request, TILES))
  if (url.pathname.startsWith('/api/') && !NOT_KEPT.test(url.pathname)) {
    event.respondWith(freshElseKept(request, ANSWERS))
  }
})

/** Never an old page while the server answers; without it the kept one. */
async function freshPage(request: Request, url: URL): Promise<Response> {
  try {
    return await fetch(request)
  } catch (error) {
    // Pages of the API and files are no pages of ours.
    const page = /^\/(api|exports|ogc)\//.test(url.pathname) ? undefined : await caches.match(PAGE)
    if (page === undefined) throw error
    return page
  }
}

/** Files under /assets never change under one name. */
async function keptFile(request: Request, url: URL): Promise<Response> {
  const kept = await caches.match(url.pathname, { ignoreVary: true })
  if (kept !== undefined) return kept
  const response = await fetch(request)
  if (response.ok && url.pathname.endsWith('.woff2')) {
    await (await caches.open(FONTS)).put(url.pathname, response.clone())
  }
  return response
}

/** The server's answer; without one the last there was, with the time it was given. */
async function freshElseKept(request: Request, shelf: typeof TILES | typeof ANSWERS): Promise<Response> {
  const cache = await caches.open(shelf)
  try {
    const response = await fetch(request)
    if (response.status === 200 || response.status === 204) void keep(cache, shelf, request, response.clone())
    return response
  } catch (error) {
    const kept = await cache.match(request.url, { ignoreVary: true })
    if (kept === undefined) throw error
    return kept
  }
}

async function keep(
  cache: Cache,
  shelf: typeof TILES | typeof ANSWERS,
  request: Request,
  response: Response,
): Promise<void> {
  const headers = new Headers(response.headers)
  headers.set('x-kept-at', new Date().toISOString())
  // The bytes are plain by now.
  headers.delete('content-encoding')
  headers.delete('content-length')
  const empty = response.status === 204
  const body = empty ? null : await response.blob()
  await cache.put(request.url, new Response(body, { status: 200, headers }))
  if (Math.random() > 0.02) return
  const all = await cache.keys()
  for (const old of all.slice(0, Math.max(0, all.length - MOST[shelf]))) await cache.delete(old)
}

async function forgetAfter(request: Request): Promise<Response> {
  const response = await fetch(request)
  await caches.delete(ANSWERS)
  return response
}

/**
 * Keeps the page of today with all its files, whole or not at all. The one before stays for tabs that still show it;
 * older ones go.
 */
async function keepShell(): Promise<void> {
  const list = await fetch(FILE_LIST, { cache: 'no-cache' }).catch(() => null)
  if (list === null || !list.ok) return
  const text = await list.text()
  const name = SHELL + (await digest(text))
  const known = (await caches.keys()).filter((one) => one.startsWith(SHELL))
  if (known.includes(name) && (await (await caches.open(name)).match(PAGE)) !== undefined) return
  const cache = await caches.open(name)
  await addAll(cache, filesIn(text))
  const page = await fetch(PAGE, { cache: 'no-cache' })
  if (!page.ok) return
  await cache.put(PAGE, page)
  for (const old of known.filter((one) => one !== name).slice(0, -1)) await caches.delete(old)
}

/** Scripts and styles; letters are kept as they are used, there are too many of them. */
function filesIn(list: string): readonly string[] {
  const entries = Object.values(
    JSON.parse(list) as Record<string, { file: string; css?: string[]; assets?: string[] }>,
  )
  const files = entries.flatMap(({ file, css = [], assets = [] }) => [file, ...css, ...assets])
  return [...new Set(files)].filter((file) => !/\.woff2?$/.test(file)).map((file) => `/${file}`)
}

/** What the page has loaded before this worker was there: letters, ground, answers. */
async function keepFiles(files: readonly string[]): Promise<void> {
  const starting = (start: string): readonly string[] => files.filter((file) => file.startsWith(start))
  await addAll(
    await caches.open(FONTS),
    starting('/assets/').filter((file) => file.endsWith('.woff2')),
  )
  const answers = starting('/api/').filter((file) => !NOT_KEPT.test(file) && !ANOTHER_PERSON.test(file))
  for (const [shelf, list] of [[ANSWERS, answers] as const, [TILES, starting('/tiles/')] as const]) {
    const cache = await caches.open(shelf)
    for (const file of new Set(list)) {
      const request = new Request(file, { headers: { accept: 'application/json' } })
      if ((await cache.match(request.url, { ignoreVary: true })) !== undefined) continue
      const response = await fetch(request).catch(() => null)
      if (response?.ok === true) await keep(cache, shelf, request, response)
    }
  }
}

/** A few at a time: the page has the line first. */
async function addAll(cache: Cache, files: readonly string[]): Promise<void> {
  for (let at = 0; at < files.length; at += 4) {
    await Promise.all(
      files.slice(at, at + 4).map(async (file) => {
        if ((await cache.match(file, { ignoreVary: true })) === undefined) await cache.add(file)
      }),
    )
  }
}

async function digest(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return [...new Uint8Array(bytes).slice(0, 6)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
