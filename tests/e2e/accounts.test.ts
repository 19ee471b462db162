import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { AccountDesk } from './account-desk.ts'
import { accessibilityFaults } from './accessibility.ts'
import { addAccount } from './add-account.ts'
import { launchBrowser, openPage } from './browser.ts'

const PASSWORD = 'Harbour-lamp-73-willow'
const OWN_PASSWORD = 'Ferry-84-lantern-moss'
let browser: Browser

beforeAll(async () => {
  browser = await launchBrowser()
})

afterAll(() => browser.close())

/** What a refused sign-in and a first password leave in the console are the server's own answers. */
const unexpected = (faults: readonly string[]): readonly string[] =>
  faults.filter((fault) => !/status of 40[13]/.test(fault))

test('the security officer adds a planner, who chooses an own password and is found in the audit log', async () => {
  await addAccount(inject('dataDirectory'), 'officer', PASSWORD, 'security')
  await addAccount(inject('dataDirectory'), 'keeper', PASSWORD, 'auditor')
  const { page, faults } = await openPage(browser)
  const desk = new AccountDesk(page)
  await desk.open(inject('address'))

  await desk.openSignIn()
  await desk.tryToSignIn('officer', 'not the password')
  expect(await desk.dialog('登录').getByRole('alert').innerText()).toContain('用户名或密码不正确')
  expect(await accessibilityFaults(page)).toEqual([])
  await desk.tryToSignIn('officer', PASSWORD)
  await desk.choose('officer', '账号管理')
  const accounts = desk.dialog('账号管理')
  await accounts.getByRole('button', { name: '新增账号' }).click()
  await accounts.getByLabel('用户名').fill('new.planner')
  await accounts.getByLabel('姓名').fill('<b>赵新</b>')
  await accounts.getByLabel(/初始密码/).fill(PASSWORD)
  expect(await accessibilityFaults(page)).toEqual([])
  await accounts.getByRole('button', { name: '保存' }).click()
  await accounts.locator('[data-account="new.planner"]').filter({ hasText: '<b>赵新</b>' }).waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  await page.keyboard.press('Escape')
  await desk.choose('officer', '退出登录')

  await desk.openSignIn()
  await desk.tryToSignIn('new.planner', PASSWORD)
  const change = desk.dialog('修改密码')
  await change.getByLabel('原密码').fill(PASSWORD)
  await change.getByLabel('新密码', { exact: true }).fill('1234567890')
  await change.getByText('不能以键盘或数字、字母顺序为主').waitFor()
  await change.getByLabel('新密码', { exact: true }).fill(OWN_PASSWORD)
  await change.getByLabel('再输一次新密码').fill(OWN_PASSWORD)
  await change.getByRole('button', { name: '保存' }).click()
  await change.waitFor({ state: 'detached' })
  await page.reload()
  await desk.choose('<b>赵新</b>', '退出登录')

  await desk.signInAs('keeper', 'keeper', PASSWORD)
  await desk.choose('keeper', '审计日志')
  const log = desk.dialog('审计日志')
  await log.getByLabel('用户名').fill('new.planner')
  await log.getByRole('button', { name: '查询' }).click()
  await log.getByRole('article').filter({ hasText: '修改密码' }).waitFor()
  expect(await log.getByRole('article').count()).toBe(3)
  expect(await accessibilityFaults(page)).toEqual([])
  expect(unexpected(faults)).toEqual([])
})
