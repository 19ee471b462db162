import type { ReviewAnswer, ReviewColumnBody } from '#core/api/score-review.ts'
import type { ReviewColumn } from '#core/compound/score-sheet.ts'
import type { ColumnEdit } from '#core/programme/review-edit.ts'
import { api, ApiError } from '../api/client.ts'
import { i18n } from '../locales/i18n.ts'
import { useHistory } from '../stores/history.ts'
import { useMessages } from '../stores/messages.ts'
import { useScoreReview } from '../stores/score-review.ts'
import { useView } from '../stores/view.ts'
import { loadOpenCompound, loadYear } from './load-desk.ts'

/** Opens the three columns of a compound; a draft of it that was not saved is still there. */
export async function openReview(compoundId: string): Promise<void> {
  const review = useScoreReview()
  review.open = true
  if (review.answer?.compoundId === compoundId && review.draft !== null) return
  await review.load(compoundId, useView().year)
}

/** Saves the draft; false where it was refused, and then nothing of it is lost. */
export async function saveReview(): Promise<boolean> {
  const review = useScoreReview()
  const { answer, draft, edit } = review
  if (answer === null || draft === null || edit === null) return false
  const { compoundId, name } = answer
  const { column } = draft
  const before = bodyOf(answer, column)
  const after = bodyOfEdit(edit)
  const { year } = useView()
  try {
    const stored = await api.saveReview({ compoundId, column, body: after, version: draft.version, year })
    review.discard()
    await show(stored)
  } catch (error) {
    if (!(error instanceof ApiError) || error.problem.status !== 412) throw error
    review.conflict = error.problem.current as ReviewAnswer
    return false
  }
  const { t } = i18n.global
  const filled = { compoundId, column, year, name }
  useHistory().record({
    label: t('review.step', { column: t(`review.columns.${column}`), name }),
    do: () => turn(filled, before, after),
    undo: () => turn(filled, after, before),
  })
  useMessages().toast(t('review.saved', { name }))
  return true
}

interface FilledColumn {
  readonly compoundId: string
  readonly column: ReviewColumn
  readonly year: number
  readonly name: string
}

/**
 * Writes `to` where the column still says `from`, from the version that stands now; what a colleague has put there
 * since is theirs. A sheet that the re-check has locked is opened again first, which stays on record.
 */
async function turn(
  { compoundId, column, year, name }: FilledColumn,
  from: ReviewColumnBody,
  to: ReviewColumnBody,
): Promise<void> {
  const { t } = i18n.global
  let now = await api.review(compoundId, year)
  if (columnText(bodyOf(now, column)) !== columnText(from)) throw new Error(t('review.movedOn', { name }))
  if (now.sheet !== null && now.sheet.recheckedOn !== null) {
    if (column !== 'recheck') throw new Error(t('review.lockedSince', { name }))
    now = await api.reopenReview({ compoundId, reason: t('review.undoReason'), version: now.version, year })
  }
  await show(await api.saveReview({ compoundId, column, body: to, version: now.version, year }))
}

/** What a column says, without the days the server has put to it. */
function columnText({ entries, findings = [] }: ReviewColumnBody): string {
  const said = Object.entries(entries)
    .map(([id, { fact, points, reason, evidence, reviewers }]) => [
      id,
      fact ?? null,
      points ?? null,
      reason ?? '',
      evidence ?? [],
      reviewers ?? [],
    ])
    .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))
  return JSON.stringify([said, findings.map(({ on: _on, ...finding }) => finding)])
}

/** Opens a locked sheet again; the reason goes into the record and the audit log. */
export async function reopenReview(reason: string): Promise<void> {
  const review = useScoreReview()
  const { answer } = review
  if (answer === null) return
  const { compoundId, name, version } = answer
  try {
    await show(await api.reopenReview({ compoundId, reason, version, year: useView().year }))
    const { t } = i18n.global
    useHistory().record({ label: t('review.reopen.step', { name }), final: t('review.reopen.final') })
  } catch (error) {
    if (error instanceof ApiError && error.problem.status === 412) {
      review.answer = error.problem.current as ReviewAnswer
    }
    throw error
  }
}

async function show(stored: ReviewAnswer): Promise<void> {
  const review = useScoreReview()
  if (review.answer?.compoundId === stored.compoundId) review.answer = stored
  await Promise.all([loadYear(), loadOpenCompound()])
}

function bodyOf({ sheet }: ReviewAnswer, column: ReviewColumn): ReviewColumnBody {
  const entries = sheet?.review.columns[column]?.entries ?? {}
  return { entries, ...(column === 'recheck' ? { findings: sheet?.review.findings ?? [] } : {}) }
}

function bodyOfEdit({ entries, findings }: ColumnEdit): ReviewColumnBody {
  const written = Object.entries(entries).map(([id, entry]) => [
    id,
    { ...entry, evidence: [...entry.evidence], reviewers: [...entry.reviewers] },
  ])
  const body = { entries: Object.fromEntries(written) as ReviewColumnBody['entries'] }
  if (findings === undefined) return body
  return {
    ...body,
    findings: findings.map((one) => ({ ...one, evidence: [...one.evidence], reviewers: [...one.reviewers] })),
  }
}
