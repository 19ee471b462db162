import type { ScoringVersionAnswer } from '#core/api/scoring-tables.ts'
import { api, ApiError } from '../api/client.ts'
import { i18n } from '../locales/i18n.ts'
import { useMessages } from '../stores/messages.ts'
import { useScoringSheets } from '../stores/scoring-sheets.ts'
import { useView } from '../stores/view.ts'
import { loadOpenCompound, loadYear } from './load-desk.ts'

/** Opens the sheet with its versions; a draft that was not saved is still there. */
export async function openScoringSheets(): Promise<void> {
  const sheets = useScoringSheets()
  sheets.open = true
  if (!sheets.isDirty) await sheets.load()
}

/** A new draft as a copy of the version on screen. */
export async function newScoringDraft(): Promise<void> {
  const sheets = useScoringSheets()
  sheets.put(await api.newScoringDraft(sheets.chosenId))
}

/** Saves the draft; false where somebody else saved first, and then nothing of it is lost. */
export async function saveScoringDraft(): Promise<boolean> {
  const sheets = useScoringSheets()
  const { chosen, table } = sheets
  if (chosen === null || table === null) return false
  try {
    sheets.put(await api.saveScoringDraft(table, chosen.version))
  } catch (error) {
    if (!(error instanceof ApiError) || error.problem.status !== 412) throw error
    sheets.conflict = error.problem.current as ScoringVersionAnswer
    return false
  }
  useMessages().toast(i18n.global.t('scoring.saved'))
  return true
}

/** Which ranks the sheet on screen would move, saved or not. */
export async function previewScoring(): Promise<void> {
  const sheets = useScoringSheets()
  const { chosen, table } = sheets
  if (chosen === null || table === null) return
  const preview = await api.previewScoring(chosen.id, table, useView().year)
  if (sheets.table === table) sheets.preview = preview
}

/** Publishes the saved draft; with `isForYear` the plan year on screen is scored by it from now on. */
export async function publishScoring(reason: string, isForYear: boolean): Promise<void> {
  const sheets = useScoringSheets()
  const { chosen } = sheets
  if (chosen === null) return
  const years = isForYear ? [useView().year] : []
  sheets.put(await api.publishScoring(chosen.id, { reason, years }, chosen.version))
  await Promise.all([sheets.load(), loadYear(), loadOpenCompound()])
  useMessages().toast(i18n.global.t('scoring.published', { title: chosen.document.title }))
}

export async function deleteScoringDraft(): Promise<void> {
  const sheets = useScoringSheets()
  const { chosen } = sheets
  if (chosen === null) return
  await api.deleteScoringDraft(chosen.id, chosen.version)
  sheets.choose('')
  await sheets.load()
}
