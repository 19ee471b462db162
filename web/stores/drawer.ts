import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { recall, remember } from './remembered.ts'

/** What the drawer can show. */
export const DRAWER_TAB_IDS = ['table', 'charts'] as const
export type DrawerTab = (typeof DRAWER_TAB_IDS)[number]

/** px; the head with one row of content still shows. */
export const LOWEST_DRAWER = 132
const USUAL_HEIGHT = 264

/** The drawer at the foot of the map: which tab is open and how high it stands. */
export const useDrawer = defineStore('drawer', () => {
  /** null while it is closed. */
  const tab = ref<DrawerTab | null>(null)
  /** As last dragged, px; remembered on this machine. */
  const wanted = ref(recall('drawer-height', USUAL_HEIGHT, (value) => Number.isFinite(value)))
  /** What the stage has room for, px; kept by the drawer. */
  const room = ref(Number.POSITIVE_INFINITY)
  const height = computed(() => Math.round(Math.min(room.value, Math.max(LOWEST_DRAWER, wanted.value))))

  function open(which: DrawerTab): void {
    tab.value = which
  }

  function close(): void {
    tab.value = null
  }

  /** Opens the tab, or closes the drawer where it is open already. */
  function toggle(which: DrawerTab): void {
    tab.value = tab.value === which ? null : which
  }

  function resize(to: number): void {
    wanted.value = Math.round(Math.min(room.value, Math.max(LOWEST_DRAWER, to)))
    remember('drawer-height', wanted.value)
  }

  return { tab, height, room, open, close, toggle, resize }
})
