import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CompoundCollection, CompoundDetail } from '#core/api/compounds.ts'
import type { RankingRow } from '#core/api/programmes.ts'
import { copyShippedDatabase } from '#tests/builders/shipped-database.ts'
import { accessibilityFaults } from './accessibility.ts'
import { launchBrowser, openPage } from './browser.ts'
import { startProduct, type Product } from './product.ts'
import { ScoreDesk } from './score-desk.ts'

const PASSWORD = 'Harbour-lamp-73-willow'
let folder: string
let product: Product
let browser: Browser

/** A product of its own: what is written here must not meet the other journeys. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'renewal-map-scoring-'))
  await copyShippedDatabase(folder)
  product = await startProduct(folder)
  await addPlanner(folder)
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser.close()
  await product.stop()
  await rm(folder, { recursive: true, force: true })
})

async function ask<Answer>(path: string): Promise<Answer> {
  return (await (await fetch(product.address + path)).json()) as Answer
}

/** A compound in order but for the re-check: nobody has been there yet. */
async function notRechecked(): Promise<string> {
  const { features } = await ask<CompoundCollection>('/api/compounds?eligibility=conditional')
  for (const { id, properties } of features) {
    if (properties.rank !== null) continue
    const { properties: detail } = await ask<CompoundDetail>(`/api/compounds/${id}`)
    if (detail.scoreSheet?.unreviewed.length === detail.scoreSheet?.criteria.length) return id
  }
  throw new Error('no compound waits for its re-check')
}

test('a planner re-checks a score with two reviewers, weighs the sheet anew, and sees which ranks move', async () => {
  const id = await notRechecked()
  const { page, faults } = await openPage(browser)
  const desk = new ScoreDesk(page)
  await desk.open(`${product.address}/?compound=${id}`)
  await desk.signIn('planner', PASSWORD)
  expect(await desk.detail().innerText()).toContain('未复核')

  const review = await desk.openReview()
  expect(await accessibilityFaults(page)).toEqual([])
  await review.getByRole('button', { name: '填写实地复核' }).click()
  await review.getByRole('button', { name: '其余项按前一栏确认' }).click()
  await review.locator('[data-reviewer="0"]').fill('示例甲')
  await review.getByRole('button', { name: '保存实地复核' }).click()
  await review
    .getByText(/须有2名复核人,现有1名/)
    .first()
    .waitFor()
  await review.locator('[data-reviewer="1"]').fill('示例乙')
  await review.locator('[data-review-row="safety"] button').click()
  const grades = review.getByRole('radiogroup', { name: '安全隐患' }).getByRole('radio')
  const other = (await grades.first().isChecked()) ? grades.last() : grades.first()
  await other.check()
  await review.getByRole('button', { name: '保存实地复核' }).click()
  await review
    .getByText(/与前一栏不同,须写明理由/)
    .first()
    .waitFor()
  await review.locator('[data-reason]').fill('现场查看与申报不同')
  await review.locator('[data-evidence]').fill('现场照片(119.60, 39.94)')
  expect(await accessibilityFaults(page)).toEqual([])
  await review.getByRole('button', { name: '保存实地复核' }).click()
  await review.getByText('已复核锁定').waitFor()
  await desk.closeDialog()
  await desk.waitForRank()

  await page.keyboard.press('Control+z')
  await desk.waitForNoRank()
  await page.keyboard.press('Control+Shift+z')
  await desk.waitForRank()

  const sheet = await desk.openSheet()
  expect(await accessibilityFaults(page)).toEqual([])
  await sheet.getByRole('button', { name: '新建版本' }).click()
  await sheet.locator('[data-max="age"]').fill('9')
  await sheet.locator('[data-max="age"]').press('Tab')
  expect(await sheet.locator('[data-sum]').innerText()).toBe('99')
  await sheet.getByRole('button', { name: '保存草稿' }).click()
  await sheet.getByText(/没有保存:各项满分合计99分/).waitFor()
  await sheet.locator('[data-max="age"]').fill('30')
  await sheet.locator('[data-max="age"]').press('Tab')
  await sheet.getByRole('button', { name: '其余项按比例分摊到 100 分' }).click()
  expect(await sheet.locator('[data-sum]').innerText()).toBe('100')
  expect(await sheet.locator('[data-max="age"]').inputValue()).toBe('30')
  await sheet.getByRole('button', { name: '预览名次变动' }).click()
  await sheet.locator('[data-move]').first().waitFor()
  const moved = await sheet
    .locator('[data-move]')
    .evaluateAll((rows) =>
      rows.map((row) => [row.getAttribute('data-move'), row.querySelector('b')?.textContent]),
    )
  expect(await accessibilityFaults(page)).toEqual([])
  await sheet.getByRole('button', { name: '保存草稿' }).click()
  await sheet.locator('[data-publish-reason]').fill('突出建成年代')
  await sheet.getByRole('button', { name: '发布', exact: true }).click()
  await sheet.locator('[aria-current="true"]').getByText('已冻结').waitFor()
  const ranking = await ask<RankingRow[]>('/api/programmes/2024/ranking')
  expect(moved.length).toBeGreaterThan(0)
  for (const [compoundId, rank] of moved) {
    expect(ranking.find((row) => row.compoundId === compoundId)?.rank).toBe(Number(rank))
  }
  expect(faults).toEqual([])
  await page.context().close()
}, 240_000)

function addPlanner(dataDirectory: string): Promise<void> {
  const command = ['--import', 'tsx', 'server/cli/main.ts', 'user', 'add', 'planner', '--role', 'planner']
  const child = spawn(process.execPath, command, { env: { ...process.env, DATA_DIR: dataDirectory } })
  child.stdin.end(`${PASSWORD}\n`)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`user add ended with ${code}`))))
  })
}
