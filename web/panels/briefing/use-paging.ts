import { onBeforeUnmount, onMounted } from 'vue'
import { endPresenting, goToChapter, stepChapter } from '../../commands/present.ts'
import { CHAPTERS } from '../../stores/briefing.ts'

const NEXT = ['ArrowRight', 'PageDown', ' ']
const BACK = ['ArrowLeft', 'PageUp']

/** Keys and clickers (which send PageUp and PageDown), while the presentation is on. */
export function usePaging(toggleFullScreen: () => void): void {
  const first = CHAPTERS[0]
  const last = CHAPTERS.at(-1) ?? first

  function actionOf(key: string): (() => void) | null {
    if (NEXT.includes(key)) return () => stepChapter(1)
    if (BACK.includes(key)) return () => stepChapter(-1)
    if (key === 'Home') return () => goToChapter(first)
    if (key === 'End') return () => goToChapter(last)
    if (key === 'Escape') return endPresenting
    if (key === 'f' || key === 'F') return toggleFullScreen
    const numbered = CHAPTERS[Number(key) - 1]
    return numbered === undefined ? null : () => goToChapter(numbered)
  }

  /** Ahead of everything else: the desk behind must not answer to keys that are meant for the presentation. */
  function onKey(event: KeyboardEvent): void {
    if (inPopup(event.target)) return
    if (event.ctrlKey || event.metaKey || event.altKey) {
      event.stopPropagation()
      return
    }
    const pressed = event.key === ' ' && isButton(event.target)
    const action = pressed ? null : actionOf(event.key)
    if (action === null) {
      if (event.key !== 'Tab' && event.key !== 'Enter' && event.key !== ' ') event.stopPropagation()
      return
    }
    event.preventDefault()
    event.stopPropagation()
    action()
  }

  onMounted(() => window.addEventListener('keydown', onKey, { capture: true }))
  onBeforeUnmount(() => window.removeEventListener('keydown', onKey, { capture: true }))
}

function inPopup(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="dialog"], [role="menu"]') !== null
}

function isButton(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, a[href]') !== null
}
