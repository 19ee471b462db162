import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { WireBuilding } from '#core/api/building-edits.ts'
import { BLANK_BUILDING, type BuildingFieldId } from '#core/compound/building-fields.ts'
import type { BuildingChange } from '#core/compound/building-edit.ts'
import { useKeptDrafts } from './kept-drafts.ts'

/** A compound's buildings being corrected. */
export interface BuildingDraft {
  readonly id: string
  /** Of the compound, as they were begun from. */
  readonly version: number
  readonly base: readonly WireBuilding[]
  /** New values by building id and field, only where they differ from `base`. */
  readonly set: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly add: readonly Readonly<Record<string, unknown>>[]
  readonly remove: readonly string[]
  readonly reason: string
  /** What somebody else has changed since it was begun: shown until it is read. */
  readonly theirs: readonly BuildingChange[]
}

const keyOf = (id: string): string => `buildings/${id}`

/** Drafts of buildings by compound; kept like every half-filled form. */
export const useBuildingDrafts = defineStore('building-drafts', () => {
  const keeper = useKeptDrafts()
  /** The compound whose buildings stand as a form; null while they are only read. */
  const editing = ref<string | null>(null)
  const draft = computed(() =>
    editing.value === null ? null : keeper.of<BuildingDraft>(keyOf(editing.value)),
  )

  function has(id: string): boolean {
    return keeper.of(keyOf(id)) !== null
  }

  /** Opens the form: on the draft there is, else on the record. */
  function begin(id: string, version: number, base: readonly WireBuilding[]): void {
    editing.value = id
    if (!has(id)) put({ id, version, base, set: {}, add: [], remove: [], reason: '', theirs: [] })
  }

  /** Leaves the form; what was begun stays as a draft, an empty one goes. */
  function leave(): void {
    if (draft.value !== null && sizeOf(draft.value) === 0) discard()
    editing.value = null
  }

  function discard(): void {
    if (editing.value !== null) keeper.drop(keyOf(editing.value))
    editing.value = null
  }

  function setFact(building: string, field: BuildingFieldId, value: unknown): void {
    const now = draft.value
    const was = now?.base.find(({ id }) => id === building)
    if (now === null || was === undefined) return
    const { [field]: _before, ...others } = now.set[building] ?? {}
    const facts = value === was[field] ? others : { ...others, [field]: value }
    const { [building]: _all, ...rest } = now.set
    put({ ...now, set: Object.keys(facts).length === 0 ? rest : { ...rest, [building]: facts } })
  }

  function setAdded(at: number, field: BuildingFieldId, value: unknown): void {
    const now = draft.value
    if (now === null) return
    put({ ...now, add: now.add.map((facts, place) => (place === at ? { ...facts, [field]: value } : facts)) })
  }

  function addBuilding(): void {
    const now = draft.value
    if (now !== null) put({ ...now, add: [...now.add, { ...BLANK_BUILDING }] })
  }

  function dropAdded(at: number): void {
    const now = draft.value
    if (now !== null) put({ ...now, add: now.add.filter((_facts, place) => place !== at) })
  }

  /** Takes a building out, or leaves it in again. */
  function toggleRemoved(building: string): void {
    const now = draft.value
    if (now === null) return
    const isOut = now.remove.includes(building)
    put({
      ...now,
      remove: isOut ? now.remove.filter((id) => id !== building) : [...now.remove, building],
    })
  }

  function setReason(reason: string): void {
    if (draft.value !== null) put({ ...draft.value, reason })
  }

  /** Goes on from the record as somebody else has left it; mine stay where they still have a place. */
  function rebase(version: number, base: readonly WireBuilding[], theirs: readonly BuildingChange[]): void {
    const now = draft.value
    if (now === null) return
    const there = new Set(base.map(({ id }) => id))
    put({
      ...now,
      version,
      base,
      theirs,
      set: Object.fromEntries(Object.entries(now.set).filter(([id]) => there.has(id))),
      remove: now.remove.filter((id) => there.has(id)),
    })
  }

  function put(next: BuildingDraft): void {
    keeper.keep(keyOf(next.id), next)
  }

  return {
    editing,
    draft,
    has,
    begin,
    leave,
    discard,
    setFact,
    setAdded,
    addBuilding,
    dropAdded,
    toggleRemoved,
    setReason,
    rebase,
  }
})

/** How many values and buildings a draft changes. */
export function sizeOf({ set, add, remove }: BuildingDraft): number {
  const values = Object.values(set).reduce((sum, facts) => sum + Object.keys(facts).length, 0)
  return values + add.length + remove.length
}
