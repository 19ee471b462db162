import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { CompoundCollection, CompoundDetail } from '#core/api/compounds.ts'
import { accessibilityFaults } from './accessibility.ts'
import { addAccount } from './add-account.ts'
import { launchBrowser, openPage } from './browser.ts'
import { RecordDesk } from './record-desk.ts'

const address = inject('address')
const PASSWORD = 'Harbour-lamp-73-willow'
let browser: Browser
let compoundId: string

beforeAll(async () => {
  browser = await launchBrowser()
  for (const name of ['records_li', 'records_zhang'])
    await addAccount(inject('dataDirectory'), name, PASSWORD, 'planner')
  compoundId = await onlyDemolitionUnknown()
})

afterAll(async () => {
  await browser.close()
})

async function read<Body>(path: string): Promise<Body> {
  return (await (await fetch(address + path)).json()) as Body
}

/** A sample compound whose one open question is whether it is to be demolished. */
async function onlyDemolitionUnknown(): Promise<string> {
  const { features } = await read<CompoundCollection>('/api/compounds?eligibility=unverified')
  for (const { id } of features) {
    const { properties } = await read<CompoundDetail>(`/api/compounds/${id}`)
    const open = properties.checks.filter((check) => check.verdict === 'unknown')
    if (open.length === 1 && open[0]?.id === 'P6') return id
  }
  throw new Error('the demo has no such compound')
}

async function sitsDown(username: string) {
  const { page, faults } = await openPage(browser)
  const desk = new RecordDesk(page)
  await desk.open(`${address}/?compound=${compoundId}`)
  await desk.signIn(username, PASSWORD)
  return { desk, faults, leave: () => page.context().close() }
}

/** A building changes, one comes: what they add up to is seen before it is saved, outlives a reload, and goes back. */
async function correctsBuildings(desk: RecordDesk): Promise<void> {
  const before = (await read<CompoundDetail>(`/api/compounds/${compoundId}`)).properties
  const form = await desk.beginBuildings()
  await desk.typeInto('1号楼', '户数', '-1')
  await form.getByText('户数:应为 0 至 10000 的整数').waitFor()
  await desk.typeInto('1号楼', '户数', '1')
  await form.getByRole('button', { name: '新增楼栋' }).press('Enter')
  await desk.page.keyboard.type('99')
  await form.locator('[data-sum="buildings"][data-moved="true"]').waitFor()
  expect(await accessibilityFaults(desk.page)).toEqual([])
  await desk.page.reload()
  await desk.settled()
  await desk.beginBuildings()
  await form.getByLabel('修改原因').fill('现场核实')
  await desk.page.keyboard.press('Control+Enter')
  await form.waitFor({ state: 'detached' })
  const after = (await read<CompoundDetail>(`/api/compounds/${compoundId}`)).properties
  const first = before.buildingList.find(({ number }) => number === '1')?.households ?? 0
  expect(after.households).toBe(before.households - first + 1)
  expect(after.buildings).toBe(before.buildings + 1)
  const added = desk.detail().locator('#part-blocks').getByRole('rowheader', { name: /^99/ })
  await added.waitFor()
  await desk.undo()
  await added.waitFor({ state: 'detached' })
  const back = (await read<CompoundDetail>(`/api/compounds/${compoundId}`)).properties
  expect(back.buildingList).toEqual(before.buildingList)
}

describe('people who correct records', () => {
  test('a missing fact is filled in, seen before it is saved, and taken back', async () => {
    const { desk, faults, leave } = await sitsDown('records_li')
    await desk.check('P6', 'unknown').waitFor()
    await desk.beginEdit()
    await desk.answer('列入拆改计划', '否')
    expect(await desk.effect()).toContain('待核实 → 条件可入')
    expect(await accessibilityFaults(desk.page)).toEqual([])
    await desk.giveReason('现场核实,无拆改计划')
    await desk.save()
    await desk.check('P6', 'pass').waitFor()
    await desk.verdictIs('条件可入')
    await desk.undo()
    await desk.check('P6', 'unknown').waitFor()
    await desk.verdictIs('待核实')
    await correctsBuildings(desk)
    expect(faults).toEqual([])
    await leave()
  }, 240_000)

  test('of two people the second sees what the first wrote, and loses nothing, not even by a reload', async () => {
    const [first, second] = [await sitsDown('records_li'), await sitsDown('records_zhang')]
    for (const { desk } of [first, second]) await desk.beginEdit()
    await first.desk.type('地址', '建设大街 1 号')
    await first.desk.giveReason('门牌核对')
    await second.desk.type('地址', '文化路 9 号')
    await second.desk.type('原产权单位', '耀华厂')
    await second.desk.giveReason('档案核对')
    await first.desk.save()
    await first.desk.form().waitFor({ state: 'detached' })
    await second.desk.save()
    const both = second.desk.form().getByRole('alert', { name: '他人刚修改了本小区' })
    await both.waitFor()
    expect(await both.innerText()).toMatch(/建设大街 1 号[\s\S]*文化路 9 号/)
    expect(await accessibilityFaults(second.desk.page)).toEqual([])

    await second.desk.page.reload()
    await second.desk.settled()
    await second.desk.beginEdit()
    await both.getByRole('radio', { name: '对方' }).click()
    await both.getByRole('button', { name: '按以上选择继续' }).click()
    await second.desk.save()
    await second.desk.form().waitFor({ state: 'detached' })
    const { facts } = (await read<CompoundDetail>(`/api/compounds/${compoundId}`)).properties
    expect(facts).toMatchObject({ address: '建设大街 1 号', formerOwnerUnit: '耀华厂' })
    for (const { leave } of [first, second]) await leave()
  })
})
