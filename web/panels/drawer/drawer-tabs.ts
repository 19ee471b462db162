import { BarChart3, Table2 } from '@lucide/vue'
import type { Component } from 'vue'
import type { DrawerTab } from '../../stores/drawer.ts'

/** One tab of the drawer; its content is fetched when it is first shown. */
interface DrawerTabPart {
  readonly id: DrawerTab
  readonly icon: Component
  readonly load: () => Promise<Component>
}

/** In the order they are shown; names stand in `drawer.tabs.*`. */
export const DRAWER_TABS: readonly DrawerTabPart[] = [
  {
    id: 'table',
    icon: Table2,
    load: async () => (await import('../table/CompoundTable.vue')).default,
  },
  {
    id: 'charts',
    icon: BarChart3,
    load: async () => (await import('../charts/ChartsPanel.vue')).default,
  },
]
