import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { ATTRIBUTES, findAttribute, type Attribute, type AttributeId } from '../attributes/attributes.ts'
import { nextSort, type SortBy } from '../attributes/sort.ts'
import { recall, remember } from './remembered.ts'

/** How the columns stand; kept in this browser. */
interface Layout {
  readonly order: readonly AttributeId[]
  readonly hidden: readonly AttributeId[]
  /** Stay in sight at the left, in their order. */
  readonly pinned: readonly AttributeId[]
  /** px, where somebody dragged them */
  readonly widths: Readonly<Partial<Record<AttributeId, number>>>
  readonly sort: readonly SortBy[]
}

/** A column as it stands on screen. */
export interface TableColumn extends Attribute {
  readonly width: number
  readonly pinned: boolean
  /** px from the left of the first cell; what a pinned one sticks to */
  readonly left: number
}

export const NARROWEST_COLUMN = 48
export const WIDEST_COLUMN = 640

const USUAL: Layout = {
  order: ATTRIBUTES.map((one) => one.id),
  hidden: ['tier', 'maintenanceOnly', 'renovatedYear', 'source', 'id'],
  pinned: ['name'],
  widths: {},
  sort: [],
}

/** Which columns the attribute table shows, in which order, how wide, and by which of them it is sorted. */
export const useTableLayout = defineStore('table-layout', () => {
  const layout = shallowRef<Layout>(mend(recall('table-layout', USUAL, isLayout)))

  const columns = computed<readonly TableColumn[]>(() => {
    const { order, hidden, pinned, widths } = layout.value
    const shown = order.filter((id) => !hidden.includes(id))
    let left = 0
    return [
      ...shown.filter((id) => pinned.includes(id)),
      ...shown.filter((id) => !pinned.includes(id)),
    ].flatMap((id) => {
      const attribute = findAttribute(id)
      if (attribute === undefined) return []
      const column = {
        ...attribute,
        width: widths[id] ?? attribute.width,
        pinned: pinned.includes(id),
        left,
      }
      left += column.width
      return [column]
    })
  })
  const sort = computed(() => layout.value.sort)

  function change(part: Partial<Layout>): void {
    layout.value = { ...layout.value, ...part }
    remember('table-layout', layout.value)
  }

  /** The last column stays: a table without any is no table. */
  function setShown(id: AttributeId, shown: boolean): void {
    const others = layout.value.hidden.filter((one) => one !== id)
    if (!shown && columns.value.length <= 1) return
    change({ hidden: shown ? others : [...others, id] })
  }

  function setPinned(id: AttributeId, pinned: boolean): void {
    const others = layout.value.pinned.filter((one) => one !== id)
    change({ pinned: pinned ? [...others, id] : others })
  }

  function setWidth(id: AttributeId, width: number): void {
    const fitting = Math.round(Math.min(WIDEST_COLUMN, Math.max(NARROWEST_COLUMN, width)))
    change({ widths: { ...layout.value.widths, [id]: fitting } })
  }

  /** Puts a column before another; null puts it last. */
  function move(id: AttributeId, before: AttributeId | null): void {
    if (id === before) return
    const others = layout.value.order.filter((one) => one !== id)
    const at = before === null ? others.length : others.indexOf(before)
    change({ order: others.toSpliced(at === -1 ? others.length : at, 0, id) })
  }

  /** One place up or down in the list of all columns. */
  function shift(id: AttributeId, by: -1 | 1): void {
    const { order } = layout.value
    const at = order.indexOf(id)
    const to = at + by
    if (at === -1 || to < 0 || to >= order.length) return
    change({ order: order.toSpliced(at, 1).toSpliced(to, 0, id) })
  }

  function sortBy(id: AttributeId, more: boolean): void {
    change({ sort: nextSort(layout.value.sort, id, more) })
  }

  function reset(): void {
    change(USUAL)
  }

  return { layout, columns, sort, setShown, setPinned, setWidth, move, shift, sortBy, reset }
})

function isLayout(value: unknown): value is Layout {
  if (typeof value !== 'object' || value === null) return false
  const { order, hidden, pinned, widths, sort } = value as Record<string, unknown>
  return [order, hidden, pinned, sort].every(Array.isArray) && typeof widths === 'object' && widths !== null
}

/** A layout of an older page: columns that are gone leave, new ones join at the end. */
function mend(layout: Layout): Layout {
  const known = layout.order.filter((id) => findAttribute(id) !== undefined)
  const added = USUAL.order.filter((id) => !known.includes(id))
  return {
    ...layout,
    order: [...new Set([...known, ...added])],
    hidden: [...layout.hidden, ...added.filter((id) => USUAL.hidden.includes(id))],
    sort: layout.sort.filter((key) => findAttribute(key.id) !== undefined),
  }
}
