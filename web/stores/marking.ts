import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { ConnectionProperties } from '#core/api/connections.ts'
import type { LngLat } from '#core/compound/compound.ts'
import type { Place } from '#core/drainage/place.ts'
import { EVERY_TARGET, type SnapKind, type TargetFilter } from '#core/tie-in/snap.ts'
import type { SeenPoint } from '../commands/tie-in-steps.ts'
import type { JudgedPlace, ListedTarget } from '../marking/judge-messages.ts'

/** A mark as it is being made: where, and how the branch runs. */
export interface MarkDraft {
  readonly place: Place | null
  /** Bends of a branch drawn by hand, from the compound to the main; null: the engine's own way. */
  readonly bends: readonly LngLat[] | null
}

const EMPTY: MarkDraft = { place: null, bends: null }

/** The point being marked by hand, what the engine says of it, and every step of drawing for undo. */
export const useMarking = defineStore('marking', () => {
  /** The point as it was when it was begun; null while nothing is marked. */
  const point = shallowRef<ConnectionProperties | null>(null)
  const state = ref<'loading' | 'ready' | 'error'>('loading')
  /** What the pointer does: look for a place, or draw the branch. */
  const tool = ref<'place' | 'branch'>('place')
  const past = shallowRef<readonly MarkDraft[]>([])
  const draft = shallowRef<MarkDraft>(EMPTY)
  const future = shallowRef<readonly MarkDraft[]>([])
  /** The engine's answer on the draft. */
  const judged = shallowRef<JudgedPlace | null>(null)
  /** … and on the place under the pointer. */
  const hovered = shallowRef<JudgedPlace | null>(null)
  const vertexSnap = shallowRef<{ readonly kind: SnapKind; readonly position: LngLat } | null>(null)
  const start = shallowRef<LngLat | null>(null)
  const targets = shallowRef<readonly ListedTarget[]>([])
  const filter = ref<TargetFilter>({ ...EVERY_TARGET })
  const note = ref('')
  const reasons = ref<Record<string, string>>({})
  /** Somebody else's version, met on saving. */
  const theirs = shallowRef<SeenPoint | null>(null)
  const active = computed(() => point.value !== null)
  const changed = computed(() => draft.value.place !== null || draft.value.bends !== null)

  function begin(of: ConnectionProperties): void {
    end()
    point.value = of
    state.value = 'loading'
  }

  function end(): void {
    point.value = null
    tool.value = 'place'
    past.value = []
    future.value = []
    draft.value = EMPTY
    judged.value = null
    hovered.value = null
    vertexSnap.value = null
    start.value = null
    targets.value = []
    note.value = ''
    reasons.value = {}
    theirs.value = null
  }

  /** One step of the drawing. */
  function put(next: MarkDraft): void {
    past.value = [...past.value, draft.value]
    future.value = []
    draft.value = next
  }

  function undo(): boolean {
    const before = past.value.at(-1)
    if (before === undefined) return false
    future.value = [...future.value, draft.value]
    past.value = past.value.slice(0, -1)
    draft.value = before
    return true
  }

  function redo(): boolean {
    const next = future.value.at(-1)
    if (next === undefined) return false
    past.value = [...past.value, draft.value]
    future.value = future.value.slice(0, -1)
    draft.value = next
    return true
  }

  return {
    point,
    state,
    tool,
    past,
    draft,
    future,
    judged,
    hovered,
    vertexSnap,
    start,
    targets,
    filter,
    note,
    reasons,
    theirs,
    active,
    changed,
    begin,
    end,
    put,
    undo,
    redo,
  }
})
