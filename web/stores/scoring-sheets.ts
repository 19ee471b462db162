import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { ScoringPreview, ScoringVersionAnswer } from '#core/api/scoring-tables.ts'
import { scoringTableChanges } from '#core/programme/scoring-table-diff.ts'
import { sumOfMaxima, tableFaults } from '#core/programme/scoring-table-faults.ts'
import type { ScoringCriterion, ScoringTable } from '#core/programme/scoring-table.ts'
import { api } from '../api/client.ts'
import type { LoadState } from './loading.ts'

/** Steps of one editing session that are kept. */
const LIMIT = 200

/** Versions of the scoring sheet and the draft being written: everything of it stands here until it is saved. */
export const useScoringSheets = defineStore('scoringSheets', () => {
  const open = ref(false)
  const state = ref<LoadState>({ kind: 'idle' })
  const versions = shallowRef<readonly ScoringVersionAnswer[]>([])
  const chosenId = ref('')
  /** The draft step by step; `at` is the one on screen. */
  const steps = shallowRef<readonly ScoringTable[]>([])
  const at = ref(0)
  const preview = shallowRef<ScoringPreview | null>(null)
  /** The draft as somebody else left it. */
  const conflict = shallowRef<ScoringVersionAnswer | null>(null)

  const chosen = computed(() => versions.value.find(({ id }) => id === chosenId.value) ?? null)
  const table = computed<ScoringTable | null>(() => steps.value[at.value] ?? chosen.value?.document ?? null)
  const isDraft = computed(() => chosen.value?.state === 'draft')
  const isDirty = computed(() => isDraft.value && at.value > 0 && table.value !== steps.value[0])
  const faults = computed(() => (table.value === null ? [] : tableFaults(table.value)))
  const sum = computed(() => (table.value === null ? 0 : sumOfMaxima(table.value.criteria)))
  const base = computed(() => {
    const id = chosen.value?.basedOn ?? null
    return versions.value.find((version) => version.id === id) ?? null
  })
  const changes = computed(() =>
    base.value === null || table.value === null ? [] : scoringTableChanges(base.value.document, table.value),
  )

  async function load(): Promise<void> {
    state.value = { kind: 'loading' }
    try {
      versions.value = (await api.scoringTables()).items
      state.value = { kind: 'ready' }
      if (chosen.value === null) choose(versions.value.find(({ years }) => years.length > 0)?.id ?? '')
    } catch (error) {
      state.value = { kind: 'error', message: error instanceof Error ? error.message : String(error) }
    }
  }

  function choose(id: string): void {
    chosenId.value = id
    steps.value = chosen.value === null ? [] : [chosen.value.document]
    at.value = 0
    preview.value = null
    conflict.value = null
  }

  /** One step of the draft; steps undone before are gone. */
  function change(next: ScoringTable): void {
    if (!isDraft.value) return
    steps.value = [...steps.value.slice(0, at.value + 1), next].slice(-LIMIT)
    at.value = steps.value.length - 1
    preview.value = null
  }

  function changeCriterion(index: number, next: ScoringCriterion): void {
    if (table.value === null) return
    change({
      ...table.value,
      criteria: table.value.criteria.map((one, place) => (place === index ? next : one)),
    })
  }

  function undo(): void {
    if (at.value > 0) at.value -= 1
    preview.value = null
  }

  function redo(): void {
    if (at.value < steps.value.length - 1) at.value += 1
    preview.value = null
  }

  /** Puts a version the server answered in its place; the draft on screen starts anew from it. */
  function put(version: ScoringVersionAnswer): void {
    versions.value = versions.value.some(({ id }) => id === version.id)
      ? versions.value.map((one) => (one.id === version.id ? version : one))
      : [version, ...versions.value]
    choose(version.id)
  }

  /** After a deletion: what is on screen goes with it. */
  async function drop(id: string): Promise<void> {
    if (chosenId.value === id) choose('')
    await load()
  }

  /** Takes what somebody else saved as the base and keeps the draft on screen as the next step. */
  function rebase(current: ScoringVersionAnswer): void {
    const mine = table.value
    put(current)
    if (mine !== null) change(mine)
  }

  return {
    open,
    state,
    versions,
    chosenId,
    chosen,
    table,
    steps,
    at,
    preview,
    conflict,
    isDraft,
    isDirty,
    faults,
    sum,
    base,
    changes,
    load,
    choose,
    change,
    changeCriterion,
    undo,
    redo,
    put,
    drop,
    rebase,
  }
})
