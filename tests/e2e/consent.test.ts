import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { CompoundCollection } from '#core/api/compounds.ts'
import { accessibilityFaults } from './accessibility.ts'
import { addAccount } from './add-account.ts'
import { launchBrowser, openPage } from './browser.ts'
import { RecordDesk } from './record-desk.ts'

const address = inject('address')
const PASSWORD = 'Harbour-lamp-73-willow'
let browser: Browser

beforeAll(async () => {
  browser = await launchBrowser()
  await addAccount(inject('dataDirectory'), 'consent_wang', PASSWORD, 'planner')
})
afterAll(() => browser.close())

/** A sample compound that one household keeps from 80 %, and nothing else. */
async function oneDoorShort(): Promise<{ id: string; agree: number }> {
  const answer = await fetch(`${address}/api/compounds?eligibility=ineligible`)
  const { features } = (await answer.json()) as CompoundCollection
  for (const { id, properties } of features) {
    const { consent, reasons } = properties
    if (consent !== null && reasons.length === 1 && reasons[0]?.includes('还差1户'))
      return { id, agree: consent.agree }
  }
  throw new Error('the demo has no such compound')
}

test('one more household lifts a compound from 79.9 % over the line, and its verdict turns', async () => {
  const { id } = await oneDoorShort()
  const { page, faults } = await openPage(browser)
  try {
    const desk = new RecordDesk(page)
    await desk.open(`${address}/?compound=${id}`)
    const section = desk.detail().locator('#part-consent')
    await section.getByText('还差 1 户').first().waitFor()
    expect(await section.innerText()).toContain('79.9 %')
    // Read-only until somebody signs in who may.
    expect(await section.getByRole('button', { name: '登记汇总数' }).count()).toBe(0)
    await desk.signIn('consent_wang', PASSWORD)
    await section.getByRole('button', { name: '登记汇总数' }).click()
    const visits = section.getByLabel('入户走访 同意')
    await visits.fill(String(Number(await visits.inputValue()) + 1))
    await section.getByText(/达到 80%/).waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await section.getByRole('button', { name: '保存' }).click()
    await desk.check('P4', 'pass').waitFor()
    expect(await section.locator('[data-gate="K1"]').getAttribute('data-verdict')).toBe('pass')
    expect(await desk.detail().innerText()).not.toContain('不符合')
    // In a text field Ctrl+Z is the field's own; outside it takes the entry back, and the verdict turns again.
    const reported = await desk.undoesItsOwnText()
    expect(reported).toBe('')
    await desk.check('P4', 'pass').waitFor()
    await desk.detail().getByRole('heading').first().click()
    await page.keyboard.press('Control+z')
    await desk.check('P4', 'fail').waitFor()
    expect(await section.locator('[data-gate="K1"]').getAttribute('data-verdict')).toBe('fail')
    await page.keyboard.press('Control+Shift+z')
    await desk.check('P4', 'pass').waitFor()
    expect(faults).toEqual([])
  } finally {
    await page.context().close()
  }
})
