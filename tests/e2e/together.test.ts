import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { ConnectionCollection, ConnectionProperties } from '#core/api/connections.ts'
import { addAccount } from './add-account.ts'
import { launchBrowser, openPage } from './browser.ts'
import { FieldDesk } from './field-desk.ts'

const address = inject('address')
const PASSWORD = 'Harbour-lamp-73-willow'
let browser: Browser
let point: ConnectionProperties

beforeAll(async () => {
  browser = await launchBrowser()
  for (const name of ['desk_qian', 'desk_sun'])
    await addAccount(inject('dataDirectory'), name, PASSWORD, 'centre')
  const all = (await (await fetch(`${address}/api/connections`)).json()) as ConnectionCollection
  const found = pointsOf(all).find(({ state, rank }) => state === 'MARKED' && rank === 1)
  if (found === undefined) throw new Error('the demo has no point to decide')
  point = found
})

function pointsOf({ features }: ConnectionCollection): ConnectionProperties[] {
  return features.flatMap(({ properties }) => (properties.kind === 'connection' ? [properties] : []))
}

afterAll(async () => {
  await browser.close()
})

async function sitsDown(username: string) {
  const { page, faults } = await openPage(browser)
  const desk = new FieldDesk(page)
  await desk.open(`${address}/?compound=${point.compoundId}`)
  await desk.signIn(username, PASSWORD)
  await desk.connectionCard().waitFor()
  return { desk, page, faults }
}

test('two people at one compound see each other, and what one decides appears at the other without a reload', async () => {
  const qian = await sitsDown('desk_qian')
  const sun = await sitsDown('desk_sun')
  await qian.page.locator('[data-presence]', { hasText: 'desk_sun' }).waitFor()
  await sun.page.locator('[data-presence]', { hasText: 'desk_qian' }).waitFor()

  await sun.page.evaluate(() => ((globalThis as { here?: boolean }).here = true))
  await qian.desk.decide('现场有燃气管')
  await sun.desk.connectionCard().getByText('已退回', { exact: true }).first().waitFor()
  // The very same page: nothing was loaded anew.
  expect(await sun.page.evaluate(() => (globalThis as { here?: boolean }).here)).toBe(true)

  await qian.page.context().close()
  await sun.page.locator('[data-presence]').waitFor({ state: 'detached' })
  expect([...qian.faults, ...sun.faults]).toEqual([])
  await sun.page.context().close()
}, 240_000)
