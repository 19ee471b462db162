import type { AsBuiltDifference, AsBuiltTolerance } from './as-built.ts'
import { softDeviations, type Override, type Told } from './soft-rules.ts'
import { nextState, type TieInState, type TieInStep } from './steps.ts'

/** A guard that does not hold: what, by which clause, and what is missing. */
export interface UnmetGuard {
  readonly guard: string
  readonly clause: string
  readonly message: string
}

/** What a step is judged by. */
export interface StepFacts {
  readonly state: TieInState
  readonly feasible: boolean
  readonly warnings: readonly Told[]
  readonly overrides: readonly Override[]
  /** What it was computed from has changed since 需复核. */
  readonly stale: boolean
  /** Name of another point of this compound that is confirmed or built; null: none. */
  readonly otherFixed: string | null
  /** Date of today, ISO. */
  readonly today: string
  /** Date the joint works were finished, ISO. */
  readonly builtOn: string | null
  readonly survey: {
    readonly on: string
    readonly difference: AsBuiltDifference
    /** Why a difference beyond the tolerance is accepted. */
    readonly accepted: string | null
  } | null
  readonly tolerance: AsBuiltTolerance
}

const NAMES: Readonly<Record<TieInState, string>> = {
  REQUESTED: '待标注',
  MARKED: '待确认',
  CONFIRMED: '已确认',
  REJECTED: '已退回',
  BUILT: '已施工',
  VERIFIED: '已核验',
}

/** Every guard of a step that does not hold, each with its clause; empty where the step may be taken. */
export function unmetGuards(step: TieInStep, facts: StepFacts): UnmetGuard[] {
  if (nextState(step, facts.state) === null) return [order(facts.state)]
  if (step === 'confirm') return confirming(facts)
  if (step === 'build') return building(facts)
  return step === 'verify' ? verifying(facts) : []
}

function order(state: TieInState): UnmetGuard {
  return { guard: 'ORDER', clause: '接驳办理次序', message: `点位现为"${NAMES[state]}",不能办理这一步` }
}

function confirming(facts: StepFacts): UnmetGuard[] {
  const unmet: UnmetGuard[] = []
  if (!facts.feasible) {
    unmet.push({ guard: 'FEASIBLE', clause: 'GB 50014-2021', message: '该点位不可行,原因见点位说明' })
  }
  if (facts.otherFixed !== null) {
    unmet.push({
      guard: 'ONE_POINT',
      clause: '一个小区一个接驳点',
      message: `本小区已确认接驳点 ${facts.otherFixed},请先撤回`,
    })
  }
  if (facts.stale) {
    unmet.push({
      guard: 'FRESH',
      clause: '需复核',
      message: '计算之后管线、小区资料或规则有改动,请先重新计算或重新标注',
    })
  }
  const given = new Set(facts.overrides.map(({ code }) => code))
  for (const code of softDeviations(facts.warnings)) {
    if (given.has(code)) continue
    unmet.push({ guard: `OVERRIDE_${code}`, clause: 'GB 50014-2021(宜)', message: '偏离"宜"条款,请写明理由' })
  }
  return unmet
}

function building({ builtOn, today }: StepFacts): UnmetGuard[] {
  if (builtOn === null) {
    return [{ guard: 'BUILT_ON', clause: '公文五(四)', message: '缺接驳完工日期' }]
  }
  if (builtOn <= today) return []
  return [{ guard: 'BUILT_ON', clause: '公文五(四)', message: `完工日期 ${builtOn} 晚于今天` }]
}

function verifying({ survey, builtOn, today, tolerance }: StepFacts): UnmetGuard[] {
  const clause = '竣工测量'
  if (survey === null) return [{ guard: 'SURVEY', clause, message: '缺竣工测量的位置和管底标高' }]
  const unmet: UnmetGuard[] = []
  if (survey.on > today) unmet.push({ guard: 'SURVEY_ON', clause, message: `测量日期 ${survey.on} 晚于今天` })
  if (builtOn !== null && survey.on < builtOn) {
    unmet.push({ guard: 'SURVEY_ON', clause, message: `测量日期 ${survey.on} 早于完工日期 ${builtOn}` })
  }
  const { distance, invert, within } = survey.difference
  if (!within && survey.accepted === null) {
    const level = invert === null ? '' : `、管底标高 ${invert > 0 ? '+' : ''}${invert.toFixed(3)} m`
    unmet.push({
      guard: 'TOLERANCE',
      clause,
      message: `实测与确认点位相差:平面 ${distance.toFixed(3)} m${level};限差 ${tolerance.position} m、${tolerance.invert} m${tolerance.confirmed ? '' : '(未核定)'}。请整改后复测,或写明接受理由`,
    })
  }
  return unmet
}
