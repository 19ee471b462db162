import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { WorkItem, WorkList } from '#core/api/tie-in-work.ts'
import { WORK_GROUPS } from '#core/tie-in/work-list.ts'
import { tieInsApi } from '../api/tie-ins.ts'
import { useAccount } from './account.ts'
import type { LoadState } from './loading.ts'

/** Which part of the list shows. */
export const WORK_PARTS = [
  'all',
  'toMark',
  'toConfirm',
  'stale',
  'overdue',
  'confirmed',
  'built',
  'verified',
] as const
export type WorkPart = (typeof WORK_PARTS)[number]

export const WORK_SORTS = ['due', 'subdistrict', 'name'] as const
export type WorkSort = (typeof WORK_SORTS)[number]

/** Whose work shows: everybody's, what is mine (as engineer, or as the one who asked), or what nobody has taken on. */
export const WORK_WHOSE = ['all', 'mine', 'free'] as const
export type WorkWhose = (typeof WORK_WHOSE)[number]

const NONE: WorkList = {
  items: [],
  counts: { toMark: 0, toConfirm: 0, confirmed: 0, built: 0, verified: 0, stale: 0, overdue: 0 },
}

/** The desk of the centre: its list of tie-ins, how it is narrowed and sorted, and which row is in hand. */
export const useWorkList = defineStore('work-list', () => {
  const account = useAccount()
  const open = ref(false)
  const list = shallowRef<WorkList>(NONE)
  const state = ref<LoadState>({ kind: 'idle' })
  const part = ref<WorkPart>('all')
  const subdistrict = ref('')
  const whose = ref<WorkWhose>('all')
  const sort = ref<WorkSort>('due')
  /** Compound of the row in hand. */
  const current = ref<string | null>(null)
  let wanted = 0

  const shown = computed(() =>
    list.value.items
      .filter((item) => isIn(item, part.value))
      .filter((item) => subdistrict.value === '' || item.subdistrict.code === subdistrict.value)
      .filter((item) => isWhose(item, whose.value, account.user?.id ?? null))
      .sort((a, b) => compareItems(a, b, sort.value)),
  )
  const byCompound = computed(() => new Map(list.value.items.map((item) => [item.id, item])))

  async function load(year: number): Promise<void> {
    if (account.user === null) {
      list.value = NONE
      state.value = { kind: 'idle' }
      return
    }
    wanted = year
    if (list.value === NONE) state.value = { kind: 'loading' }
    try {
      const answer = await tieInsApi.work(year)
      if (wanted !== year) return
      list.value = answer
      state.value = { kind: 'ready' }
    } catch (error) {
      if (wanted !== year) return
      state.value = { kind: 'error', message: error instanceof Error ? error.message : String(error) }
    }
  }

  return { open, list, state, part, subdistrict, whose, sort, current, shown, byCompound, load }
})

export function isIn(item: WorkItem, part: WorkPart): boolean {
  if (part === 'all') return true
  return part === 'stale' || part === 'overdue' ? item[part] : item.group === part
}

function isWhose({ engineer, request }: WorkItem, whose: WorkWhose, me: string | null): boolean {
  if (whose === 'free') return engineer === null
  return whose === 'all' || (me !== null && (engineer?.id === me || request?.byId === me))
}

/** By date: what is due first stands first, then what has no date, in the order of the work. */
function compareItems(a: WorkItem, b: WorkItem, sort: WorkSort): number {
  const due = (item: WorkItem): string => item.request?.wantedOn ?? '9999'
  const name = a.compoundName.localeCompare(b.compoundName, 'zh-CN')
  if (sort === 'name') return name
  if (sort === 'subdistrict') return a.subdistrict.code.localeCompare(b.subdistrict.code) || name
  return due(a).localeCompare(due(b)) || WORK_GROUPS.indexOf(a.group) - WORK_GROUPS.indexOf(b.group) || name
}
