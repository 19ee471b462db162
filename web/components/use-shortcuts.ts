import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue'
import { chooseTool } from '../commands/choose-tool.ts'
import { closeCompound, stepCompound } from '../commands/open-compound.ts'
import { confirmInHand, stepWork } from '../commands/tie-in-work.ts'
import { useDrawer } from '../stores/drawer.ts'
import { useBriefing } from '../stores/briefing.ts'
import { useSelection } from '../stores/selection.ts'
import { useView } from '../stores/view.ts'
import { useWorkList } from '../stores/work-list.ts'

export const SEARCH_ID = 'search-box'

/** Keys that work wherever the focus is, except while somebody types. */
export function useShortcuts(): { helpOpen: Ref<boolean> } {
  const helpOpen = ref(false)
  const view = useView()
  const selection = useSelection()
  const drawer = useDrawer()
  const work = useWorkList()

  const actions: Record<string, () => void> = {
    '/': () => document.getElementById(SEARCH_ID)?.focus(),
    '?': () => (helpOpen.value = true),
    '[': () => (view.listOpen = !view.listOpen),
    t: () => drawer.toggle('table'),
    j: () => (work.open ? stepWork(1) : stepCompound(1)),
    k: () => (work.open ? stepWork(-1) : stepCompound(-1)),
    b: () => chooseTool('box'),
    g: () => drawer.toggle('charts'),
    l: () => chooseTool('lasso'),
    p: () => chooseTool('polygon'),
    c: () => {
      if (work.open) void confirmInHand()
      else view.colouring = view.colouring === 'score' ? 'eligibility' : 'score'
    },
    Escape: () => {
      if (view.measuring === 'off' && selection.compoundId !== null) closeCompound()
    },
  }

  const briefing = useBriefing()
  const onKey = (event: KeyboardEvent): void => {
    if (briefing.open) return
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
      return
    const action = actions[event.key]
    if (action === undefined) return
    event.preventDefault()
    action()
  }
  onMounted(() => document.addEventListener('keydown', onKey))
  onBeforeUnmount(() => document.removeEventListener('keydown', onKey))
  return { helpOpen }
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input, textarea, select, [contenteditable], [role="dialog"], [role="menu"]') !== null
  )
}
