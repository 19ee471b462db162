import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { ConnectionCollection, ConnectionProperties } from '#core/api/connections.ts'
import { openDatabase } from '#server/open-database.ts'
import { readAuditTrail } from '#server/store/audit-trail.ts'
import { accessibilityFaults } from './accessibility.ts'
import { addAccount } from './add-account.ts'
import { launchBrowser, openPage } from './browser.ts'
import { FieldDesk } from './field-desk.ts'

const address = inject('address')
const PASSWORD = 'Harbour-lamp-73-willow'
let browser: Browser
let points: ConnectionProperties[]

beforeAll(async () => {
  browser = await launchBrowser()
  for (const name of ['field_wang', 'field_zhou'])
    await addAccount(inject('dataDirectory'), name, PASSWORD, 'centre')
  const all = (await (await fetch(`${address}/api/connections`)).json()) as ConnectionCollection
  points = all.features
    .flatMap(({ properties }) => (properties.kind === 'connection' ? [properties] : []))
    .filter(({ state, rank }) => state === 'MARKED' && rank === 1)
    .slice(-4)
})

afterAll(async () => {
  await browser.close()
})

async function now(id: string): Promise<ConnectionProperties> {
  const all = (await (await fetch(`${address}/api/connections?all=1`)).json()) as ConnectionCollection
  const found = all.features.find(
    ({ properties }) => properties.kind === 'connection' && properties.id === id,
  )
  return found?.properties as ConnectionProperties
}

/** What the audit log says was done to a point. */
async function recorded(id: string): Promise<readonly string[]> {
  const store = await openDatabase(inject('dataDirectory'))
  const rows = await readAuditTrail(store, { entity: 'connection', entityId: id, limit: 20 })
  await store.close()
  return rows.map(({ action, actor }) => `${action} by ${actor.username}`)
}

/** A colleague in the office, by the same route. */
async function colleagueRefuses({ id, version }: ConnectionProperties): Promise<void> {
  const signIn = await fetch(`${address}/api/auth/sign-in/username`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'field_zhou', password: PASSWORD }),
  })
  const cookie = signIn.headers.getSetCookie().map((one) => one.split(';', 1)[0])
  const answer = await fetch(`${address}/api/connections/${id}`, {
    method: 'PATCH',
    headers: { cookie: cookie.join('; '), 'content-type': 'application/json', 'if-match': `"${version}"` },
    body: JSON.stringify({ state: 'rejected', note: '同事已退回' }),
  })
  expect(answer.status, await answer.text()).toBe(200)
}

test('three points marked without a network survive a reload and arrive once; where a colleague was faster, both are shown', async () => {
  const { page, faults } = await openPage(browser, { serviceWorkers: 'allow' })
  const desk = new FieldDesk(page)
  await desk.open(address)
  await desk.signIn('field_wang', PASSWORD)
  for (const { compoundName } of points) await desk.visit(compoundName)
  await desk.shelved()

  const [contested, ...plain] = points
  if (contested === undefined || plain.length !== 3) throw new Error('the demo has too few points')
  await desk.goOffline()
  for (const { compoundName } of plain) await desk.refuse(compoundName, `现场不可行:${compoundName}`)
  await desk.unsent(3).waitFor()
  expect(await page.locator('[data-line="lost"]').innerText()).toContain('离线')
  expect(await accessibilityFaults(page)).toEqual([])

  await page.reload()
  await desk.unsent(3).waitFor()
  await desk.rows().first().waitFor()
  expect(await page.locator('[data-line="lost"]').innerText()).toMatch(/数据截至 \d{4}年/)
  for (const { id } of plain) expect(await recorded(id)).toEqual([])

  await desk.refuse(contested.compoundName, '现场有管线')
  await desk.unsent(4).waitFor()
  await colleagueRefuses(contested)
  await desk.comeBack()
  // Three are sent; the fourth waits for a person.
  await desk.unsent(1).waitFor()
  for (const { id, version, compoundName } of plain) {
    expect(await now(id)).toMatchObject({ state: 'REJECTED', version: version + 1 })
    expect(await recorded(id), compoundName).toEqual(['rejected by field_wang'])
  }
  await page.getByRole('button', { name: '1 项须您处理' }).click()
  const dialog = page.getByRole('dialog', { name: '未发送的内容' })
  await dialog.getByRole('region', { name: '我的' }).getByText('现场有管线').waitFor()
  await dialog.getByRole('region', { name: '现在' }).getByText('同事已退回', { exact: true }).waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  await dialog.getByRole('button', { name: '放弃' }).click()
  await desk.allSent()
  expect(await recorded(contested.id)).toEqual(['rejected by field_zhou'])
  expect(faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED|ERR_FAILED|status of 412/.test(fault))).toEqual(
    [],
  )
  await page.context().close()
}, 240_000)
