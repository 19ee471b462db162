import type { DrainageRules } from '#core/drainage/rules.ts'
import type { Programme } from '#core/programme/programme.ts'
import type { ScoringDocument } from '../store/scoring-tables.ts'

/** A note that belongs on screen. */
interface Note {
  readonly key: string
  readonly label: string
}

/** What is still a suggestion of the system (未核定), so that nobody takes it for decided. */
export function unconfirmedNotes(
  programme: Programme | null,
  table: ScoringDocument | null,
  rules: DrainageRules,
): Note[] {
  const notes: Note[] = []
  if (!rules.rainConfirmed) notes.push({ key: 'rain', label: '暴雨强度公式未核定' })
  if (table !== null && table.status !== 'official') {
    notes.push({ key: 'scoring', label: '评分表为系统默认建议稿,未经区住建局核定' })
  }
  if (programme?.policy.reserves.confirmed === false) {
    notes.push({ key: 'reserves', label: '预留资金的拆分未核定' })
  }
  if (programme?.policy.baselineCostPerSquareMetre.confirmed === false) {
    notes.push({ key: 'baseline', label: '基准造价未核定' })
  }
  return notes
}
