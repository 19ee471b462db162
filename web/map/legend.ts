import type { Eligibility } from '#core/compound/verdict.ts'
import type { Colouring, LayerGroup } from '../stores/view.ts'
import { PLAN_MARKS, type PlanMark } from '../stores/plan-marks.ts'
import type { Palette } from './style/palette.ts'
import type { ScoreBreaks } from './style/score-classes.ts'
import { REVIEW_MARKS, type ReviewMark } from './style/review-marks.ts'
import { DASHED_MARKS, planMarkColour } from './style/plan-marks.ts'
import { FOOTPRINT_ZOOM } from './style/compounds.ts'
import { CAPACITY_SIGNS, CONNECTION_SIGNS, PIPE_SIGNS, VERDICT_SIGNS, pipeColour } from './style/symbology.ts'
import type { CapacitySignId, ConnectionSignId, PipeSignId, Surface } from './style/symbology.ts'

export interface AreaEntry {
  readonly kind: 'area'
  readonly id: Eligibility
  readonly colour: string
  readonly tint: number
  readonly surface: Surface
}

export interface RampEntry {
  readonly kind: 'ramp'
  readonly colours: readonly string[]
  /** One fewer than colours: what stands between each two. */
  readonly breaks: readonly number[]
  readonly none: string
}

export interface LineEntry {
  readonly kind: 'line'
  readonly id: PipeSignId | CapacitySignId
  readonly colour: string
  readonly dashed: boolean
  readonly crossed: boolean
  readonly thick: boolean
}

export interface TieInEntry {
  readonly kind: 'tie-in'
  readonly id: ConnectionSignId
  readonly colour: string
  readonly dashed: boolean
}

export interface PlanMarkEntry {
  readonly kind: 'plan'
  readonly id: PlanMark
  readonly colour: string
  readonly dashed: boolean
}

/** State of a score review, drawn beside its disc. */
export interface ReviewEntry {
  readonly kind: 'review'
  readonly id: ReviewMark
  readonly colour: string
}

export type LegendEntry = ReviewEntry | AreaEntry | RampEntry | LineEntry | TieInEntry | PlanMarkEntry

export interface LegendGroup {
  readonly id: 'compounds' | 'plans' | 'pipes' | 'connections' | 'capacity'
  readonly entries: readonly LegendEntry[]
}

export interface LegendState {
  readonly palette: Palette
  readonly colouring: Colouring
  readonly breaks: ScoreBreaks
  readonly hidden: readonly LayerGroup[]
  readonly zoom: number
  /** Tie-ins are signs from the whole district down. */
  readonly tieInsFirst: boolean
  /** The way to an outfall is drawn. */
  readonly tracing: boolean
  /** What a what-if or a comparison points out. */
  readonly marks: ReadonlySet<PlanMark>
  /** States of tie-ins that are there. */
  readonly signs: ReadonlySet<ConnectionSignId>
}

/** The legend says what is on the map now, from the very lists the layers are made of. */
export function legend(state: LegendState): LegendGroup[] {
  const close = state.zoom >= FOOTPRINT_ZOOM
  const groups: LegendGroup[] = [{ id: 'compounds', entries: compounds(state) }]
  if (state.marks.size > 0) groups.push({ id: 'plans', entries: plans(state) })
  if (close && !state.hidden.includes('pipes')) groups.push({ id: 'pipes', entries: pipes(state.palette) })
  if ((close || state.tieInsFirst) && !state.hidden.includes('connections')) {
    groups.push({ id: 'connections', entries: connections(state) })
  }
  if (state.tracing) groups.push({ id: 'capacity', entries: capacity(state.palette) })
  return groups
}

function compounds({ colouring, palette, breaks }: LegendState): LegendEntry[] {
  if (colouring === 'score') {
    const reviews = REVIEW_MARKS.map((id): ReviewEntry => ({
      kind: 'review',
      id,
      colour: id === 'pending' ? palette.verdict.unverified : palette.danger,
    }))
    return [{ kind: 'ramp', colours: palette.score, breaks, none: palette.noScore }, ...reviews]
  }
  return VERDICT_SIGNS.map(({ id, surface }) => ({
    kind: 'area',
    id,
    colour: palette.verdict[id],
    tint: palette.tint,
    surface,
  }))
}

function plans({ marks, palette }: LegendState): LegendEntry[] {
  return PLAN_MARKS.filter((mark) => marks.has(mark)).map((id) => ({
    kind: 'plan',
    id,
    colour: planMarkColour(id, palette),
    dashed: DASHED_MARKS.includes(id),
  }))
}

function pipes(palette: Palette): LegendEntry[] {
  return PIPE_SIGNS.map(({ id, dashed }) => ({
    kind: 'line',
    id,
    colour: pipeColour(id, palette),
    dashed,
    crossed: id === 'abandoned',
    thick: false,
  }))
}

/** What every plan has, and whatever else is there. */
const USUAL: readonly ConnectionSignId[] = ['proposed', 'confirmed', 'rejected']

function connections({ palette, signs }: LegendState): LegendEntry[] {
  return CONNECTION_SIGNS.filter(({ id }) => USUAL.includes(id) || signs.has(id)).map(({ id, dashed }) => ({
    kind: 'tie-in',
    id,
    colour: id === 'rejected' ? palette.danger : palette.accent,
    dashed,
  }))
}

function capacity(palette: Palette): LegendEntry[] {
  return CAPACITY_SIGNS.map(({ id }) => ({
    kind: 'line',
    id,
    colour: palette.capacity[id],
    dashed: false,
    crossed: false,
    thick: true,
  }))
}
