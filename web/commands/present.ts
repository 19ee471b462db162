import type { Eligibility } from '#core/compound/verdict.ts'
import { CHAPTERS, useBriefing, type Chapter } from '../stores/briefing.ts'
import { useFilters } from '../stores/filters.ts'
import { useSelection } from '../stores/selection.ts'
import { useView } from '../stores/view.ts'
import { openCompound } from './open-compound.ts'

/** Starts the presentation where it was left. */
export function present(): void {
  presentPlan(null)
}

/** Tells of a saved plan, with the figures it froze; null: of the plan as it stands. */
export function presentPlan(planId: string | null): void {
  const briefing = useBriefing()
  briefing.planId = planId
  briefing.open = true
}

/** Back to the desk, which is as it was. */
export function endPresenting(): void {
  useBriefing().open = false
}

export function goToChapter(chapter: Chapter): void {
  useBriefing().chapter = chapter
}

/** The next (1) or the one before (−1); the ends hold. */
export function stepChapter(by: 1 | -1): void {
  const briefing = useBriefing()
  const next = CHAPTERS[CHAPTERS.indexOf(briefing.chapter) + by]
  if (next !== undefined) briefing.chapter = next
}

/** What a figure of the presentation stands for, as the desk would filter it. */
export interface DeskFilter {
  readonly selectedOnly?: boolean
  readonly eligibilities?: readonly Eligibility[]
  readonly subdistricts?: readonly string[]
}

/** From a figure to the records behind it. */
export function showOnDesk(wanted: DeskFilter): void {
  const filters = useFilters()
  filters.reset()
  filters.selectedOnly = wanted.selectedOnly ?? false
  filters.eligibilities = [...(wanted.eligibilities ?? [])]
  filters.subdistricts = [...(wanted.subdistricts ?? [])]
  useSelection().selectCompound(null)
  useView().listOpen = true
  endPresenting()
}

/** From a name in the presentation to the compound on the desk. */
export function showCompoundOnDesk(id: string): void {
  endPresenting()
  openCompound(id)
}
