import type { Plan } from '../../api/plans.ts'
import { cutLine } from '../cut-line.ts'
import { wanText } from '../money.ts'
import { WAYS_OUT } from '../ways-out.ts'

/** Chinese, one a line: the money of a plan, where it ends, what the next one lacks, and the four ways out. */
export function fundsLines(
  plan: Pick<Plan, 'input' | 'totals' | 'remaining' | 'rows' | 'wayOut'>,
): readonly string[] {
  const { input, totals, remaining, wayOut } = plan
  const cut = cutLine(plan.rows, totals.cost, remaining)
  const next = cut?.next ?? null
  const reserves = [
    `上级交办临时任务预留 ${wanText(totals.reserveTemporary)} 万元`,
    `保障性维护预留 ${wanText(totals.reserveMaintenance)} 万元`,
  ].join('、')
  const money = `资金:预算 ${wanText(input.budget)} 万元,其中${reserves};入选投资 ${wanText(totals.cost)} 万元,余 ${wanText(remaining)} 万元`
  if (cut === null) return [money, '入选线:没有入选小区']
  if (next === null) return [money, '入选线:参加排名的小区全部入选']
  const gap =
    next.short > 0
      ? `需 ${wanText(next.cost)} 万元,差额 ${wanText(next.short)} 万元`
      : `不因资金:${next.reason}`
  const ways = WAYS_OUT.map(
    ({ id, label }) => `${wayOut?.way === id && wayOut.compoundId === next.compoundId ? '☑' : '☐'}${label}`,
  ).join('  ')
  const chosen = wayOut?.compoundId === next.compoundId
  const note = chosen ? (wayOut.note === '' ? '说明:待核实' : `说明:${wayOut.note}`) : '尚未记录'
  return [
    money,
    `入选线:其后第一个未入选的是第 ${next.rank} 名「${next.name}」,${gap}`,
    ...(next.short > 0 ? [`处理方式(四选一):${ways};${note}`] : []),
  ]
}
