import type { TieInStepRequest, TieInWork } from '#core/api/tie-in-work.ts'
import { compareAsBuilt } from '#core/tie-in/as-built.ts'
import { unmetGuards, type StepFacts } from '#core/tie-in/guards.ts'
import type { Override } from '#core/tie-in/soft-rules.ts'
import { isFixed, nextState, type TieInStep } from '#core/tie-in/steps.ts'
import tolerance from '#data/drainage/as-built-tolerance.json' with { type: 'json' }
import { ProblemError } from '../middleware/problem.ts'
import type { StoredConnection } from '../store/connections.ts'

/** A step somebody asks for, with what it brings. */
export interface WantedStep {
  readonly step: TieInStep
  readonly note: string | null
  readonly overrides?: readonly Override[] | undefined
  readonly builtOn?: string | null
  readonly survey?: Extract<TieInStepRequest, { step: 'verify' }>['survey']
}

/** What the guards look at beside the point itself. */
export interface StepGround {
  /** All points of the compound. */
  readonly points: readonly StoredConnection[]
  readonly stale: boolean
  /** ISO date */
  readonly today: string
}

/**
 * The point after a step.
 * @throws ProblemError 409 with every guard that does not hold
 */
export function steppedPoint(
  point: StoredConnection,
  wanted: WantedStep,
  ground: StepGround,
): StoredConnection {
  const unmet = unmetGuards(wanted.step, stepFacts(point, wanted, ground))
  const state = nextState(wanted.step, point.state)
  if (unmet.length > 0 || state === null) {
    throw new ProblemError(409, {
      detail: `${unmet.map(({ message }) => message).join(';')}。数据没有改动`,
      unmet,
    })
  }
  return { ...point, state, work: workAfter(point, wanted) }
}

/** What the guards look at. */
export function stepFacts(point: StoredConnection, wanted: WantedStep, ground: StepGround): StepFacts {
  const other = ground.points.find(({ id, state }) => id !== point.id && isFixed(state))
  const survey = wanted.survey ?? null
  const design = { position: point.position, invertEnd: point.facts.invertEnd }
  return {
    state: point.state,
    feasible: point.status === 'feasible',
    warnings: point.facts.warnings,
    overrides: overridesOf(point, wanted),
    stale: ground.stale,
    otherFixed: other === undefined ? null : (other.wellId ?? other.pipeId ?? other.id),
    today: ground.today,
    builtOn: (wanted.step === 'build' ? wanted.builtOn : point.work?.builtOn) ?? null,
    survey:
      survey === null
        ? null
        : {
            on: survey.on,
            difference: compareAsBuilt(design, survey, tolerance),
            accepted: survey.accepted,
          },
    tolerance,
  }
}

/** Reasons given now stand for those given before. */
function overridesOf(point: StoredConnection, { overrides = [] }: WantedStep): Override[] {
  const given = new Map((point.work?.overrides ?? []).map((one) => [one.code, one]))
  for (const one of overrides) given.set(one.code, one)
  return [...given.values()]
}

function workAfter(point: StoredConnection, wanted: WantedStep): TieInWork {
  const { rejection: _rejected, builtOn, survey, ...kept } = point.work ?? {}
  const overrides = overridesOf(point, wanted)
  const work: TieInWork = { ...kept, ...(overrides.length === 0 ? {} : { overrides }) }
  if (wanted.step === 'reject') return { ...work, rejection: wanted.note ?? '' }
  if (wanted.step === 'build') return { ...work, builtOn: wanted.builtOn ?? undefined }
  if (wanted.step === 'verify' && wanted.survey) {
    const { on, position, invert, accepted } = wanted.survey
    const design = { position: point.position, invertEnd: point.facts.invertEnd }
    const difference = compareAsBuilt(design, { position, invert }, tolerance)
    const measured = { distance: difference.distance, difference: difference.invert }
    return { ...work, builtOn, survey: { on, position, invert, accepted, ...measured } }
  }
  // Back from the survey the date of the works stays; back from the works nothing of them does.
  return wanted.step === 'take_back' && point.state === 'VERIFIED' && survey !== undefined
    ? { ...work, builtOn }
    : work
}
