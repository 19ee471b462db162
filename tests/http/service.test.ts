import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tiandituBaseMaps } from '#server/base-maps.ts'
import { aCompound } from '#tests/builders/compound-builder.ts'
import { aServer } from '#tests/builders/server-builder.ts'
import type { TestServer } from '#tests/builders/server-builder.ts'

describe('a running service', () => {
  let server: TestServer
  let page: string

  beforeAll(async () => {
    page = mkdtempSync(join(tmpdir(), 'renewal-map-page-'))
    mkdirSync(join(page, 'assets'))
    writeFileSync(join(page, 'index.html'), '<!doctype html><title>一张图</title>')
    writeFileSync(join(page, 'assets', 'index-abc123.js'), `/* ${'x'.repeat(5000)} */`)
    server = await aServer({ data: [aCompound()], pageFolder: page, baseMaps: tiandituBaseMaps('secret') })
  })

  afterAll(async () => {
    await server.close()
    rmSync(page, { recursive: true, force: true })
  })

  test('health tells version and store', async () => {
    const response = await server.get('/api/health')
    expect(await response.json()).toEqual({ status: 'ok', version: '0.0.0-test', store: 'sqlite' })
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  test('hashed files stay for ever, the page is asked for each time, its own addresses are the page', async () => {
    const script = await server.get('/assets/index-abc123.js', { 'accept-encoding': 'br' })
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(script.headers.get('content-encoding')).toBe('br')
    expect(script.headers.get('content-type')).toContain('text/javascript')
    for (const path of ['/', '/compound/c1?year=2024']) {
      const response = await server.get(path)
      expect(response.headers.get('cache-control')).toBe('no-cache')
      expect(await response.text()).toContain('一张图')
    }
  })

  test.each(['/assets/gone-123.js', '/api/nothing', '/tiles/nothing', '/..%2f..%2fpackage.json', '/%00.js'])(
    '%s is a 404 problem, never the page',
    async (path) => {
      const response = await server.get(path)
      expect(response.status).toBe(404)
      expect(response.headers.get('content-type')).toContain('application/problem+json')
      expect(await response.json()).toMatchObject({ title: '没有找到', status: 404 })
    },
  )

  test('headers let the map work and nothing foreign run', async () => {
    const headers = (await server.get('/')).headers
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("worker-src 'self' blob:")
    expect(policy).toContain("connect-src 'self' https://t0.tianditu.gov.cn")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  test('openapi.json is 3.1 and names every route under /api', async () => {
    const document = await server.json<{ openapi: string; paths: Record<string, object> }>(
      '/api/openapi.json',
    )
    expect(document.openapi).toBe('3.1.0')
    const served = server.routes().filter((path) => path.startsWith('/api/') && !path.includes('*'))
    const documented = Object.keys(document.paths).map((path) => path.replace(/\{(\w+)\}/g, ':$1'))
    expect(documented.sort()).toEqual(expect.arrayContaining([...new Set(served)].sort()))
    expect(JSON.stringify(document)).not.toContain('"$ref":"#/components/schemas/undefined')
  })

  test('an unforeseen error tells the user nothing of the inside, and the operator everything', async () => {
    const { evaluations } = server.parts
    const original = evaluations.years
    evaluations.years = () => Promise.reject(new Error('secret detail'))
    try {
      const response = await server.get('/api/connections')
      expect(response.status).toBe(500)
      expect(await response.text()).not.toContain('secret')
      expect(server.reported.map((error) => error.message)).toContain('secret detail')
    } finally {
      evaluations.years = original
    }
  })
})

test('while data is on its way in, the service says so and asks to wait', async () => {
  const server = await aServer({ data: [], ready: false })
  for (const path of ['/api/health', '/api/compounds', '/tiles/pipes/1/0/0.mvt']) {
    const response = await server.get(path)
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('1')
    expect(await response.json()).toMatchObject({ title: '服务正在启动' })
  }
  server.readiness.ready = true
  expect((await server.get('/api/health')).status).toBe(200)
  await server.close()
})

test('without a built page the service says what to do', async () => {
  const server = await aServer({ data: [] })
  const response = await server.get('/')
  expect(response.status).toBe(503)
  expect(await response.text()).toContain('npm start')
  await server.close()
})

test('an empty register counts nothing and keeps the official figures', async () => {
  const server = await aServer({ data: [] })
  const programme = await server.json('/api/programmes/2024')
  expect(programme).toMatchObject({
    official: { compounds: 13 },
    computed: { compounds: 0, cost: 0 },
    difference: { compounds: -13, households: -5973 },
    demo: false,
  })
  expect(await server.json('/api/settings')).toMatchObject({ demo: false, years: [2024] })
  expect(await server.json('/api/connections')).toMatchObject({ features: [], numberMatched: 0 })
  expect((await server.get('/api/programmes/2031')).status).toBe(404)
  await server.close()
})

test('ACCESS=private closes everything but health', async () => {
  const server = await aServer({ data: [], access: 'private' })
  expect((await server.get('/api/health')).status).toBe(200)
  for (const path of ['/api/compounds', '/api/openapi.json', '/tiles/pipes/1/0/0.mvt']) {
    expect((await server.get(path)).status).toBe(401)
  }
  await server.close()
})
