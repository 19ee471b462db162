import type { TierYears } from '../compound/tier.ts'
import { wanText } from './money.ts'

interface Named {
  readonly name: string
}

/** Names printed in full; of a longer list the first three and how many there are. */
const NAMES_SHOWN = 3

/** 临界: the first compound the money does not reach for, with the gap and the recorded ways out. */
export function marginalReason(
  left: number,
  cost: number,
  waysOut: readonly { readonly label: string }[],
  clause?: string,
): string {
  const ways = waysOut.map(({ label }) => label).join('/')
  return cited(`临界:${moneyText(left, cost)};可选处理:${ways}`, clause)
}

/** 顺延: does not fit, the walk goes on. */
export function skippedReason(left: number, cost: number, clause?: string): string {
  return cited(`资金不足顺延:${moneyText(left, cost)}`, clause)
}

/** 并列 at the line. */
export function tiedReason(group: readonly Named[], cost: number, left: number, clause?: string): string {
  return cited(
    `并列压线:${namesText(group.map(({ name }) => name))}名次相同,合计${moneyText(left, cost)};须领导小组审定`,
    clause,
  )
}

/** Behind the line of a strict selection. */
export function afterLineReason(line: readonly Named[], clause?: string): string {
  const names = namesText(line.map(({ name }) => name))
  return cited(`排在临界小区${names}之后,按得分由高至低顺序不再安排`, clause)
}

/** Tier B while tier A is not assured. */
export function gateReason(blockers: readonly string[], years?: TierYears): string {
  const rule =
    years === undefined
      ? '须先确保首要年限小区的改造任务'
      : `${years.A + 1}–${years.B}年小区:须先确保${years.A}年底前任务`
  return blockers.length === 0 ? `${rule},区住建局尚未认定已确保` : `${rule},${namesText(blockers)}尚未列入`
}

/** Left out by the optimiser. */
export function notChosenReason(exact: boolean): string {
  return `优化试算未选入:同样资金下其他组合总分更高${exact ? '' : '(未证明最优)'};试算不作为评定结果`
}

function moneyText(left: number, cost: number): string {
  return `需${wanText(cost)}万元,余${wanText(left)}万元,差额${wanText(cost - left)}万元`
}

function namesText(names: readonly string[]): string {
  const shown = names.slice(0, NAMES_SHOWN).map((name) => `「${name}」`)
  return `${shown.join('')}${names.length > NAMES_SHOWN ? `等${names.length}个小区` : ''}`
}

function cited(text: string, clause: string | undefined): string {
  return clause === undefined || clause === '' ? text : `${text}〔${clause}〕`
}
