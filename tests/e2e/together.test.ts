import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { ConnectionCollection, ConnectionProperties } from '#core/api/connections.ts'
import { openDatabase } from '#server/open-database.ts'
import { readAuditTrail } from '#server/store/audit-trail.ts'
import { addAccount } from './add-account.ts'
import { launchBrowser, openPage } from './browser.ts'
import { FieldDesk } from './field-desk.ts'

const address = inject('address')
const PASSWORD = 'Harbour-lamp-73-willow'
let browser: Browser
let point: ConnectionProperties
let contested: ConnectionProperties

beforeAll(async () => {
  browser = await launchBrowser()
  for (const name of ['desk_qian', 'desk_sun'])
    await addAccount(inject('dataDirectory'), name, PASSWORD, 'centre')
  const all = (await (await fetch(`${address}/api/connections`)).json()) as ConnectionCollection
  const [one, other] = pointsOf(all).filter(({ state, rank }) => state === 'MARKED' && rank === 1)
  if (one === undefined || other === undefined) throw new Error('the demo has no points to decide')
  point = one
  contested = other
})

function pointsOf({ features }: ConnectionCollection): ConnectionProperties[] {
  return features.flatMap(({ properties }) => (properties.kind === 'connection' ? [properties] : []))
}

async function allPoints(): Promise<ConnectionProperties[]> {
  return pointsOf((await (await fetch(`${address}/api/connections?all=1`)).json()) as ConnectionCollection)
}

afterAll(async () => {
  await browser.close()
})

async function sitsDown(username: string, compoundId = point.compoundId) {
  const { page, faults } = await openPage(browser)
  const desk = new FieldDesk(page)
  await desk.open(`${address}/?compound=${compoundId}`)
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

test('both move the same point: one wins, the other sees both and goes on with the own draft, and the log tells it', async () => {
  const wells = (await allPoints())
    .filter(
      ({ compoundId, status, rank }) =>
        compoundId === contested.compoundId && status === 'feasible' && rank !== 1,
    )
    .flatMap(({ wellId }) => (wellId === null ? [] : [wellId]))
  const [first, second] = wells
  if (first === undefined || second === undefined) throw new Error('the demo has too few candidates')
  const qian = await sitsDown('desk_qian', contested.compoundId)
  const sun = await sitsDown('desk_sun', contested.compoundId)
  await qian.desk.drawMark(first)
  await sun.desk.drawMark(second)

  await qian.desk.saveMark()
  await qian.desk.marking().waitFor({ state: 'detached' })
  await sun.desk.saveMark()
  const conflict = sun.page.locator('[data-mark-conflict]')
  await conflict.waitFor()
  expect(await conflict.innerText()).toContain(first)
  expect(await conflict.innerText()).toContain(second)
  await conflict.locator('[data-action="keep-mine"]').click()
  await sun.desk.saveMark()
  await sun.desk.marking().waitFor({ state: 'detached' })

  const now = (await allPoints()).find(({ id }) => id === contested.id)
  expect(now).toMatchObject({ wellId: second, version: contested.version + 2 })
  const store = await openDatabase(inject('dataDirectory'))
  const rows = await readAuditTrail(store, { entity: 'connection', entityId: contested.id, limit: 10 })
  await store.close()
  expect(rows.map(({ action, actor }) => `${action} by ${actor.username}`)).toEqual([
    'moved by desk_sun',
    'moved by desk_qian',
  ])
  expect(qian.faults).toEqual([])
  expect(sun.faults.filter((fault) => !fault.includes('status of 412'))).toEqual([])
  await qian.page.context().close()
  await sun.page.context().close()
}, 240_000)
