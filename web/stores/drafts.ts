import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { CompoundDetail } from '#core/api/compounds.ts'
import { factChanges, sameFact, type CompoundFacts, type FactId } from '#core/compound/facts.ts'

/** A record as it stood when somebody looked. */
export interface FactRecord {
  readonly version: number
  readonly facts: CompoundFacts
}

/** Corrections somebody has begun and not saved. */
export interface Draft {
  readonly id: string
  readonly name: string
  /** What they were begun on. */
  readonly base: FactRecord
  /** Only what differs from `base`. */
  readonly set: Readonly<Partial<Record<FactId, unknown>>>
  readonly reason: string
  /** The record as somebody else has saved it meanwhile; null while nobody has. */
  readonly theirs: FactRecord | null
}

const KEY = 'renewal-map.drafts'

/** Drafts by compound. They outlive a reload and a lost connection, and end with the tab. */
export const useDrafts = defineStore('drafts', () => {
  const drafts = shallowRef<Readonly<Record<string, Draft>>>(recall())
  /** The compound whose facts stand as a form; null while they are only read. */
  const editing = ref<string | null>(null)

  /** Opens the form: on the draft there is, else on the record. */
  function begin({ id, properties: { name, version, facts } }: CompoundDetail): void {
    editing.value = id
    const draft = drafts.value[id]
    if (draft === undefined) put({ id, name, base: { version, facts }, set: {}, reason: '', theirs: null })
    else if (draft.base.version !== version) meet(id, { version, facts })
  }

  /** Leaves the form; what was begun stays as a draft, an empty one goes. */
  function leave(): void {
    const draft = editing.value === null ? undefined : drafts.value[editing.value]
    if (draft !== undefined && Object.keys(draft.set).length === 0) discard(draft.id)
    editing.value = null
  }

  function discard(id: string): void {
    const { [id]: _gone, ...others } = drafts.value
    drafts.value = others
    if (editing.value === id) editing.value = null
    store()
  }

  function setFact(id: string, field: FactId, value: unknown): void {
    const draft = drafts.value[id]
    if (draft === undefined) return
    const { [field]: _before, ...others } = draft.set
    put({ ...draft, set: sameFact(value, draft.base.facts[field]) ? others : { ...others, [field]: value } })
  }

  function setReason(id: string, reason: string): void {
    const draft = drafts.value[id]
    if (draft !== undefined) put({ ...draft, reason })
  }

  /** Somebody else has saved the record: where both changed the same fact the person decides. */
  function meet(id: string, theirs: FactRecord): void {
    const draft = drafts.value[id]
    if (draft === undefined) return
    if (conflictsOf({ ...draft, theirs }).length > 0) put({ ...draft, theirs })
    else put(rebased(draft, theirs, []))
  }

  /** Goes on from their record with my values, save those of `taken` that both changed. */
  function settle(id: string, taken: readonly FactId[]): void {
    const draft = drafts.value[id]
    if (draft === undefined || draft.theirs === null) return
    const disputed = conflictsOf(draft).map(({ field }) => field)
    put(
      rebased(
        draft,
        draft.theirs,
        taken.filter((field) => disputed.includes(field)),
      ),
    )
  }

  function put(draft: Draft): void {
    drafts.value = { ...drafts.value, [draft.id]: draft }
    store()
  }

  function store(): void {
    try {
      sessionStorage.setItem(KEY, JSON.stringify(drafts.value))
    } catch {
      // Without storage a draft lasts as long as the page.
    }
  }

  return { drafts, editing, begin, leave, discard, setFact, setReason, meet, settle }
})

/** One fact that both changed, and each to something else. */
export interface FactConflict {
  readonly field: FactId
  readonly before: unknown
  readonly mine: unknown
  readonly theirs: unknown
}

export function conflictsOf({ base, set, theirs }: Draft): readonly FactConflict[] {
  if (theirs === null) return []
  return factChanges(base.facts, theirs.facts).flatMap(({ field, before, after }) =>
    field in set && !sameFact(set[field], after) ? [{ field, before, mine: set[field], theirs: after }] : [],
  )
}

/** What they changed and I did not: it simply holds. */
export function theirChanges({ base, set, theirs }: Draft) {
  return theirs === null ? [] : factChanges(base.facts, theirs.facts).filter(({ field }) => !(field in set))
}

function rebased(draft: Draft, theirs: FactRecord, taken: readonly FactId[]): Draft {
  const kept = Object.entries(draft.set).filter(
    ([field, value]) => !taken.includes(field as FactId) && !sameFact(value, theirs.facts[field as FactId]),
  )
  return { ...draft, base: theirs, set: Object.fromEntries(kept), theirs: null }
}

function recall(): Readonly<Record<string, Draft>> {
  try {
    const text = sessionStorage.getItem(KEY)
    return text === null ? {} : (JSON.parse(text) as Record<string, Draft>)
  } catch {
    return {}
  }
}
