/** The rules a what-if runs, in one piece: fetched when somebody first tries something, not with the first map. */
export { selectProgramme } from '#core/programme/evaluate.ts'
export { planningProgramme } from '#core/programme/planning-columns.ts'
export { compareEvaluations } from '#core/programme/what-if/compare.ts'
