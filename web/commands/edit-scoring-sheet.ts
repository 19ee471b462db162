import type { ScoringVersionAnswer } from '#core/api/scoring-tables.ts'
import type { ScoringTable } from '#core/programme/scoring-table.ts'
import { api, ApiError } from '../api/client.ts'
import { i18n } from '../locales/i18n.ts'
import { useHistory } from '../stores/history.ts'
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
  const from = sheets.chosenId
  let draft = await api.newScoringDraft(from)
  sheets.put(draft)
  useHistory().record({
    label: step('created', draft),
    undo: () => remove(draft),
    do: async () => {
      draft = await api.newScoringDraft(from)
      sheets.put(draft)
    },
  })
}

/** Saves the draft; false where somebody else saved first, and then nothing of it is lost. */
export async function saveScoringDraft(): Promise<boolean> {
  const sheets = useScoringSheets()
  const { chosen, table } = sheets
  if (chosen === null || table === null) return false
  let saved: ScoringVersionAnswer
  try {
    saved = await api.saveScoringDraft(table, chosen.version)
    sheets.put(saved)
  } catch (error) {
    if (!(error instanceof ApiError) || error.problem.status !== 412) throw error
    sheets.conflict = error.problem.current as ScoringVersionAnswer
    return false
  }
  const [before, after] = [chosen.document, saved.document]
  useHistory().record({
    label: step('changed', saved),
    undo: () => turn(after, before),
    do: () => turn(before, after),
  })
  useMessages().toast(i18n.global.t('scoring.saved'))
  return true
}

/** Writes `to` where the draft still says `from`; what a colleague has put there since is theirs. */
async function turn(from: ScoringTable, to: ScoringTable): Promise<void> {
  const now = await api.scoringTable(from.id)
  if (JSON.stringify(now.document) !== JSON.stringify(from)) {
    throw new Error(i18n.global.t('scoring.movedOn', { title: now.document.title }))
  }
  useScoringSheets().put(await api.saveScoringDraft(to, now.version))
}

/** Deletes a draft as it stands now. */
async function remove({ id, document }: ScoringVersionAnswer): Promise<void> {
  const now = await api.scoringTable(id)
  if (JSON.stringify(now.document) !== JSON.stringify(document)) {
    throw new Error(i18n.global.t('scoring.movedOn', { title: now.document.title }))
  }
  await api.deleteScoringDraft(id, now.version)
  await useScoringSheets().drop(id)
}

function step(
  what: 'created' | 'changed' | 'deleted' | 'published',
  { document }: ScoringVersionAnswer,
): string {
  return i18n.global.t(`scoring.steps.${what}`, { title: document.title })
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
  useHistory().record({ label: step('published', chosen), final: i18n.global.t('scoring.publishedForGood') })
  await Promise.all([sheets.load(), loadYear(), loadOpenCompound()])
  useMessages().toast(i18n.global.t('scoring.published', { title: chosen.document.title }))
}

export async function deleteScoringDraft(): Promise<void> {
  const sheets = useScoringSheets()
  const { chosen } = sheets
  if (chosen === null) return
  await api.deleteScoringDraft(chosen.id, chosen.version)
  await sheets.drop(chosen.id)
  let draft = chosen
  const { basedOn } = chosen
  if (basedOn === null) return
  useHistory().record({
    label: step('deleted', chosen),
    do: () => remove(draft),
    undo: async () => {
      const copy = await api.newScoringDraft(basedOn)
      draft = await api.saveScoringDraft({ ...draft.document, id: copy.id }, copy.version)
      sheets.put(draft)
    },
  })
}
