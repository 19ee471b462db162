/**
 * The what-if as the page does it: a slider of the budget and one of a weight are moved, and the page's own timeline
 * says what ranking and selecting anew took, beside a plain sort of as many scores in the same page, the floor.
 * What-if and comparison run before the frame; "to the frame" is from the input event until the frame is handed over,
 * with panels, list and map, drawn by software here.
 */
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from '../e2e/browser.ts'
import { startProduct } from '../e2e/product.ts'
import { median } from './statistics.ts'

const MOVES = 15
const BUDGET = '.budget input[type="range"]'
const WEIGHT = '[data-weight] input[type="range"]'

interface Move {
  readonly recomputed: number
  readonly compared: number
  /** Input event until the page's scripts are through with it: lists, panels, what the map is handed. */
  readonly settled: number
  readonly framed: number
  readonly sorted: number
}

/** Every column twice, ids told apart: the synthetic district has room for fewer compounds than 10 000. */
function doubled(columns: Record<string, unknown>): Record<string, unknown> {
  const { id } = columns
  if (!Array.isArray(id)) throw new Error('the register came without ids')
  const twice = (value: unknown): unknown => {
    if (!Array.isArray(value)) return value
    const cells: readonly unknown[] = value
    return cells.length === id.length ? [...cells, ...cells] : cells.map(twice)
  }
  const made = Object.fromEntries(Object.entries(columns).map(([name, value]) => [name, twice(value)]))
  return { ...made, id: [...id.map(String), ...id.map((one) => `${String(one)}-again`)] }
}

async function openWhatIf(
  browser: Browser,
  address: string,
  times: 1 | 2,
): Promise<{ page: Page; count: number }> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    serviceWorkers: 'block',
  })
  const page = await context.newPage()
  let count = 0
  await page.route(/\/api\/(programmes\/\d+\/)?planning/, async (route) => {
    const response = await route.fetch()
    const answer = (await response.json()) as { columns: Record<string, unknown> }
    const columns = times === 1 ? answer.columns : doubled(answer.columns)
    count = (columns.id as readonly string[]).length
    // Bit 8: scored and re-checked, see core/api/planning.ts.
    const scored = (columns.flags as readonly number[]).filter((flags) => (flags & 8) !== 0).length
    console.log(`${count} compounds, ${scored} of them with a final score`)
    await route.fulfill({ response, json: { ...answer, columns } })
  })
  await page.goto(address)
  await page.locator('[data-map-state="idle"]').waitFor({ timeout: 120_000 })
  await page.locator('[data-tab="what-if"]').click()
  await page.locator('#budget-field').waitFor({ timeout: 60_000 })
  // The compiler names functions by a call that the page does not have.
  await page.evaluate('globalThis.__name = (made) => made')
  return { page, count }
}

/** One move of the hand; `step` makes each another value. */
function move(page: Page, css: string, step: number, count: number): Promise<Move> {
  return page.evaluate(
    async ({ css, step, count }) => {
      const slider = document.querySelector<HTMLInputElement>(css)
      if (slider === null) throw new Error(`no slider ${css}`)
      const [low, high, by] = [slider.min, slider.max, slider.step].map(Number) as [number, number, number]
      const wanted = low + Math.round(((high - low) * (0.3 + step / 40)) / (by || 1)) * (by || 1)
      performance.clearMeasures()
      const start = performance.now()
      slider.value = String(wanted)
      slider.dispatchEvent(new Event('input', { bubbles: true }))
      await new Promise((resolve) => setTimeout(resolve))
      const settled = performance.now() - start
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
      const framed = performance.now() - start
      const took = (name: string): number => performance.getEntriesByName(name)[0]?.duration ?? Number.NaN
      const scores = Array.from({ length: count }, () => Math.random())
      const before = performance.now()
      // Many sorts, for the page's clock is coarse.
      for (let time = 0; time < 10; time++) [...scores].sort((a, b) => b - a)
      const sorted = (performance.now() - before) / 10
      return { recomputed: took('what-if'), compared: took('what-if-change'), settled, framed, sorted }
    },
    { css, step, count },
  )
}

function tell(label: string, moves: readonly Move[], aim: number): void {
  const of = (value: (one: Move) => number): number => median(moves.map(value))
  const recomputed = of((one) => one.recomputed)
  const floor = of((one) => one.sorted)
  const compared = of((one) => one.compared)
  if (Number.isNaN(recomputed)) throw new Error(`${label}: a move was not recomputed`)
  console.log(
    `${label}: recomputed in ${recomputed.toFixed(1)} ms (aim ≤ ${aim} ms), ${(recomputed / floor).toFixed(1)} × a plain sort (${floor.toFixed(2)} ms); ` +
      `comparison ${compared.toFixed(1)} ms, ${(compared / floor).toFixed(1)} ×; scripts through after ${of((one) => one.settled).toFixed(0)} ms, the frame after ${of((one) => one.framed).toFixed(0)} ms`,
  )
}

async function measure(browser: Browser, city: string, times: 1 | 2, aim: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'renewal-bench-'))
  const product = await startProduct(folder, { DEMO_DIR: city })
  try {
    const { page, count } = await openWhatIf(browser, product.address, times)
    for (const [name, css] of [
      ['budget', BUDGET],
      ['weight', WEIGHT],
    ] as const) {
      const moves: Move[] = []
      for (let step = 0; step < MOVES + 3; step++) {
        const one = await move(page, css, step, count)
        if (step >= 3) moves.push(one)
      }
      tell(`${count} compounds: ${name}`, moves, aim)
    }
    await page.context().close()
  } finally {
    await product.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function makeCity(compounds: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'renewal-city-'))
  const size = ['--compounds', String(compounds), '--pipes', '1000', '--seed', '7', '--out', folder]
  const words = ['--import', 'tsx', 'server/cli/main.ts', 'demo', ...size]
  const made = spawnSync(process.execPath, words, { stdio: 'inherit' })
  if (made.status !== 0) throw new Error('the synthetic city was not made')
  return folder
}

const browser = await launchBrowser()
try {
  for (const [compounds, times, aim] of [
    [1000, 1, 16],
    [5000, 2, 100],
  ] as const) {
    const city = await makeCity(compounds)
    await measure(browser, city, times, aim)
    await rm(city, { recursive: true, force: true })
  }
} finally {
  await browser.close()
}
