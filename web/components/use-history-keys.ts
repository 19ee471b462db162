import { onBeforeUnmount, onMounted } from 'vue'
import { redoSteps, undoSteps } from '../commands/step-history.ts'
import { useView } from '../stores/view.ts'
import { hasOwnUndo } from './has-own-undo.ts'

/**
 * Ctrl+Z, Ctrl+Shift+Z and Ctrl+Y (⌘ on a Mac), except where a text field or a measurement has its own, and in a
 * dialog: what lies behind it is not what the person there means.
 */
export function useHistoryKeys(): void {
  const view = useView()
  const onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.altKey || !(event.ctrlKey || event.metaKey)) return
    if (view.measuring !== 'off' || hasOwnUndo(event.target) || isInDialog(event.target)) return
    const key = event.key.toLowerCase()
    if (key !== 'z' && key !== 'y') return
    event.preventDefault()
    void (key === 'y' || event.shiftKey ? redoSteps() : undoSteps())
  }
  onMounted(() => document.addEventListener('keydown', onKey))
  onBeforeUnmount(() => document.removeEventListener('keydown', onKey))
}

function isInDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="dialog"]') !== null
}
