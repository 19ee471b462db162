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
  let stored: ReviewAnswer
  try {
    stored = await api.saveReview({ compoundId, column, body: after, version: draft.version, year })
  } catch (error) {
    if (!(error instanceof ApiError) || error.problem.status !== 412) throw error
    review.conflict = error.problem.current as ReviewAnswer
    return false
  }
  review.discard()
  await show(stored)
  const { t } = i18n.global
  useHistory().record({
    label: t('review.step', { column: t(`review.columns.${column}`), name }),
    do: async () => {
      stored = await api.saveReview({ compoundId, column, body: after, version: stored.version, year })
      await show(stored)
    },
    undo: async () => {
      if (stored.sheet !== null && stored.sheet.recheckedOn !== null) {
        const reason = t('review.undoReason')
        stored = await api.reopenReview({ compoundId, reason, version: stored.version, year })
      }
      stored = await api.saveReview({ compoundId, column, body: before, version: stored.version, year })
      await show(stored)
    },
  })
  useMessages().toast(t('review.saved', { name }))
  return true
}

/** Opens a locked sheet again; the reason goes into the record and the audit log. */
export async function reopenReview(reason: string): Promise<void> {
  const review = useScoreReview()
  const { answer } = review
  if (answer === null) return
  const { compoundId, version } = answer
  try {
    await show(await api.reopenReview({ compoundId, reason, version, year: useView().year }))
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
