import type { Plan, PlanRow } from '#core/api/plans.ts'
import { planBasis } from '#core/programme/plan/plan-basis.ts'
import { planningSheet } from './planning-sheet.ts'

const TIERS: Readonly<Record<PlanRow['tier'], string>> = { A: 'A 类', B: 'B 类', none: '未定' }

/** 得分排名及入选公示表 (DOMAIN §7.3 no. 4): every compound with its place and the reason of its fate. */
export function rankingSheet(plan: Plan, printedOn: string): Promise<Uint8Array> {
  const { totals } = plan
  return planningSheet<PlanRow>({
    name: '得分排名',
    title: `海港区 ${plan.year} 年老旧小区改造得分排名及入选公示表`,
    basis: planBasis(plan),
    demo: plan.demo,
    paper: 'A4',
    printedOn,
    columns: [
      { head: '排名', width: 7, value: (row) => row.rank },
      { head: '小区', width: 18, value: (row) => row.name },
      { head: '镇街', width: 15, value: (row) => row.subdistrict },
      { head: '得分', width: 8, format: '0.00', value: (row) => row.score },
      { head: '分类', width: 8, value: (row) => TIERS[row.tier] },
      { head: '户数', width: 9, format: '#,##0', value: (row) => row.households },
      { head: '建筑面积(万m²)', width: 12, format: '0.00', value: (row) => row.floorArea / 10_000 },
      { head: '投资(万元)', width: 12, format: '#,##0.00', value: (row) => row.cost / 10_000 },
      {
        head: '累计投资(万元)',
        width: 13,
        format: '#,##0.00',
        value: (row) => (row.cumulativeCost === null ? null : row.cumulativeCost / 10_000),
      },
      { head: '是否入选', width: 8, value: (row) => (row.selected ? '是' : '否') },
      { head: '原因', width: 62, value: (row) => row.reason },
    ],
    rows: plan.rows,
    totals: [
      '合计',
      `入选 ${totals.compounds} 个`,
      null,
      null,
      null,
      totals.households,
      totals.floorArea / 10_000,
      totals.cost / 10_000,
      null,
      null,
      '合计为入选小区',
    ],
  })
}
