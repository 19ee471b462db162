import type { Compound, Ownership } from '../../compound/compound.ts'
import { wanText } from '../money.ts'
import type { OfficialFact } from '../programme.ts'

/** What stands in a column of an official table where nobody knows it yet: never an empty cell. */
export const TO_VERIFY = '待核实'

/** What the register knows of a compound beside a frozen plan. */
export interface PayerFacts {
  readonly ownership: Ownership
  readonly formerOwnerUnit: string | null
  readonly buildings: readonly Pick<Compound['buildings'][number], 'use'>[]
}

/** 改造内容: what the notice lays down for every compound; the rest is the residents' to choose (点菜单). */
export function worksText(facts: readonly OfficialFact[]): string {
  const drains = facts.find(({ key }) => key === 'stormDrains')
  return drains === undefined ? TO_VERIFY : `基础:${cited(drains)};其余及完善、提升:${TO_VERIFY}`
}

/** 资金来源: whom the notice makes or asks to pay for this compound, in integer 元 of its cost; the rest is open. */
export function fundingText(payer: PayerFacts | null, cost: number, facts: readonly OfficialFact[]): string {
  if (payer === null) return TO_VERIFY
  const share = (key: string): OfficialFact | null => facts.find((fact) => fact.key === key) ?? null
  const parts: string[] = []
  const publicHousing = share('publicHousingShare')
  if (payer.ownership === 'public_housing' && publicHousing !== null) {
    parts.push(`公房产权单位 ${amountOf(publicHousing, cost)}`)
  }
  const formerOwner = share('formerOwnerShare')
  if (payer.formerOwnerUnit !== null && formerOwner !== null) {
    parts.push(`原产权单位「${payer.formerOwnerUnit}」(鼓励)${amountOf(formerOwner, cost)}`)
  }
  const mixedUse = share('mixedUseShare')
  if (payer.buildings.some(({ use }) => use === 'mixed') && mixedUse !== null) {
    parts.push(
      `商住两用楼住户、商户至少 ${mixedUse.value}${mixedUse.unit}〔${mixedUse.clause}〕,金额${TO_VERIFY}`,
    )
  }
  return [...parts, `${parts.length === 0 ? '中央/预算内/海绵/区级/居民' : '其余来源'}:${TO_VERIFY}`].join(
    ';',
  )
}

/** 责任单位: the two the notice gives duties for a compound, the bureau and its own 镇街 (四). */
export function responsibleText(subdistrict: string): string {
  return `区住建局、${subdistrict}`
}

/** "20%(442 万元)〔六(四)〕" */
function amountOf(fact: OfficialFact, cost: number): string {
  const percent = typeof fact.value === 'number' ? fact.value : Number.NaN
  if (!Number.isFinite(percent)) return TO_VERIFY
  return `${percent}%(${wanText(Math.round((cost * percent) / 100))} 万元)〔${fact.clause}〕`
}

function cited({ value, clause }: OfficialFact): string {
  return `${value}〔${clause}〕`
}
