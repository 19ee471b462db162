import type { Plan, PlanRow } from '#core/api/plans.ts'
import { cutLine } from '#core/programme/cut-line.ts'
import { wanText } from '#core/programme/money.ts'
import { fundsLines } from '#core/programme/plan/funds-lines.ts'
import { planBasis } from '#core/programme/plan/plan-basis.ts'
import { TO_VERIFY } from '#core/programme/plan/plan-columns.ts'
import { recordedReason } from '#core/programme/plan/recorded-reason.ts'
import { COST_KIND_NAMES } from './cost-kind-names.ts'
import { planningSheet, type SheetColumn } from './planning-sheet.ts'

const TIERS: Readonly<Record<PlanRow['tier'], string>> = { A: 'A 类', B: 'B 类', none: '无' }

/** 得分排名及入选公示表 (DOMAIN §7.3 no. 4): every compound with its place and the reason of its fate. */
export function rankingSheet(plan: Plan, printedOn: string): Promise<Uint8Array> {
  const { totals, rows } = plan
  const columns = columnsOf(plan)
  const sums: Readonly<Record<string, string | number>> = {
    排名: '合计',
    小区: `入选 ${totals.compounds} 个`,
    户数: totals.households,
    '建筑面积(万m²)': totals.floorArea / 10_000,
    '投资(万元)': totals.cost / 10_000,
    原因: '合计为入选小区',
  }
  const cut = cutLine(rows, totals.cost, plan.remaining)
  return planningSheet<PlanRow>({
    name: '得分排名',
    title: `海港区 ${plan.year} 年老旧小区改造得分排名及入选公示表`,
    basis: planBasis(plan),
    demo: plan.demo,
    paper: 'A4',
    printedOn,
    columns,
    rows,
    line:
      cut === null
        ? null
        : {
            after: rows.findIndex(({ compoundId }) => compoundId === cut.lastSelectedId),
            text: `入选线 · 以上累计投资 ${wanText(cut.cost)} 万元,余 ${wanText(cut.remaining)} 万元`,
          },
    totals: columns.map(({ head }) => sums[head] ?? null),
    notes: fundsLines(plan),
  })
}

/** What takes no part shows a dash; what nobody knows yet says so. */
function columnsOf(plan: Plan): readonly SheetColumn<PlanRow>[] {
  const wan = (yuan: number | null): number | string => (yuan === null ? '—' : yuan / 10_000)
  return [
    { head: '排名', width: 7, value: (row) => row.rank ?? '—' },
    { head: '并列', width: 8, value: tieOf },
    { head: '小区', width: 18, value: (row) => row.name },
    { head: '镇街', width: 15, value: (row) => row.subdistrict },
    { head: '得分', width: 8, format: '0.00', value: (row) => row.score ?? TO_VERIFY },
    {
      head: '分类',
      width: 8,
      value: (row) => (row.tier === 'none' && row.builtYear === null ? TO_VERIFY : TIERS[row.tier]),
    },
    { head: '户数', width: 9, format: '#,##0', value: (row) => row.households },
    { head: '建筑面积(万m²)', width: 12, format: '0.00', value: (row) => row.floorArea / 10_000 },
    { head: '投资(万元)', width: 12, format: '#,##0.00', value: (row) => row.cost / 10_000 },
    { head: '造价依据', width: 9, value: (row) => COST_KIND_NAMES[row.costKind] },
    {
      head: '累计投资(万元)',
      width: 13,
      format: '#,##0.00',
      value: (row) => wan(row.rank === null ? null : row.cumulativeCost),
    },
    { head: '是否入选', width: 8, value: (row) => (row.selected ? '是' : '否') },
    { head: '差额(万元)', width: 11, format: '#,##0.00', value: (row) => wan(row.gap) },
    { head: '原因', width: 62, value: (row) => recordedReason(plan, row) },
  ]
}

function tieOf({ tied, tieNote }: PlanRow): string {
  if (tied) return '并列'
  return typeof tieNote === 'string' ? '已审定' : '—'
}
