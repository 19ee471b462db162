import type { ImportView } from '#core/api/imports.ts'

export const STEPS = ['file', 'columns', 'places', 'check', 'preview'] as const
export type ImportStep = (typeof STEPS)[number]

/** How far an import has come: the step that shows what is to be done next. */
export function stepOf(view: ImportView | null): ImportStep {
  if (view === null) return 'file'
  if (view.state !== 'open' || view.running?.step === 'applying') return 'preview'
  if (view.running !== null || view.unreadable !== null || view.failure !== null) return 'check'
  if (view.report === null) return 'columns'
  return view.report.faultCount > 0 ? 'check' : 'preview'
}
