/**
 * First map idle after navigation, and the repaint after a filter: the product beside a bare MapLibre page with the
 * same compounds, in turn, each in a new browser context. Software rendering, so ratios count, not milliseconds.
 *
 * What is on screen at `map-idle`: the district and its neighbours, sea, rivers, parks, blocks, every street of that
 * zoom, and all compounds of the view coloured by verdict. What is not, and what `map-complete` is measured for:
 * panels, letters, pipes, tie-ins, hatching and dashes, smoothed edges of areas. Neither mark is set while a tile is
 * missing (decision 0006).
 */
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { launchBrowser } from '../e2e/browser.ts'
import { startProduct } from '../e2e/product.ts'
import { serveBarePage } from './bare-page.ts'
import { median, spread } from './statistics.ts'

const ROUNDS = 7

type Mark = 'map-idle' | 'map-complete'

/** When each mark was set, ms after navigation. */
async function marksOf(browser: Browser, address: string, marks: readonly Mark[]): Promise<number[]> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await page.goto(address)
  const times: number[] = []
  for (const mark of marks) {
    await page.waitForFunction((name) => performance.getEntriesByName(name).length > 0, mark, {
      timeout: 120_000,
    })
    times.push(await page.evaluate((name) => performance.getEntriesByName(name)[0]?.startTime ?? NaN, mark))
  }
  await context.close()
  return times
}

/** What stands on the page at each mark, said by the page itself: layers of the map, and what is around it. */
async function tellWhatIsShown(browser: Browser, address: string, label: string): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  // The compiler names functions by a call that the page does not have.
  await page.addInitScript('globalThis.__name = (made) => made')
  await page.addInitScript(() => {
    const mark = performance.mark.bind(performance)
    const around = (): string =>
      [
        ['rows of the list', '[data-compound]'],
        ['figures', '[data-figure]'],
        ['entries of the legend', '.legend li'],
        ['fonts', ''],
      ]
        .map(([name = '', css = '']) => {
          const fonts = [...document.fonts].filter(({ status }) => status === 'loaded')
          return `${css === '' ? fonts.length : document.querySelectorAll(css).length} ${name}`
        })
        .join(', ')
    performance.mark = (name, options) => {
      document.documentElement.setAttribute(`data-${name}`, around())
      return mark(name, options)
    }
  })
  await page.goto(address)
  for (const name of ['map-idle', 'map-complete'] as const) {
    await page.waitForFunction((mark) => performance.getEntriesByName(mark).length > 0, name)
    const { layers, around } = await page.evaluate((mark) => {
      const [entry] = performance.getEntriesByName(mark)
      const detail: unknown = entry instanceof PerformanceMark ? entry.detail : null
      return {
        layers: Array.isArray(detail) ? detail.map(String) : [],
        around: document.documentElement.getAttribute(`data-${mark}`),
      }
    }, name)
    console.log(`${label}: on screen at ${name}: ${layers.length} map layers; ${around ?? ''}`)
    if (name === 'map-idle') console.log(`${label}:   ${layers.join(' ')}`)
  }
  await context.close()
}

/** From typing into the list's filter to the next idle map. */
async function timeToRepaint(browser: Browser, address: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await page.goto(address)
  await page.locator('[data-map-state="idle"]').waitFor({ timeout: 60_000 })
  const time = await page.evaluate(async () => {
    const chip = document.querySelector<HTMLElement>('[data-filter="eligible"]')
    const stage = document.querySelector('[data-map-state]')
    if (chip === null || stage === null) return Number.NaN
    const start = performance.now()
    chip.click()
    await new Promise((resolve) => setTimeout(resolve, 30))
    while (stage.getAttribute('data-map-state') !== 'idle')
      await new Promise((resolve) => setTimeout(resolve, 4))
    return performance.now() - start
  })
  await context.close()
  return time
}

async function compare(browser: Browser, label: string, environment: Record<string, string>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'renewal-bench-'))
  const product = await startProduct(folder, environment)
  const features = await (await fetch(`${product.address}/api/compounds?year=2024&limit=10000`)).text()
  const settings = (await (await fetch(`${product.address}/api/settings`)).json()) as { bounds: number[] }
  const [west = 0, south = 0, east = 0, north = 0] = settings.bounds
  const bare = await serveBarePage(features, [(west + east) / 2, (south + north) / 2], 12.2)
  try {
    await tellWhatIsShown(browser, product.address, label)
    const ours: number[] = []
    const whole: number[] = []
    const theirs: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const [idle = NaN, complete = NaN] = await marksOf(browser, product.address, [
        'map-idle',
        'map-complete',
      ])
      ours.push(idle)
      whole.push(complete)
      theirs.push(...(await marksOf(browser, bare.address, ['map-idle'])))
    }
    const repaints: number[] = []
    for (let round = 0; round < 5; round++) repaints.push(await timeToRepaint(browser, product.address))
    console.log(`${label}: product idle ${spread(ours)}, bare page ${spread(theirs)}`)
    console.log(`${label}: ratio ${(median(ours) / median(theirs)).toFixed(2)} (aim ≤ 1.50)`)
    console.log(`${label}: whole desk, every layer and letter, ${spread(whole)}`)
    console.log(
      `${label}: ratio of the whole desk ${(median(whole) / median(theirs)).toFixed(2)} (aim ≤ 2.00)`,
    )
    console.log(`${label}: repaint after a filter ${spread(repaints)} (aim ≤ 400 ms)`)
  } finally {
    bare.close()
    await product.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

const browser = await launchBrowser()
const big = await mkdtemp(join(tmpdir(), 'renewal-city-'))
try {
  await compare(browser, 'demo programme', {})
  const made = spawnSync(
    process.execPath,
    [
      '--import',
      'tsx',
      'server/cli/main.ts',
      'demo',
      '--compounds',
      '5000',
      '--pipes',
      '20000',
      '--seed',
      '7',
      '--out',
      big,
    ],
    { stdio: 'inherit' },
  )
  if (made.status !== 0) throw new Error('the synthetic city was not made')
  await compare(browser, '5 000 compounds', { DEMO_DIR: big })
} finally {
  await browser.close()
  await rm(big, { recursive: true, force: true })
}
