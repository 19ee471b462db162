import { nextTick, type ComputedRef, type Ref } from 'vue'
import type { CompoundFeature } from '#core/api/compounds.ts'
import { openCompound } from '../../commands/open-compound.ts'
import { pick, togglePick } from '../../commands/pick-compounds.ts'
import { useSelection } from '../../stores/selection.ts'
import { useTableLayout } from '../../stores/table-layout.ts'

interface TableFocus {
  readonly row: Ref<number>
  readonly column: Ref<number>
  readonly rows: ComputedRef<readonly CompoundFeature[]>
  /** Rows a page key goes over. */
  pageOf(): number
  show(row: number): void
  copy(): void
}

/**
 * The table from the keyboard: arrows, Home, End and the page keys move, Enter opens, Space picks, Ctrl+A picks all
 * that is shown, Ctrl+C copies.
 */
export function useTableKeys(focus: TableFocus): { onKey: (event: KeyboardEvent) => void } {
  const selection = useSelection()
  const layout = useTableLayout()

  function moveTo(row: number, column: number): void {
    focus.row.value = clamp(row, focus.rows.value.length)
    focus.column.value = clamp(column, layout.columns.length)
    focus.show(focus.row.value)
    selection.hoveredCompoundId = focus.rows.value[focus.row.value]?.id ?? null
  }

  function move(event: KeyboardEvent): boolean {
    const { row, column } = { row: focus.row.value, column: focus.column.value }
    const last = focus.rows.value.length - 1
    const far = event.ctrlKey || event.metaKey
    const moves: Record<string, () => void> = {
      ArrowDown: () => moveTo(far ? last : row + 1, column),
      ArrowUp: () => moveTo(far ? 0 : row - 1, column),
      ArrowRight: () => moveTo(row, far ? layout.columns.length - 1 : column + 1),
      ArrowLeft: () => moveTo(row, far ? 0 : column - 1),
      PageDown: () => moveTo(row + focus.pageOf(), column),
      PageUp: () => moveTo(row - focus.pageOf(), column),
      Home: () => moveTo(far ? 0 : row, 0),
      End: () => moveTo(far ? last : row, layout.columns.length - 1),
    }
    const action = moves[event.key]
    action?.()
    return action !== undefined
  }

  function act(event: KeyboardEvent): boolean {
    const id = focus.rows.value[focus.row.value]?.id
    const control = event.ctrlKey || event.metaKey
    if (control && event.key.toLowerCase() === 'a') {
      pick(
        'add',
        focus.rows.value.map((feature) => feature.id),
        'list',
      )
    } else if (control && event.key.toLowerCase() === 'c') {
      // A marked piece of text is what the person wants to copy.
      if ((document.getSelection()?.toString() ?? '') !== '') return false
      focus.copy()
    } else if (id !== undefined && event.key === ' ') {
      togglePick(id)
    } else if (id !== undefined && event.key === 'Enter') {
      openCompound(id)
      // The panel takes the focus when it was asked for from the keyboard.
      void nextTick(() => document.getElementById('compound-detail')?.focus())
    } else return false
    return true
  }

  return {
    onKey(event) {
      // Buttons and boxes inside the table keep their own keys.
      if (event.target !== event.currentTarget) return
      if (!move(event) && !act(event)) return
      event.preventDefault()
      event.stopPropagation()
    },
  }
}

function clamp(index: number, count: number): number {
  return Math.max(0, Math.min(count - 1, index))
}
