import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { ReviewAnswer } from '#core/api/score-review.ts'
import type { ReviewColumn, ReviewEntry, ReviewFinding, ScoreSheet } from '#core/compound/score-sheet.ts'
import { columnBefore, reviewOf } from '#core/programme/review-columns.ts'
import { withColumn, type ColumnEdit } from '#core/programme/review-edit.ts'
import { reviewFaults } from '#core/programme/review-faults.ts'
import { scoreColumns } from '#core/programme/score-review.ts'
import { reviewRulesOf, type ScoringTable } from '#core/programme/scoring-table.ts'
import { api } from '../api/client.ts'
import { useKeptDrafts } from './kept-drafts.ts'
import type { LoadState } from './loading.ts'

/** A column being filled in. Entries are what will be sent; nothing of it is lost while it is not saved. */
export interface ReviewDraft {
  readonly column: ReviewColumn
  /** The version of the compound it was begun from. */
  readonly version: number
  readonly entries: Readonly<Record<string, ReviewEntry>>
  /** Signs every entry that has no reviewers of its own. */
  readonly reviewers: readonly string[]
  readonly findings: readonly ReviewFinding[]
  readonly touched: boolean
}

/** A draft as it is kept beside the page: what was filled in by one version of the sheet. */
interface KeptReview {
  readonly tableId: string
  readonly draft: ReviewDraft
}

/** The review of one compound, and the column somebody is filling in. */
export const useScoreReview = defineStore('scoreReview', () => {
  const open = ref(false)
  const answer = shallowRef<ReviewAnswer | null>(null)
  const table = shallowRef<ScoringTable | null>(null)
  const state = ref<LoadState>({ kind: 'idle' })
  const draft = shallowRef<ReviewDraft | null>(null)
  /** The record as somebody else left it while this draft was written. */
  const conflict = shallowRef<ReviewAnswer | null>(null)
  const keeper = useKeptDrafts()
  const key = computed(() => `review/${answer.value?.compoundId ?? ''}/${answer.value?.year ?? ''}`)
  /** What was filled in here before and not saved; offered while nothing is being filled in. */
  const kept = computed<KeptReview | null>(() =>
    draft.value === null && answer.value !== null ? keeper.of<KeptReview>(key.value) : null,
  )

  const sheet = computed<ScoreSheet | null>(() =>
    answer.value?.sheet ? { facts: {}, ...answer.value.sheet } : null,
  )
  const edit = computed<ColumnEdit | null>(() => {
    const now = draft.value
    if (now === null) return null
    const entries = Object.fromEntries(
      Object.entries(now.entries).map(([id, entry]) => [id, signed(entry, now.reviewers)]),
    )
    return { column: now.column, entries, ...(now.column === 'recheck' ? { findings: now.findings } : {}) }
  })
  /** The three columns scored, with the draft in its place: the same function as everywhere. */
  const scored = computed(() => {
    if (table.value === null || answer.value === null) return null
    const { register } = answer.value
    const now =
      edit.value === null ? sheet.value : withColumn(table.value, sheet.value, edit.value, register, '')
    return scoreColumns(table.value, now, register)
  })
  const faults = computed(() => {
    if (table.value === null || answer.value === null || edit.value === null) return []
    return reviewFaults(table.value, sheet.value, edit.value, answer.value.register)
  })
  const isDirty = computed(() => draft.value?.touched ?? false)

  async function load(compoundId: string, year: number): Promise<void> {
    state.value = { kind: 'loading' }
    if (answer.value?.compoundId !== compoundId) reset()
    try {
      const review = await api.review(compoundId, year)
      const version = await api.scoringTable(review.tableId)
      answer.value = review
      table.value = version.document
      state.value = { kind: 'ready' }
    } catch (error) {
      state.value = { kind: 'error', message: error instanceof Error ? error.message : String(error) }
    }
  }

  /** Begins a column: what it says already, and for the rest what the column before says, to be confirmed or changed. */
  function begin(column: ReviewColumn): void {
    if (table.value === null || answer.value === null) return
    const known = sheet.value === null ? null : reviewOf(sheet.value, table.value)
    const own = known?.columns[column]?.entries ?? {}
    const entries: Record<string, ReviewEntry> = {}
    for (const { id } of table.value.criteria) {
      const entry = own[id] ?? (column === 'recheck' ? undefined : copied(id, column))
      if (entry !== undefined) entries[id] = entry
    }
    const signers = Object.values(own)[0]?.reviewers ?? []
    const blank = Array.from(
      { length: column === 'recheck' ? reviewRulesOf(table.value).recheckReviewers : 1 },
      () => '',
    )
    draft.value = {
      column,
      version: answer.value.version,
      entries,
      reviewers: signers.length > 0 ? signers : column === 'self' ? [] : blank,
      findings: known?.findings ?? [],
      touched: false,
    }
  }

  /** What the nearest earlier column says of a criterion, without its reason and its names. */
  function copied(criterionId: string, column: ReviewColumn): ReviewEntry {
    const empty = { evidence: [], reviewers: [], on: '' }
    if (sheet.value === null || table.value === null) return empty
    const review = reviewOf(sheet.value, table.value)
    const before = columnBefore(review, column, criterionId)
    const entry = before === null ? undefined : review.columns[before]?.entries[criterionId]
    if (entry === undefined) return empty
    const { fact, points, reason } = entry
    return {
      ...empty,
      ...(fact === undefined ? {} : { fact }),
      ...(points === undefined ? {} : { points, ...(reason === undefined ? {} : { reason }) }),
    }
  }

  function change(part: Partial<ReviewDraft>): void {
    if (draft.value === null || answer.value === null) return
    draft.value = { ...draft.value, ...part, touched: true }
    keeper.keep(key.value, { tableId: answer.value.tableId, draft: draft.value })
  }

  /** Sets what the column says of a criterion; null takes it out again (not re-checked yet). */
  function setEntry(criterionId: string, entry: ReviewEntry | null): void {
    if (draft.value === null) return
    const { [criterionId]: _before, ...others } = draft.value.entries
    change({ entries: entry === null ? others : { ...others, [criterionId]: entry } })
  }

  /** Confirms every criterion the column says nothing of as the column before has it. */
  function confirmRest(): void {
    if (draft.value === null || table.value === null) return
    const { column, entries } = draft.value
    const rest = table.value.criteria.filter(({ id }) => entries[id] === undefined)
    change({ entries: { ...entries, ...Object.fromEntries(rest.map(({ id }) => [id, copied(id, column)])) } })
  }

  /** Takes up again what was left; of another version of the sheet only the criteria both have. */
  function restore(): void {
    if (kept.value === null || table.value === null) return
    const { draft: left } = kept.value
    const known = new Set(table.value.criteria.map(({ id }) => id))
    const entries = Object.entries(left.entries).filter(([id]) => known.has(id))
    draft.value = { ...left, entries: Object.fromEntries(entries) }
  }

  function discard(): void {
    keeper.drop(key.value)
    close()
  }

  function close(): void {
    draft.value = null
    conflict.value = null
  }

  /** Takes the record somebody else left as the base of the draft that was kept. */
  function rebase(current: ReviewAnswer): void {
    answer.value = current
    if (draft.value !== null) draft.value = { ...draft.value, version: current.version }
    conflict.value = null
  }

  /** Another compound: a draft of the one before stays kept. */
  function reset(): void {
    close()
    answer.value = null
    table.value = null
  }

  return {
    open,
    answer,
    table,
    state,
    draft,
    conflict,
    sheet,
    edit,
    scored,
    faults,
    isDirty,
    load,
    begin,
    copied,
    change,
    setEntry,
    confirmRest,
    kept,
    restore,
    discard,
    rebase,
  }
})

function signed(entry: ReviewEntry, reviewers: readonly string[]): ReviewEntry {
  const named = reviewers.map((name) => name.trim()).filter((name) => name !== '')
  return entry.reviewers.length > 0 ? entry : { ...entry, reviewers: named }
}
