import { onBeforeUnmount, onMounted } from 'vue'
import { redoSteps, undoSteps } from '../commands/step-history.ts'
import { useView } from '../stores/view.ts'

/** Ctrl+Z, Ctrl+Shift+Z and Ctrl+Y (⌘ on a Mac), except where a text field or a measurement has its own. */
export function useHistoryKeys(): void {
  const view = useView()
  const onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.altKey || !(event.ctrlKey || event.metaKey)) return
    if (view.measuring !== 'off' || isText(event.target)) return
    const key = event.key.toLowerCase()
    if (key !== 'z' && key !== 'y') return
    event.preventDefault()
    void (key === 'y' || event.shiftKey ? redoSteps() : undoSteps())
  }
  onMounted(() => document.addEventListener('keydown', onKey))
  onBeforeUnmount(() => document.removeEventListener('keydown', onKey))
}

/** Sliders, check boxes and the like are inputs without a text of their own to undo. */
function isText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.closest('textarea, [contenteditable="true"]') !== null) return true
  const input = target.closest('input')
  return input !== null && !['range', 'checkbox', 'radio', 'button', 'submit', 'color'].includes(input.type)
}
