import type { Plan, PlanRow } from '#core/api/plans.ts'
import type { Compound } from '#core/compound/compound.ts'
import { percentText } from '#core/compound/consent.ts'
import { planBasis } from '#core/programme/plan/plan-basis.ts'
import { fundsLines } from '#core/programme/plan/funds-lines.ts'
import {
  fundingText,
  responsibleText,
  TO_VERIFY,
  worksText,
  type PayerFacts,
} from '#core/programme/plan/plan-columns.ts'
import { recordedReason } from '#core/programme/plan/recorded-reason.ts'
import type { Programme } from '#core/programme/programme.ts'
import { planningSheet, type SheetColumn } from './planning-sheet.ts'

const OWNERSHIPS: Readonly<Record<Compound['ownership'], string>> = {
  commodity: '商品房',
  housing_reform: '房改房',
  state_enterprise: '国有企事业单位',
  military: '军队',
  retired_cadre: '军休干部住宅',
  public_housing: '公房',
  unknown: '待核实',
}

/** Facts of the register beside the frozen plan, for the columns a plan does not freeze. */
export interface RegisterFacts extends PayerFacts {
  readonly community: string | null
}

/** 年度改造计划表 (DOMAIN §7.3 no. 1): the selected compounds. What is not recorded yet says 待核实, never guessed. */
export function annualPlanSheet(
  plan: Plan,
  registerOf: ReadonlyMap<string, RegisterFacts>,
  { policy: { schedule }, facts }: Pick<Programme, 'policy' | 'facts'>,
  printedOn: string,
): Promise<Uint8Array> {
  const { totals } = plan
  const columns: readonly SheetColumn<PlanRow>[] = [
    { head: '序号', width: 6, value: (_row, at) => at + 1 },
    { head: '镇街', width: 15, value: (row) => row.subdistrict },
    { head: '社区', width: 14, value: (row) => registerOf.get(row.compoundId)?.community ?? TO_VERIFY },
    { head: '小区名称', width: 18, value: (row) => row.name },
    { head: '建成年份', width: 8, value: (row) => row.builtYear ?? TO_VERIFY },
    {
      head: '产权性质',
      width: 12,
      value: (row) => OWNERSHIPS[registerOf.get(row.compoundId)?.ownership ?? 'unknown'],
    },
    { head: '楼栋数', width: 7, value: (row) => row.buildings },
    { head: '户数', width: 8, format: '#,##0', value: (row) => row.households },
    { head: '建筑面积(万m²)', width: 11, format: '0.00', value: (row) => row.floorArea / 10_000 },
    { head: '改造内容(基础/完善/提升)', width: 22, value: () => worksText(facts) },
    {
      head: '同意率',
      width: 9,
      value: ({ consent }) =>
        consent === null || consent.total <= 0 ? TO_VERIFY : percentText(consent.agree, consent.total),
    },
    { head: '最终得分', width: 8, format: '0.00', value: (row) => row.score ?? TO_VERIFY },
    { head: '估算投资(万元)', width: 11, format: '#,##0.00', value: (row) => row.cost / 10_000 },
    {
      head: '累计投资(万元)',
      width: 11,
      format: '#,##0.00',
      value: (row) => (row.cumulativeCost ?? 0) / 10_000,
    },
    {
      head: '资金来源(中央/预算内/海绵/区级/产权单位/居民/其他)',
      width: 30,
      value: (row) => fundingText(registerOf.get(row.compoundId) ?? null, row.cost, facts),
    },
    { head: '计划开工', width: 11, value: () => schedule.startBy },
    { head: '计划完工', width: 11, value: () => schedule.completeBy },
    { head: '责任单位', width: 16, value: (row) => responsibleText(row.subdistrict) },
    { head: '备注', width: 24, value: (row) => remarkOf(plan, row) },
  ]
  const sums: Readonly<Record<string, string | number>> = {
    序号: '合计',
    小区名称: `${totals.compounds} 个`,
    楼栋数: totals.buildings,
    户数: totals.households,
    '建筑面积(万m²)': totals.floorArea / 10_000,
    '估算投资(万元)': totals.cost / 10_000,
  }
  return planningSheet<PlanRow>({
    name: '年度改造计划',
    title: `海港区 ${plan.year} 年老旧小区改造计划表`,
    basis: planBasis(plan),
    demo: plan.demo,
    paper: 'A3',
    printedOn,
    columns,
    rows: plan.rows.filter(({ selected }) => selected),
    line: null,
    notes: fundsLines(plan),
    totals: columns.map(({ head }) => sums[head] ?? null),
  })
}

/** Its place with what was decided on it, and whether the record is synthetic. */
function remarkOf(plan: Plan, row: PlanRow): string {
  const reason = recordedReason(plan, row)
  return row.source === 'demo' ? `${reason};示例数据` : reason
}
