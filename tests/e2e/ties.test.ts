import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '#server/open-database.ts'
import { insertCompounds } from '#server/store/compounds.ts'
import { aCompound } from '#tests/builders/compound-builder.ts'
import { accessibilityFaults } from './accessibility.ts'
import { addAccount } from './add-account.ts'
import { launchBrowser, openPage } from './browser.ts'
import { startProduct, type Product } from './product.ts'
import { RecordDesk } from './record-desk.ts'

const PASSWORD = 'Harbour-lamp-73-willow'
let browser: Browser
let product: Product
let folder: string

/** Three compounds equal in every key: the demo programme has none. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'renewal-map-ties-'))
  product = await startProduct(folder, { DEMO: 'off' })
  const store = await openDatabase(folder)
  const equal = ['甲里', '乙里', '丙里'].map((name, at) => aCompound({ id: `t${at}`, name }))
  await store.write((session) => insertCompounds(session, equal))
  await store.close()
  await addAccount(folder, 'tie_planner', PASSWORD, 'planner')
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser.close()
  await product.stop()
  await rm(folder, { recursive: true, force: true })
})

test('a tie is broken by the leading group, by keyboard, with its reason in list, detail and print, and taken back', async () => {
  const { page, faults } = await openPage(browser)
  const desk = new RecordDesk(page)
  await desk.open(`${product.address}/`)
  await desk.signIn('tie_planner', PASSWORD)
  const places = async (): Promise<string[]> =>
    page
      .locator('[role="grid"] [data-compound]')
      .evaluateAll((rows) =>
        rows.map(
          (row) =>
            `${row.querySelector('.place')?.textContent} ${row.querySelector('b')?.textContent} ${row.querySelector('small')?.textContent}`,
        ),
      )
  const tied = ['1 丙里 并列 · 文化路', '1 甲里 并列 · 文化路', '1 乙里 并列 · 文化路']
  await expect.poll(places).toEqual(tied)

  await page.locator('[data-tie-notice] button').press('Enter')
  const dialog = page.getByRole('dialog', { name: '并列名次与审定' })
  await dialog.getByRole('button', { name: '「丙里」前移一位' }).press('Enter')
  await dialog.getByRole('button', { name: '「丙里」前移一位' }).press('Enter')
  await dialog.getByLabel('审定单位').fill('区老旧小区改造工作领导小组')
  await dialog.getByLabel('会议', { exact: true }).fill('2024年第2次会议')
  await dialog.getByLabel('会议日期').fill('2199-01-01')
  await dialog.getByLabel('排序理由').fill('积水较重的先行')
  await dialog.getByRole('button', { name: '记入审定' }).press('Enter')
  await dialog.getByRole('alert').filter({ hasText: '尚未到来' }).waitFor()
  expect(await dialog.getByLabel('排序理由').inputValue()).toBe('积水较重的先行')
  await dialog.getByLabel('会议日期').fill('2024-01-10')
  await dialog.getByRole('button', { name: '记入审定' }).press('Enter')
  await dialog.getByText('生效中').waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  await page.keyboard.press('Escape')
  const decided = ['1 丙里 审定 · 文化路', '2 甲里 审定 · 文化路', '3 乙里 审定 · 文化路']
  await expect.poll(places).toEqual(decided)

  await page.locator('[role="grid"] [data-compound="t2"]').click()
  await page.locator('[data-fate]', { hasText: '积水较重的先行' }).waitFor()
  const paper = await page.context().newPage()
  await paper.goto(`${product.address}/print/ranking`)
  await paper.locator('[data-row="t2"]', { hasText: '2024年第2次会议' }).waitFor()
  await paper.close()

  await desk.undo()
  await expect.poll(places).toEqual(tied)
  // The refusal of the date is told by the browser's console as well.
  expect(faults.filter((fault) => !fault.includes('409'))).toEqual([])
  await page.context().close()
})
