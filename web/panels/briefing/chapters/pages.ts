import type { Component } from 'vue'
import type { Chapter } from '../../../stores/briefing.ts'
import PlanChapter from './PlanChapter.vue'
import SpreadChapter from './SpreadChapter.vue'
import StandingChapter from './StandingChapter.vue'
import TieInChapter from './TieInChapter.vue'
import TotalsChapter from './TotalsChapter.vue'

/** What each chapter shows, on the wall and on paper. */
export const PAGES: Readonly<Record<Chapter, Component>> = {
  totals: TotalsChapter,
  spread: SpreadChapter,
  standing: StandingChapter,
  plan: PlanChapter,
  tieIns: TieInChapter,
}
