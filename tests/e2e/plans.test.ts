import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { accessibilityFaults } from './accessibility.ts'
import { addAccount } from './add-account.ts'
import { launchBrowser, openPage } from './browser.ts'
import { RecordDesk } from './record-desk.ts'

const address = inject('address')
const PASSWORD = 'Harbour-lamp-73-willow'
let browser: Browser

beforeAll(async () => {
  browser = await launchBrowser()
  await addAccount(inject('dataDirectory'), 'plans_wang', PASSWORD, 'planner')
})

afterAll(async () => {
  await browser.close()
})

/** Words of the 试算 tab; only this class knows its page. */
class WhatIf {
  private readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  async open(): Promise<void> {
    await this.page.locator('[data-tab="what-if"]').click()
    await this.page.locator('#budget-field').waitFor()
  }

  async budget(text: string): Promise<void> {
    await this.page.locator('#budget-field').fill(text)
    await this.page.locator('#budget-field').press('Enter')
  }

  selected(): Promise<string> {
    return this.page.locator('[data-result="compounds"] b').innerText()
  }

  movers(kind: 'enters' | 'leaves'): Promise<string> {
    return this.page.locator(`[data-movers="${kind}"]`).innerText()
  }

  firstOut(): Promise<string> {
    return this.page.locator('[data-first-out]').innerText()
  }

  weight(id: string) {
    return this.page.locator(`[data-weight="${id}"] input[type="range"]`)
  }

  async leaveOut(name: string, reason: string): Promise<void> {
    await this.page.locator('[data-section="exclude"] summary').click()
    await this.page.locator('[data-section="exclude"] input[type="search"]').fill(name)
    await this.page.locator('[data-exclude]').first().click()
    await this.page.locator('[data-reason]').fill(reason)
  }

  banner() {
    return this.page.locator('[data-what-if]')
  }
}

/** @param refused what the browser's console says of a write that the journey has refused */
async function atTheDesk(
  journey: (desk: RecordDesk, whatIf: WhatIf) => Promise<void>,
  refused: readonly string[] = [],
): Promise<void> {
  const { page, faults } = await openPage(browser)
  try {
    const desk = new RecordDesk(page)
    await desk.open(`${address}/`)
    await journey(desk, new WhatIf(page))
    expect(faults).toEqual(refused)
  } finally {
    await page.context().close()
  }
}

describe('a planner tries a plan', () => {
  test('moves the budget, reads who is first out and why, and takes a weight back', async () => {
    await atTheDesk(async (desk, whatIf) => {
      await whatIf.open()
      expect(await whatIf.selected()).toBe('13')
      await whatIf.budget('21000')
      expect(await whatIf.selected()).toBe('11')
      expect(await whatIf.movers('leaves')).toContain('新胜利村')
      expect(await whatIf.firstOut()).toMatch(/第 12 名[\s\S]*新胜利村[\s\S]*差额/)
      expect(await whatIf.banner().innerText()).toContain('试算中,未保存')
      // The figures of the strip are those of the what-if.
      expect(await desk.figure('compounds').innerText()).toMatch(/^小区\s*11/)
      await whatIf.weight('age').focus()
      await desk.page.keyboard.press('ArrowRight')
      expect(await whatIf.banner().innerText()).toContain('调整 1 项权重')
      await desk.page.keyboard.press('Control+z')
      await expect.poll(() => whatIf.banner().innerText()).not.toContain('权重')
      expect(await whatIf.selected()).toBe('11')
      expect(await accessibilityFaults(desk.page)).toEqual([])
    })
  })

  test('is told what is wrong with a negative budget, and keeps the one before', async () => {
    await atTheDesk(async (desk, whatIf) => {
      await whatIf.open()
      await whatIf.budget('-5')
      const alert = desk.page.getByRole('alert')
      expect(await alert.innerText()).toContain('预算不能为负数')
      expect(await alert.innerText()).toContain('24000')
      expect(await whatIf.selected()).toBe('13')
      expect(await whatIf.banner().count()).toBe(0)
    })
  })

  test('finds the plan of the notice, and its ranking ready to print', async () => {
    await atTheDesk(async (desk) => {
      await desk.page.locator('[data-tab="plans"]').click()
      const card = desk.page.locator('[data-plan="plan-2024-notice"]')
      await card.waitFor()
      const text = await card.innerText()
      expect(text).toContain('区政府第五十五次常务会议')
      expect(text).toContain('示例数据')
      expect(await accessibilityFaults(desk.page)).toEqual([])
      const href = await card.locator('[data-print]').getAttribute('href')
      await desk.page.goto(address + (href ?? ''))
      await desk.page.locator('[data-row]').first().waitFor()
      const paper = await desk.page.locator('[data-print-page]').innerText()
      for (const word of ['单位:万元、万m²', '填报人', '预算 24000 万元', '严格顺序', '新北里', '示例数据'])
        expect(paper).toContain(word)
      expect(await accessibilityFaults(desk.page)).toEqual([])
    })
  })

  test('lays what is tried beside the approved plan, and the comparison follows', async () => {
    await atTheDesk(async (desk, whatIf) => {
      const { page } = desk
      await whatIf.open()
      await whatIf.budget('21000')
      await page.locator('[data-tab="plans"]').click()
      await page.locator('[data-plan="plan-2024-notice"] [data-compare]').click()
      await page.locator('[data-tried] [data-compare]').click()
      const comparison = page.locator('[data-comparison]')
      await comparison.waitFor()
      expect(await comparison.innerText()).toMatch(/当前试算[\s\S]*名单不同的小区 2 个[\s\S]*新胜利村/)
      expect(await accessibilityFaults(page)).toEqual([])
      await page.keyboard.press('Control+z')
      await comparison.waitFor({ state: 'detached' })
    })
  })

  test('leaves a compound out with its reason, edits the draft and takes the edit back', async () => {
    await atTheDesk(
      async (desk, whatIf) => {
        const { page } = desk
        await desk.signIn('plans_wang', PASSWORD)
        await whatIf.open()
        await whatIf.leaveOut('新胜利村', '')
        await page.locator('[data-save-plan]').click()
        await page.locator('form input[name="name"]').fill('剔除方案')
        await page.getByRole('button', { name: '保存', exact: true }).click()
        const card = page.locator('[data-plan]').filter({ hasText: /剔除方案|暂缓/ })
        await card.locator('[data-step="publicised"]').click()
        await card.locator('input[name="from"]').fill('2024-02-01')
        await card.locator('input[name="to"]').fill('2024-02-08')
        await card.locator('form button[type="submit"]').click()
        expect(await card.getByRole('alert').innerText()).toContain('没有说明理由')

        await card.locator('[data-edit-plan]').click()
        await card.locator('input[name="name"]').fill('暂缓新胜利村')
        await card.locator('[data-reason]').fill('居民意见未统一')
        expect(await accessibilityFaults(page)).toEqual([])
        await card.getByRole('button', { name: '保存', exact: true }).click()
        await expect.poll(() => card.innerText()).toContain('剔除 新胜利村:居民意见未统一')
        await page.keyboard.press('Control+z')
        await expect.poll(() => card.innerText()).toContain('剔除 新胜利村:未说明理由')
        expect(await card.innerText()).toContain('剔除方案')
      },
      [expect.stringContaining('409 (Conflict)') as string],
    )
  })

  test('saves the what-if, publishes it only with its dates, and compares it with the approved plan', async () => {
    await atTheDesk(async (desk, whatIf) => {
      const { page } = desk
      await desk.signIn('plans_wang', PASSWORD)
      await whatIf.open()
      await whatIf.budget('21000')
      await page.locator('[data-save-plan]').click()
      await page.locator('form input[name="name"]').fill('压减方案')
      await page.getByRole('button', { name: '保存', exact: true }).click()
      const card = page.locator('[data-plan]').filter({ hasText: '压减方案' })
      await card.waitFor()
      await card.locator('[data-step="publicised"]').click()
      await card.locator('input[name="from"]').fill('2024-02-01')
      await card.locator('input[name="to"]').fill('2024-02-08')
      await card.locator('form button[type="submit"]').click()
      await page.locator('[data-state="publicised"]').filter({ hasText: '2024-02-01' }).waitFor()
      await page.locator('[data-plan="plan-2024-notice"] [data-compare]').click()
      await card.locator('[data-compare]').click()
      const comparison = page.locator('[data-comparison]')
      await comparison.waitFor()
      expect(await comparison.innerText()).toMatch(/名单不同的小区 2 个[\s\S]*新胜利村/)
      await page.getByRole('region', { name: '图例' }).getByText('仅 A').waitFor()
      expect(await accessibilityFaults(page)).toEqual([])
    })
  })
})
