import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { ImportEntry, ImportView, WireImportPlan } from '#core/api/imports.ts'
import type { ImportWish } from '#core/import/who-may.ts'
import { ApiError } from '../api/client.ts'
import { importsApi } from '../api/imports.ts'

/** Between two looks at what runs, ms. */
const LOOK_AGAIN = 600

/** The import that is being worked on, and those before it. The server keeps both: a refresh loses nothing. */
export const useImports = defineStore('imports', () => {
  const open = ref(false)
  const view = shallowRef<ImportView | null>(null)
  const recent = shallowRef<readonly ImportEntry[] | null>(null)
  /** Share of a file that has gone out; null while none does. */
  const sent = ref<number | null>(null)
  const busy = ref(false)
  /** What went wrong last, in the server's words. */
  const failure = ref<string | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined

  async function attempt(work: () => Promise<ImportView>): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    failure.value = null
    try {
      take(await work())
      return true
    } catch (error) {
      failure.value = error instanceof ApiError ? (error.problem.detail ?? error.problem.title) : null
      if (failure.value === null) failure.value = 'network'
      return false
    } finally {
      busy.value = false
      sent.value = null
    }
  }

  function take(next: ImportView): void {
    view.value = next
    clearTimeout(timer)
    if (next.running !== null) timer = setTimeout(() => void look(next.id), LOOK_AGAIN)
  }

  async function look(id: string): Promise<void> {
    try {
      const next = await importsApi.read(id)
      if (view.value?.id === id) take(next)
    } catch {
      // The next look may get through.
      if (view.value?.id === id) timer = setTimeout(() => void look(id), LOOK_AGAIN * 4)
    }
  }

  return {
    open,
    view,
    recent,
    sent,
    busy,
    failure,
    async loadRecent() {
      try {
        recent.value = (await importsApi.list()).items
      } catch {
        recent.value = []
      }
    },
    upload: (wish: ImportWish, file: File) =>
      attempt(() => importsApi.upload(wish, file, (share) => (sent.value = share))),
    resume: (id: string) => attempt(() => importsApi.read(id)),
    savePlan: (plan: WireImportPlan) => attemptOn((one) => importsApi.plan(one.id, one.version, plan)),
    check: () => attemptOn((one) => importsApi.check(one.id)),
    apply: () => attemptOn((one) => importsApi.apply(one.id, one.version)),
    cancel: () => attemptOn((one) => importsApi.cancel(one.id)),
    undo: () => attemptOn((one) => importsApi.undo(one.id)),
    undoOf: (id: string) => attempt(() => importsApi.undo(id)),
    discard: (id: string) => attempt(() => importsApi.discard(id)),
    /** Back to the choice of a file. */
    startOver() {
      clearTimeout(timer)
      view.value = null
      failure.value = null
    },
  }

  function attemptOn(work: (one: ImportView) => Promise<ImportView>): Promise<boolean> {
    const one = view.value
    return one === null ? Promise.resolve(false) : attempt(() => work(one))
  }
})
