import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EXPRESSION_FIELDS, type ExpressionRow } from '#core/compound/expression-fields.ts'
import { parseExpression } from '#core/compound/expression.ts'

const ROW: ExpressionRow = {
  name: '新北里',
  subdistrict: '文化路街道',
  community: null,
  buildings: 10,
  households: 301,
  floorArea: 23_400.5,
  builtYear: 1988,
  consent: { agree: 4779, total: 5973 },
  score: 70,
  rank: 3,
  cost: 12_345_678,
  tier: 'A',
  eligibility: 'eligible',
  selected: true,
}

function judge(text: string, change: Partial<ExpressionRow> = {}): string {
  const parsed = parseExpression(text)
  return parsed.ok
    ? parsed.test({ ...ROW, ...change })
    : parsed.faults.map(({ at, message }) => `${at}:${message}`).join()
}

describe('a selection expression', () => {
  it.each([
    ['户数>300 且 得分≥70', 'pass'],
    ['户数>301 且 得分≥70', 'fail'],
    ['户数>300且得分>=70', 'pass'],
    ['户数>300 && 得分>70 || 名次=3', 'pass'],
    ['(户数>300 或 得分>70) 且 名次≠3', 'fail'],
    ['households > 300 and not (score < 70)', 'pass'],
    ['镇街=文化路街道', 'pass'],
    ['名称 包含 "北里"', 'pass'],
    ['名称≠新北里', 'fail'],
    ['资格=符合 且 入选=是 且 类别=A', 'pass'],
    ['资格=eligible', 'pass'],
    ['建成年份<=1988年', 'pass'],
    ['投资<1234.5678万元', 'fail'],
    ['投资=1234.5678', 'pass'],
    ['户数>300户 且 建筑面积=23400.5m²', 'pass'],
    ['同意率≥80%', 'pass'],
    ['户数>300', 'pass'],
  ])('%s: %s', (text, verdict) => expect(judge(text)).toBe(verdict))

  it('compares shares exactly', () => {
    expect(judge('同意率>=80', { consent: { agree: 4778, total: 5973 } })).toBe('fail')
    expect(judge('同意率=80', { consent: { agree: 4, total: 5 } })).toBe('pass')
    expect(judge('同意率<33.3', { consent: { agree: 1, total: 3 } })).toBe('fail')
  })

  it('holds unknown for unknown, not for false', () => {
    expect(judge('得分≥70', { score: null })).toBe('unknown')
    expect(judge('非 得分≥70', { score: null })).toBe('unknown')
    expect(judge('得分≥70 且 户数>999', { score: null })).toBe('fail')
    expect(judge('得分≥70 或 户数>300', { score: null })).toBe('pass')
    expect(judge('社区=示例社区')).toBe('unknown')
  })

  it.each([
    ['', '0:条件为空,例:户数>300 且 得分≥70'],
    ['高度>3', '0:不认识的字段「高度」,可用:户数、得分、同意率、镇街等'],
    ['户数 300', '3:「户数」后应为 > ≥ < ≤ = ≠ 或 包含'],
    ['户数>', '3:「户数>」后缺少数值或文字'],
    ['户数>很多', '3:「户数」应与数值比较,现为「很多」'],
    ['镇街>5', '3:「镇街」是文字,只能用 = ≠ 包含'],
    ['资格=良好', '3:「资格」没有「良好」,可用:符合、条件可入、待核实、不符合、已改造'],
    ['(户数>3', '5:缺少右括号 )'],
    ['户数>3 得分>5', '5:此处不应有「得分」,条件之间用 且/或 连接'],
    ['户数>3 且', '6:条件不完整,可用:户数、得分、同意率、镇街等'],
    ['constructor>3', '0:不认识的字段「constructor」,可用:户数、得分、同意率、镇街等'],
  ])('%s is refused where it goes wrong', (text, fault) => expect(judge(text)).toBe(fault))

  it('never throws, whatever is typed', () => {
    const piece = fc.constantFrom(
      '户数',
      '得分',
      '>',
      '≥',
      '300',
      '且',
      '或',
      '非',
      '(',
      ')',
      '"',
      ' ',
      '%',
      '𬮿',
      '__proto__',
    )
    fc.assert(fc.property(fc.array(fc.oneof(piece, fc.string())), (pieces) => void judge(pieces.join(''))))
    expect(judge('('.repeat(5000))).toContain('嵌套过深')
    expect(judge('非'.repeat(5000))).toContain('嵌套过深')
  })

  it('agrees with plain arithmetic', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), fc.nat(100), (households, limit, points) => {
        const expected = households > limit && 70 >= points
        expect(judge(`户数>${limit} 且 得分>=${points}`, { households })).toBe(expected ? 'pass' : 'fail')
      }),
    )
  })

  it('reads every field by each of its names', () => {
    for (const { names, kind, words } of EXPRESSION_FIELDS) {
      for (const name of names) {
        const value = kind === 'number' ? '1' : (Object.keys(words ?? { 甲: '' })[0] ?? '')
        expect(['pass', 'fail', 'unknown']).toContain(judge(`${name}=${value}`))
      }
    }
  })
})
