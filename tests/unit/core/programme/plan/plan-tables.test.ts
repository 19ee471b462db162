import { describe, expect, it } from 'vitest'
import { fundsLines } from '#core/programme/plan/funds-lines.ts'
import { fundingText, responsibleText, worksText } from '#core/programme/plan/plan-columns.ts'
import { planSnapshot } from '#core/programme/plan/plan-snapshot.ts'
import { recordedReason } from '#core/programme/plan/recorded-reason.ts'
import { prepareProgramme } from '#core/programme/prepare.ts'
import { aCompound } from '#tests/builders/compound-builder.ts'
import { aProgramme, aScoringTable } from '#tests/builders/programme-builder.ts'

const { facts } = aProgramme()
const NOBODY = { ownership: 'commodity', formerOwnerUnit: null, buildings: [] } as const

describe('the columns of the annual plan', () => {
  it('say what the notice lays down, and 待核实 for the rest', () => {
    expect(worksText(facts)).toBe('基础:增设雨水管网〔五(四)〕;其余及完善、提升:待核实')
    expect(worksText([])).toBe('待核实')
    expect(responsibleText('文化路街道')).toBe('区住建局、文化路街道')
  })

  it('name who pays by the notice’s own shares of the cost, to the 元', () => {
    expect(fundingText(NOBODY, 10_000_001, facts)).toBe('中央/预算内/海绵/区级/居民:待核实')
    expect(fundingText(null, 1, facts)).toBe('待核实')
    expect(fundingText({ ...NOBODY, ownership: 'public_housing' }, 10_000_001, facts)).toBe(
      '公房产权单位 20%(200 万元)〔六(四)〕;其余来源:待核实',
    )
    expect(fundingText({ ...NOBODY, formerOwnerUnit: '某厂' }, 12_345_678, facts)).toBe(
      '原产权单位「某厂」(鼓励)10%(123.4568 万元)〔六(四)〕;其余来源:待核实',
    )
    expect(fundingText({ ...NOBODY, buildings: [{ use: 'mixed' }] }, 1, facts)).toContain(
      '商住两用楼住户、商户至少 20%〔六(五)〕,金额待核实',
    )
  })
})

describe('what stands under a table of a plan', () => {
  const compounds = [1999, 1985].map((builtYear, at) =>
    aCompound({ id: `c${at}`, name: `小区${at}`, builtYear, buildings: [] }),
  )
  const prepared = prepareProgramme({ programme: aProgramme(), scoringTable: aScoringTable(), compounds })
  const tried = { budget: 6_000_000, policy: 'strict' } as const
  const plan = { ...planSnapshot(prepared, '', tried, () => 'survey'), wayOut: null }
  const wayOut = { compoundId: 'c0', way: 'phase', note: '两年实施' } as const

  it('is the money, the line, the gap of the next one and the four ways out', () => {
    const [money, line, ways] = fundsLines(plan)
    expect(money).toContain('预算 600 万元')
    expect(money).toContain('入选投资 495.36 万元,余 104.64 万元')
    expect(line).toContain('第 2 名「小区0」,需 495.36 万元,差额 390.72 万元')
    expect(ways).toBe(
      '处理方式(四选一):☐削减提升类内容  ☐增加资金来源  ☐分期实施  ☐领导小组审定后顺延;尚未记录',
    )
    expect(fundsLines({ ...plan, wayOut })[2]).toContain('☑分期实施  ☐领导小组审定后顺延;说明:两年实施')
  })

  it('is said plainly where all are in, or nobody', () => {
    const of = (budget: number): readonly string[] =>
      fundsLines({
        ...planSnapshot(prepared, '', { ...tried, budget }, () => 'survey'),
        wayOut: null,
      })
    expect(of(90_000_000)[1]).toBe('入选线:参加排名的小区全部入选')
    expect(of(0)[1]).toBe('入选线:没有入选小区')
  })

  it('puts what people recorded behind the rules’ own reason', () => {
    const row = { compoundId: 'c0', reason: '临界' }
    expect(recordedReason({ wayOut: null }, row)).toBe('临界')
    expect(recordedReason({ wayOut, exclusionReasons: { c0: '居民撤回' } }, row)).toBe(
      '临界;剔除理由:居民撤回;已记录处理方式:分期实施(两年实施)',
    )
  })
})
