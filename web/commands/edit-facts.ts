import { sameFact, type FactChange } from '#core/compound/facts.ts'
import type { CompoundBatchAnswer } from '#core/api/compound-edits.ts'
import { api, ApiError } from '../api/client.ts'
import { i18n } from '../locales/i18n.ts'
import { useDrafts, type FactRecord } from '../stores/drafts.ts'
import { useHistory } from '../stores/history.ts'
import { useMessages } from '../stores/messages.ts'
import { useSelection } from '../stores/selection.ts'
import { useView } from '../stores/view.ts'
import { loadOpenCompound, loadYear } from './load-desk.ts'

/** What was written to one compound. */
interface Written {
  readonly id: string
  readonly changes: readonly FactChange[]
}

/** Facts by name, as they go over the wire. */
type FactSet = Readonly<Record<string, unknown>>

/** How a save ended. `conflict`: the draft now shows both sides. `offline`: the draft stays, to be tried again. */
export type SaveOutcome =
  | { readonly kind: 'saved' }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'offline' }
  | { readonly kind: 'refused'; readonly text: string }

/** Saves the draft of a compound as one step that can be taken back. */
export async function saveDraft(id: string): Promise<SaveOutcome> {
  const drafts = useDrafts()
  const draft = drafts.drafts[id]
  if (draft === undefined) return { kind: 'saved' }
  const { year } = useView()
  try {
    const body = { set: draft.set, reason: draft.reason }
    const { compound, changes } = await api.patchCompound(id, year, draft.base.version, body)
    drafts.discard(id)
    const written = [{ id, changes: changes as readonly FactChange[] }]
    if (changes.length > 0) recordStep(written, stepLabel(compound.properties.name, written))
    await refreshRecords()
    useMessages().toast(i18n.global.t('edit.saved', { name: compound.properties.name }))
    return { kind: 'saved' }
  } catch (error) {
    if (!(error instanceof ApiError)) return { kind: 'offline' }
    if (error.problem.status === 412) {
      drafts.meet(id, error.problem.current as FactRecord)
      return { kind: 'conflict' }
    }
    return { kind: 'refused', text: error.problem.detail ?? error.message }
  }
}

/** Gives many compounds one fact, all of them or none, as one step that can be taken back. */
export async function saveBatch(
  edits: readonly { readonly id: string; readonly version: number; readonly set: FactSet }[],
  reason: string,
  fieldLabel: string,
): Promise<CompoundBatchAnswer> {
  const answer = await api.editCompounds(useView().year, { dryRun: false, reason, edits: [...edits] })
  const written = answer.rows
    .filter((row) => row.changes.length > 0)
    .map((row) => ({ id: row.id, changes: row.changes as readonly FactChange[] }))
  const { t } = i18n.global
  if (written.length > 0) recordStep(written, t('edit.batchStep', { field: fieldLabel, n: written.length }))
  await refreshRecords()
  useMessages().toast(t('edit.batchSaved', { n: written.length }))
  return answer
}

/** What edits would change in records and plan; nothing is written. */
export async function previewEdits(
  edits: readonly { readonly id: string; readonly version: number; readonly set: FactSet }[],
  signal?: AbortSignal,
): Promise<CompoundBatchAnswer> {
  return api.editCompounds(useView().year, { dryRun: true, edits: [...edits] }, signal)
}

/** Remembers what was written as a step that can be taken back. */
export function recordStep(written: readonly Written[], label: string): void {
  const { t } = i18n.global
  useHistory().record({
    label,
    undo: () => turn(written, 'before', t('edit.undoReason', { label })),
    do: () => turn(written, 'after', t('edit.redoReason', { label })),
  })
}

/**
 * Writes the values of before (or after) again, from the versions that stand now. Facts that somebody else has changed
 * since are theirs: then nothing is written.
 */
async function turn(written: readonly Written[], to: 'before' | 'after', reason: string): Promise<void> {
  const from = to === 'before' ? 'after' : 'before'
  const edits = written.map(({ id, changes }) => ({
    id,
    version: 0,
    set: Object.fromEntries(changes.map((change) => [change.field, change[to]])),
  }))
  const now = await previewEdits(edits)
  const moved = now.rows.filter((row) => {
    const ours = written.find(({ id }) => id === row.id)?.changes ?? []
    return row.changes.some(({ field, before }) => {
      const own = ours.find((change) => change.field === field)
      return own !== undefined && !sameFact(before, own[from])
    })
  })
  if (moved.length > 0)
    throw new Error(i18n.global.t('edit.movedOn', { names: moved.map(({ name }) => name).join('、') }))
  const versions = new Map(now.rows.map((row) => [row.id, row.version]))
  await api.editCompounds(useView().year, {
    dryRun: false,
    reason,
    edits: edits.map((edit) => ({ ...edit, version: versions.get(edit.id) ?? 0 })),
  })
  await refreshRecords()
}

/** "改列入拆改计划(新北里)"; of more than two facts the first and how many. */
function stepLabel(name: string, [only]: readonly Written[]): string {
  const { t } = i18n.global
  const fields = (only?.changes ?? []).map(({ field }) => t(`edit.fields.${field}`))
  const what =
    fields.length <= 2 ? fields.join('、') : t('edit.manyFields', { first: fields[0], n: fields.length })
  return t('edit.step', { name, what })
}

/** A write moves ranks and totals of others too: everything of the year is fetched anew. */
export async function refreshRecords(): Promise<void> {
  await Promise.all([loadYear(), useSelection().compoundId === null ? null : loadOpenCompound()])
}
