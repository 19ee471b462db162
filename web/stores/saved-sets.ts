import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { SavedSet } from '#core/api/sets.ts'
import { api } from '../api/client.ts'
import type { LoadState } from './loading.ts'

/** A named set of compounds: on the server for everybody, or in this browser alone while nobody is signed in. */
export interface KeptSet extends SavedSet {
  readonly home: 'server' | 'browser'
}

const KEY = 'renewal-map.sets'

export const useSavedSets = defineStore('saved-sets', () => {
  const shared = shallowRef<readonly SavedSet[]>([])
  const own = shallowRef<readonly SavedSet[]>(recall())
  const state = ref<LoadState>({ kind: 'idle' })
  /** The shared set that is picked just as it was saved: what a link can name. */
  const openId = ref<string | null>(null)

  const sets = computed<readonly KeptSet[]>(() => [
    ...shared.value.map((set): KeptSet => ({ ...set, home: 'server' })),
    ...own.value.map((set): KeptSet => ({ ...set, home: 'browser' })),
  ])

  async function load(): Promise<void> {
    state.value = { kind: 'loading' }
    try {
      shared.value = (await api.sets()).items
      state.value = { kind: 'ready' }
    } catch (error) {
      state.value = { kind: 'error', message: error instanceof Error ? error.message : String(error) }
    }
  }

  /** @throws ApiError, or Error where the browser refuses to keep anything */
  async function save(home: KeptSet['home'], name: string, compoundIds: readonly string[]): Promise<KeptSet> {
    if (home === 'server') {
      const set = await api.saveSet({ name, compoundIds: [...compoundIds] })
      shared.value = [...shared.value, set]
      return { ...set, home }
    }
    const set: SavedSet = {
      id: `browser-${crypto.getRandomValues(new Uint32Array(2)).join('-')}`,
      version: 1,
      name,
      compoundIds: [...compoundIds],
      author: '',
      updatedAt: new Date().toISOString(),
    }
    keepOwn([...recall(), set])
    return { ...set, home }
  }

  /** @throws as `save` */
  async function change(
    set: KeptSet,
    { name = set.name, compoundIds = set.compoundIds }: { name?: string; compoundIds?: readonly string[] },
  ): Promise<void> {
    if (set.home === 'server') {
      const changed = await api.changeSet(set.id, { name, compoundIds: [...compoundIds] }, set.version)
      shared.value = shared.value.map((one) => (one.id === set.id ? changed : one))
      return
    }
    const changed = { ...set, name, compoundIds: [...compoundIds], version: set.version + 1 }
    keepOwn(recall().map((one) => (one.id === set.id ? changed : one)))
  }

  /** @throws as `save` */
  async function remove(set: KeptSet): Promise<void> {
    if (openId.value === set.id) openId.value = null
    if (set.home === 'server') {
      await api.deleteSet(set.id, set.version)
      shared.value = shared.value.filter((one) => one.id !== set.id)
    } else keepOwn(recall().filter((one) => one.id !== set.id))
  }

  /** Another tab may have written: every change starts from what is kept now. */
  function keepOwn(next: readonly SavedSet[]): void {
    localStorage.setItem(KEY, JSON.stringify(next))
    own.value = next
  }

  return { sets, state, openId, load, save, change, remove }
})

function recall(): readonly SavedSet[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return Array.isArray(kept) ? kept.filter(isSet) : []
  } catch {
    return []
  }
}

function isSet(value: unknown): value is SavedSet {
  const set = value as Partial<SavedSet> | null
  return typeof set?.id === 'string' && typeof set.name === 'string' && Array.isArray(set.compoundIds)
}
