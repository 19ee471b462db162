import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { accessibilityFaults } from './accessibility.ts'
import { launchBrowser, openPage } from './browser.ts'
import { Desk } from './desk.ts'

const address = inject('address')
let browser: Browser

beforeAll(async () => {
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser.close()
})

async function atTheDesk<T>(
  journey: (desk: Desk) => Promise<T>,
  path = '/',
  options: Parameters<typeof openPage>[1] = {},
): Promise<T> {
  const { page, faults } = await openPage(browser, options)
  try {
    const desk = new Desk(page)
    await desk.open(address + path)
    const result = await journey(desk)
    expect(faults).toEqual([])
    return result
  } finally {
    await page.context().close()
  }
}

describe('a planner at the desk', () => {
  test('sees the official figures beside the computed ones, and that the records are samples', async () => {
    await atTheDesk(async (desk) => {
      expect(await desk.figure('compounds').innerText()).toMatch(/13[\s\S]*官方[\s\S]*13/)
      expect((await desk.figure('households').innerText()).replace(/[\s,]/g, '')).toContain('5973')
      expect(await desk.figure('floorArea').innerText()).toContain('46.52')
      expect(await desk.badge().isVisible()).toBe(true)
      expect(await accessibilityFaults(desk.page)).toEqual([])
    })
  })

  test('finds 新北里 and reads that it is eligible, and by what', async () => {
    await atTheDesk(async (desk) => {
      await desk.search('新北里')
      const text = await desk.detailOf('新北里')
      expect(text).toContain('新北里')
      expect(text).toContain('符合')
      expect(text).toContain('三(二)')
      await desk.settled()
      expect(await accessibilityFaults(desk.page)).toEqual([])
    })
  })

  test('reads why a sample compound is ineligible, with the clause', async () => {
    await atTheDesk(async (desk) => {
      await desk.keepOnly('ineligible')
      const row = desk.rows().first()
      await row.waitFor()
      const name = /示例小区 \d+/.exec(await row.innerText())?.[0] ?? ''
      expect(name).not.toBe('')
      await row.click()
      const text = await desk.detailOf(name)
      expect(text).toContain(name)
      expect(text).toContain('不符合')
      expect(text).toMatch(/[一二三四五六七](\([一二三四五六]\))?/)
    })
  })

  test('switches the colouring, and the legend follows', async () => {
    await atTheDesk(async (desk) => {
      const legend = desk.page.getByRole('region', { name: '图例' })
      const before = await legend.innerText()
      await desk.page.getByRole('radio', { name: '得分' }).click()
      await desk.settled()
      const after = await legend.innerText()
      expect(after).not.toBe(before)
      expect(desk.page.url()).toContain('score')
    })
  })

  test('follows a connection to its outfall', async () => {
    await atTheDesk(async (desk) => {
      await desk.search('新北里')
      await desk.connectionCard().waitFor()
      await desk.followToOutfall()
      await desk.settled()
      expect(await desk.detail().innerText()).toContain('出水口')
    })
  })

  test('shares a link that opens the same view', async () => {
    const link = await atTheDesk(async (desk) => {
      await desk.keepOnly('eligible')
      await desk.search('新北里')
      await desk.detail().waitFor()
      await desk.settled()
      return desk.page.url().slice(address.length)
    })
    await atTheDesk(async (desk) => {
      await desk.detail().waitFor()
      expect(await desk.detail().innerText()).toContain('新北里')
      expect(await desk.page.locator('[data-filter="eligible"]').getAttribute('aria-pressed')).toBe('true')
    }, link)
  })

  test('works in the dark without a loss of contrast', async () => {
    await atTheDesk(
      async (desk) => {
        await desk.search('新胜利村')
        await desk.detail().waitFor()
        expect(await accessibilityFaults(desk.page)).toEqual([])
      },
      '/',
      { colorScheme: 'dark' },
    )
  })
})
