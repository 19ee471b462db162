import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { CompoundCollection } from '#core/api/compounds.ts'
import { accessibilityFaults } from './accessibility.ts'
import { addAccount } from './add-account.ts'
import { launchBrowser, openPage } from './browser.ts'
import { PickingDesk } from './picking-desk.ts'
import { RecordDesk } from './record-desk.ts'

const address = inject('address')
const PASSWORD = 'Lantern-quay-58-orchard'
let browser: Browser

beforeAll(async () => {
  browser = await launchBrowser()
  await addAccount(inject('dataDirectory'), 'picking_zhao', PASSWORD, 'planner')
})

afterAll(async () => {
  await browser.close()
})

async function atTheDesk(journey: (desk: PickingDesk) => Promise<void>, path = '/'): Promise<void> {
  const { page, faults } = await openPage(browser)
  try {
    const desk = new PickingDesk(page)
    await desk.open(address + path)
    await journey(desk)
    expect(faults).toEqual([])
  } finally {
    await page.context().close()
  }
}

/** The same sums from the records themselves. */
async function householdsOf(ids: readonly string[]): Promise<number> {
  const response = await fetch(`${address}/api/compounds?year=2024`)
  const { features } = (await response.json()) as CompoundCollection
  return features
    .filter(({ id }) => ids.includes(id))
    .reduce((sum, { properties }) => sum + properties.households, 0)
}

async function namesOf(ids: readonly string[]): Promise<string[]> {
  const response = await fetch(`${address}/api/compounds?year=2024`)
  const { features } = (await response.json()) as CompoundCollection
  return features.filter(({ id }) => ids.includes(id)).map(({ properties }) => properties.name)
}

describe('a planner picks compounds', () => {
  test('with the lasso, takes one away, and undoes it; the bar counts as the records do', async () => {
    await atTheDesk(async (desk) => {
      const told = await desk.lasso([
        [480, 150],
        [760, 160],
        [760, 380],
        [500, 380],
      ])
      const first = await desk.counted('compounds')
      expect(first).toBeGreaterThan(3)
      expect(told).toBe(first)
      await desk.act('只看所选')
      const ids = await desk.ticked()
      expect(await desk.shownInList()).toBe(first)
      const households = await desk.counted('households')
      expect(ids).toHaveLength(first)
      expect(households).toBe(await householdsOf(ids))
      expect(await accessibilityFaults(desk.page)).toEqual([])

      const [one = ''] = ids
      await desk
        .rows()
        .first()
        .click({ modifiers: ['Alt'] })
      expect(await desk.counted('compounds')).toBe(first - 1)
      expect(await desk.counted('households')).toBe(households - (await householdsOf([one])))
      await desk.undo()
      expect(await desk.counted('compounds')).toBe(first)
      expect(await desk.counted('households')).toBe(households)
    })
  })

  test('makes a plan of what the lasso took, within a budget, and reads who is first out and why', async () => {
    await atTheDesk(async (desk) => {
      const { page } = desk
      await new RecordDesk(page).signIn('picking_zhao', PASSWORD)
      await desk.lasso([
        [480, 150],
        [760, 160],
        [760, 380],
        [500, 380],
      ])
      const picked = await desk.counted('compounds')
      expect(await desk.counted('cost')).toBeGreaterThan(0)
      expect(await desk.bar().locator('[data-picked="remaining"]').innerText()).toMatch(/预算余|超出预算/)
      await desk.act('只看所选')
      const ids = await desk.ticked()
      expect(ids).toHaveLength(picked)
      await desk.act('以所选试算')
      const result = page.locator('[data-result="compounds"] b')
      await result.waitFor()
      expect(await desk.banner().innerText()).toMatch(/剔除 \d+ 个小区/)
      const all = Number(await result.innerText())
      expect(all).toBeGreaterThan(1)
      expect(all).toBeLessThanOrEqual(picked)
      await desk.undo()
      await desk.banner().waitFor({ state: 'detached' })
      await desk.act('以所选试算')
      await desk.banner().waitFor()

      // Less than all of them need: somebody is first out, and told by how much.
      await page.locator('#budget-field').fill('5000')
      await page.locator('#budget-field').press('Enter')
      const firstOut = page.locator('[data-first-out]')
      await expect.poll(() => firstOut.innerText()).toMatch(/第 \d+ 名[\s\S]*差额/)
      const within = Number(await result.innerText())
      expect(within).toBeLessThan(all)
      const first = await firstOut.locator('.name').innerText()
      expect((await namesOf(ids)).some((name) => first.includes(name))).toBe(true)

      await page.locator('[data-save-plan]').click()
      await page.locator('form input[name="name"]').fill('套索方案')
      await page.getByRole('button', { name: '保存', exact: true }).click()
      const card = page.locator('[data-plan]').filter({ hasText: '套索方案' })
      await card.waitFor()
      expect(await card.innerText()).toContain(String(within))
      expect(await accessibilityFaults(page)).toEqual([])
    })
  })

  test('keeps a set, inverts the pick, and brings the set back', async () => {
    await atTheDesk(async (desk) => {
      const total = await desk.shownInList()
      await desk
        .rows()
        .first()
        .click({ modifiers: ['Control'] })
      await desk
        .rows()
        .nth(3)
        .click({ modifiers: ['Shift'] })
      expect(await desk.counted('compounds')).toBe(4)
      await desk.keepAs('城北一片')
      expect(await accessibilityFaults(desk.page)).toEqual([])
      await desk.page.keyboard.press('Escape')
      await desk.act('反选')
      expect(await desk.counted('compounds')).toBe(total - 4)
      await desk.act('存为小区集')
      await desk.page.locator('[data-set="城北一片"] [data-how="replace"]').click()
      expect(await desk.counted('compounds')).toBe(4)
      await desk.act('清除选择')
      expect(await desk.bar().count()).toBe(0)
      await desk.undo()
      expect(await desk.counted('compounds')).toBe(4)
    })
  })

  test('filters list, map and the other charts by a bar, and takes the filter away by its chip', async () => {
    await atTheDesk(async (desk) => {
      const total = await desk.shownInList()
      await desk.openCharts()
      await desk.takeBar('tier', 1)
      const chip = desk.page.locator('[data-filter-chip="tier"]').first()
      await chip.waitFor()
      const inTierA = await desk.shownInList()
      expect(inTierA).toBeGreaterThan(0)
      expect(inTierA).toBeLessThan(total)
      const consent = desk.chart('consent')
      await consent.getByRole('button', { name: /改看表格/ }).click()
      const counts = await consent.locator('tbody td:nth-of-type(1)').allInnerTexts()
      expect(counts.reduce((sum, text) => sum + Number(text.replaceAll(/\s/g, '')), 0)).toBe(inTierA)
      expect(await accessibilityFaults(desk.page)).toEqual([])
      await chip.getByRole('button').click()
      expect(await desk.shownInList()).toBe(total)
    })
  })
})
