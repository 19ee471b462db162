import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { ProgrammeAnswer } from '#core/api/programmes.ts'
import { accessibilityFaults } from './accessibility.ts'
import { BriefingDesk } from './briefing-desk.ts'
import { launchBrowser, openPage } from './browser.ts'

const address = inject('address')
let browser: Browser

beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

async function presenting<T>(
  journey: (desk: BriefingDesk) => Promise<T>,
  options: Parameters<typeof openPage>[1] = {},
): Promise<T> {
  const { page, faults } = await openPage(browser, {
    viewport: { width: 1920, height: 1080 },
    reducedMotion: 'reduce',
    ...options,
  })
  try {
    const result = await journey(new BriefingDesk(page))
    expect(faults).toEqual([])
    return result
  } finally {
    await page.context().close()
  }
}

describe('a speaker before leaders', () => {
  test('pages through all five chapters by key and clicker, and comes back to the desk as it was', async () => {
    await presenting(async (desk) => {
      await desk.open(`${address}/?is=eligible`)
      await desk.start()
      expect(await desk.chapter()).toBe('totals')
      expect(await desk.text()).toMatch(/5 973/)
      for (const [key, chapter] of [
        ['ArrowRight', 'spread'],
        ['PageDown', 'standing'],
        ['Space', 'plan'],
        ['End', 'tieIns'],
        ['PageUp', 'plan'],
        ['2', 'spread'],
        ['Home', 'totals'],
        ['ArrowLeft', 'totals'],
      ] as const) {
        await desk.press(key)
        await desk.presentation().locator(`xpath=self::*[@data-chapter="${chapter}"]`).waitFor()
      }
      // The desk behind hears none of its own keys meanwhile.
      await desk.press('[', 'c', 'Escape')
      await desk.rows().first().waitFor()
      expect(await desk.presentation().count()).toBe(0)
      expect(await desk.page.locator('[data-filter="eligible"]').getAttribute('aria-pressed')).toBe('true')
    })
  })

  test('opens a link to a chapter, refreshes it, and leaves by the back button', async () => {
    await presenting(async (desk) => {
      await desk.open(address)
      await desk.openChapter(`${address}/?year=2024&desk=brief&chapter=plan`)
      await desk.page.reload()
      await desk.presentation().locator('[data-place]').first().waitFor()
      expect(await desk.chapter()).toBe('plan')
      await desk.page.goBack()
      await desk.rows().first().waitFor()
      expect(await desk.presentation().count()).toBe(0)
    })
  })

  test('shows the very figures of the programme, and goes from a figure to its records', async () => {
    const answer = await fetch(`${address}/api/programmes/2024`)
    const programme = (await answer.json()) as ProgrammeAnswer
    await presenting(async (desk) => {
      await desk.openChapter(`${address}/?year=2024&desk=brief&chapter=standing`)
      for (const id of ['eligible', 'conditional', 'unverified', 'ineligible', 'renovated'] as const) {
        const shown = await desk.presentation().locator(`li[data-verdict="${id}"] b`).innerText()
        expect(Number(shown)).toBe(programme.register[id])
      }
      await desk.presentation().locator('li[data-verdict="ineligible"] button').click()
      await desk.rows().first().waitFor()
      expect(await desk.page.locator('[data-filter="ineligible"]').getAttribute('aria-pressed')).toBe('true')
      await desk.page.goBack()
      await desk.presentation().locator('h1').waitFor()
      expect(await desk.chapter()).toBe('standing')
    })
  })

  test.for(['light', 'dark'] as const)(
    'can be read by everybody in every chapter (%s)',
    async (colorScheme) => {
      await presenting(
        async (desk) => {
          await desk.openChapter(`${address}/?year=2024&desk=brief&chapter=totals`)
          for (const key of ['1', '2', '3', '4', '5']) {
            await desk.press(key)
            await desk.settled()
            expect(await accessibilityFaults(desk.page), `chapter ${key}`).toEqual([])
          }
        },
        { colorScheme },
      )
    },
  )
})
