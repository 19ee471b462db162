import type { ProgrammePolicy } from '../programme/programme.ts'
import type { Compound, Ownership } from './compound.ts'
import type { TierJudgement } from './tier.ts'
import type { Check, CheckId, Verdict } from './verdict.ts'

type Numbers = Check['numbers']

/** Builds one check with the clause its policy names for it. */
export function check(
  policy: Pick<ProgrammePolicy, 'clauses'>,
  id: CheckId,
  verdict: Verdict,
  reason: string,
  numbers: Numbers = {},
  missing?: number,
): Check {
  const clause = policy.clauses[id] ?? ''
  return missing === undefined
    ? { id, verdict, reason, clause, numbers }
    : { id, verdict, reason, clause, numbers, missing }
}

/** P0: within the district. */
export function checkDistrict(compound: Compound, policy: ProgrammePolicy): Check {
  if (compound.inDistrict === null) return check(policy, 'P0', 'unknown', '是否在海港区范围内待核实')
  return compound.inDistrict
    ? check(policy, 'P0', 'pass', `在海港区范围内,属地${compound.subdistrict}`, {
        subdistrict: compound.subdistrict,
      })
    : check(policy, 'P0', 'fail', '不在海港区范围内')
}

/** P1: urban housing in the national scope, not self-built and no urban village. */
export function checkScope(compound: Compound, policy: ProgrammePolicy): Check {
  if (compound.housingKind === null)
    return check(policy, 'P1', 'unknown', '住宅类别(是否自建房/城中村)待核实')
  return compound.housingKind === 'urban_residential'
    ? check(policy, 'P1', 'pass', '属于国家城镇老旧小区改造范围')
    : check(policy, 'P1', 'fail', '不属于国家老旧小区改造范围(自建房/城中村)', { kind: compound.housingKind })
}

/** P2: completed by the last year of tier B. */
export function checkTier(tier: TierJudgement, policy: ProgrammePolicy): Check {
  const { A, B } = policy.tierYears
  if (tier.year === null) {
    return check(
      policy,
      'P2',
      'unknown',
      tier.mixed ? '各楼栋建成年代分属不同类别且无一类占户数多数,须人工认定' : '建成年代待核实',
    )
  }
  const numbers = { year: tier.year, lastYearA: A, lastYearB: B, outside: tier.outside.length }
  const basis = tier.mixed ? `(按多数户数认定,另有${tier.outside.length}栋不属本类)` : ''
  if (tier.verdict === 'fail') {
    return check(policy, 'P2', 'fail', `建成年代为${tier.year}年,晚于${B}年底${basis}`, numbers)
  }
  const range = tier.tier === 'A' ? `${A}年底前建成` : `${A + 1}–${B}年建成`
  return check(policy, 'P2', 'pass', `建成年代为${tier.year}年,属${range}小区${basis}`, numbers)
}

/** P3: not renovated before the plan year. One renovated in it or later stands as not yet renovated. */
export function checkNeed(compound: Compound, policy: ProgrammePolicy, year: number): Check {
  const { renovatedYear } = compound
  return renovatedYear !== null && renovatedYear < year
    ? check(policy, 'P3', 'fail', `已于${renovatedYear}年改造,不重复纳入`, { year: renovatedYear })
    : check(policy, 'P3', 'pass', '此前未改造')
}

/** P6: no demolition planned. */
export function checkDemolition(compound: Compound, policy: ProgrammePolicy): Check {
  if (compound.demolitionPlanned === null) return check(policy, 'P6', 'unknown', '有无拆改计划待核实')
  return compound.demolitionPlanned
    ? check(policy, 'P6', 'fail', '已列入拆改计划')
    : check(policy, 'P6', 'pass', '无拆改计划')
}

/** P9: any ownership may take part; it decides who pays. */
export function checkOwnership(compound: Compound, policy: ProgrammePolicy): Check {
  return check(policy, 'P9', 'pass', `${OWNERSHIP_TEXT[compound.ownership]},不影响纳入`, {
    ownership: compound.ownership,
  })
}

/** P10: a listed building needs its protection plan. Without an entry in the heritage list nothing is asked. */
export function checkHeritage(compound: Compound, policy: ProgrammePolicy): Check {
  if (compound.heritage === null || !compound.heritage.listed) {
    return check(policy, 'P10', 'pass', '未登记为历史文化街区或历史建筑')
  }
  const { protectionPlan } = compound.heritage
  if (protectionPlan === null) return check(policy, 'P10', 'unknown', '涉及历史建筑,保护修缮方案待核实')
  return protectionPlan
    ? check(policy, 'P10', 'pass', '涉及历史建筑,已提交保护修缮方案')
    : check(policy, 'P10', 'fail', '涉及历史建筑,须提交保护修缮方案')
}

const OWNERSHIP_TEXT: Readonly<Record<Ownership, string>> = {
  commodity: '商品房',
  housing_reform: '房改房',
  state_enterprise: '国有企事业单位住宅',
  military: '军队所属住宅',
  retired_cadre: '军队离退休干部住宅',
  public_housing: '公房(产权单位按总投资的规定比例出资)',
  unknown: '产权性质待登记',
}
