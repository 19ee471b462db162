import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import gcoord from 'gcoord'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, openPage } from './browser.ts'
import { startProduct } from './product.ts'
import type { Product } from './product.ts'
import { serveTiles } from './tile-server.ts'
import { serveVectorTiles } from './vector-tile-server.ts'

const TRUTH: [number, number] = [119.6, 39.94]
const NOTHING_LISTENS_HERE = 'http://127.0.0.1:1/{z}/{x}/{y}.png'

let browser: Browser
let product: Product
let tiles: Awaited<ReturnType<typeof serveTiles>>
let vectors: Awaited<ReturnType<typeof serveVectorTiles>>
let folder: string

beforeAll(async () => {
  browser = await launchBrowser()
  folder = await mkdtemp(join(tmpdir(), 'renewal-base-map-'))
  const shifted = gcoord.transform(TRUTH, gcoord.WGS84, gcoord.GCJ02) as [number, number]
  tiles = await serveTiles(shifted, [225, 230, 220], [230, 20, 20])
  vectors = await serveVectorTiles(shifted)
  product = await startProduct(folder, {
    DEMO: 'off',
    TIANDITU_KEY: 'a-browser-key',
    BASEMAP_URLS: [
      `街道图|${tiles.template}|gcj02`,
      `内网不通|${NOTHING_LISTENS_HERE}`,
      `矢量街道图|${vectors.address}/style.json|gcj02`,
      `矢量瓦片|${vectors.address}/tiles.json|gcj02`,
      `矢量不通|${vectors.address}/nothing.json`,
    ].join(';'),
  })
})

afterAll(async () => {
  await browser.close()
  await product.stop()
  tiles.close()
  vectors.close()
  await rm(folder, { recursive: true, force: true })
})

const REACH = 80

/** Middle of all reddish pixels around a place on screen, px from it; null where there are none. */
async function redDot(page: Page, x: number, y: number): Promise<{ x: number; y: number } | null> {
  const clip = { x: x - REACH, y: y - REACH, width: 2 * REACH, height: 2 * REACH }
  const picture = (await page.screenshot({ clip })).toString('base64')
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const pen = new OffscreenCanvas(image.width, image.height).getContext('2d')
    if (pen === null) return null
    pen.drawImage(image, 0, 0)
    const { data } = pen.getImageData(0, 0, image.width, image.height)
    const found = { x: 0, y: 0, count: 0 }
    for (let at = 0; at < data.length; at += 4) {
      const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3)
      if (red < 150 || green > 100 || blue > 100) continue
      found.x += ((at / 4) % image.width) + 0.5
      found.y += Math.floor(at / 4 / image.width) + 0.5
      found.count += 1
    }
    const half = image.width / 2
    return found.count === 0 ? null : { x: found.x / found.count - half, y: found.y / found.count - half }
  }, picture)
}

const settled = (page: Page): Promise<void> =>
  page.locator('[data-map-state="idle"]').waitFor({ timeout: 60_000 })

test.each([
  ['raster tiles', 'custom-1', '街道图'],
  ['a vector style', 'custom-3', '矢量街道图'],
])('a dot at a known GCJ-02 place of %s is drawn within a pixel of its true place', async (_, id, name) => {
  const { page, faults } = await openPage(browser)
  await page.goto(`${product.address}/?base=${id}&map=16.5/${TRUTH[1]}/${TRUTH[0]}`)
  await settled(page)
  await page.getByText(`底图:${name}`).waitFor()
  await settled(page)
  const stage = await page.locator('.map-canvas').boundingBox()
  if (stage === null) throw new Error('there is no stage')
  const dot = await redDot(
    page,
    Math.round(stage.x + stage.width / 2),
    Math.round(stage.y + stage.height / 2),
  )
  // Unshifted it would lie some 250 px away, out of reach.
  expect(dot).not.toBeNull()
  expect(Math.hypot(dot?.x ?? Number.NaN, dot?.y ?? Number.NaN)).toBeLessThan(1)
  expect(faults).toEqual([])
  await page.context().close()
})

test('天地图 is asked for its map and its labels with the key, and laid under the data', async () => {
  const { page } = await openPage(browser)
  const asked: URL[] = []
  const tile = await (await fetch(tiles.template.replace(/\{.\}/g, '1'))).arrayBuffer()
  await page.route('https://t0.tianditu.gov.cn/**', (route) => {
    asked.push(new URL(route.request().url()))
    return route.fulfill({
      body: Buffer.from(tile),
      contentType: 'image/png',
      headers: { 'Access-Control-Allow-Origin': '*' },
    })
  })
  for (const [id, layers] of [
    ['tianditu-vector', ['cva', 'vec']],
    ['tianditu-imagery', ['cia', 'img']],
  ] as const) {
    asked.length = 0
    await page.goto(`${product.address}/?base=${id}&map=14/${TRUTH[1]}/${TRUTH[0]}`)
    await page.getByText(/底图:天地图/).waitFor()
    await settled(page)
    expect([...new Set(asked.map((url) => url.searchParams.get('LAYER')))].sort()).toEqual(layers)
    for (const url of asked) {
      expect(url.pathname).toBe(`/${url.searchParams.get('LAYER')}_w/wmts`)
      expect(url.searchParams.get('tk')).toBe('a-browser-key')
      expect(url.searchParams.get('TILEMATRIXSET')).toBe('w')
      expect(Number(url.searchParams.get('TILECOL'))).toBeLessThan(
        2 ** Number(url.searchParams.get('TILEMATRIX')),
      )
    }
  }
  await page.context().close()
})

test('the base map chosen in the menu is in the link and there again after a reload', async () => {
  const { page } = await openPage(browser)
  await page.goto(product.address)
  await settled(page)
  await page.getByRole('button', { name: '图层与底图' }).click()
  await page.getByRole('radio', { name: '街道图', exact: true }).click()
  await page.getByText('底图:街道图').waitFor()
  await page.waitForURL(/base=custom-1/)
  await page.reload()
  await page.getByText('底图:街道图').waitFor()
  await page.getByRole('button', { name: '图层与底图' }).click()
  await page.getByRole('radio', { name: /无底图/ }).click()
  await page.getByText('底图:街道图').waitFor({ state: 'detached' })
  await page.context().close()
})

test('plain vector tiles are drawn in greys under the data', async () => {
  const { page, faults } = await openPage(browser)
  await page.goto(`${product.address}/?base=custom-4&map=14/${TRUTH[1]}/${TRUTH[0]}`)
  await page.getByText('底图:矢量瓦片').waitFor()
  expect(faults).toEqual([])
  await page.context().close()
})

test.each([
  ['tiles', 'custom-2', '内网不通'],
  ['style', 'custom-5', '矢量不通'],
])('no %s: one message says so, and the plain ground stays', async (_, id, name) => {
  const { page } = await openPage(browser)
  await page.goto(`${product.address}/?base=${id}&map=14/${TRUTH[1]}/${TRUTH[0]}`)
  const message = page.getByText(new RegExp(`底图“${name}”取不到`))
  await message.waitFor({ timeout: 30_000 })
  await settled(page)
  expect(await message.count()).toBe(1)
  expect(await page.getByText(`底图:${name}`).count()).toBe(0)
  await page.context().close()
})
