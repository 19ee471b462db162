import { computed, onBeforeUnmount, onMounted, ref, watch, type ComputedRef } from 'vue'
import { useDrawer } from '../stores/drawer.ts'
import { useBriefing } from '../stores/briefing.ts'
import { useSelection } from '../stores/selection.ts'
import { useView, type Insets } from '../stores/view.ts'

const NARROW = '(max-width: 767px)'

/**
 * Room that the floating panels take from the stage: into the view store for the camera, and as CSS variables
 * (`--inset-left` …) for what floats on the map.
 */
export function useInsets(): ComputedRef<Record<string, string>> {
  const view = useView()
  const selection = useSelection()
  const drawer = useDrawer()
  const briefing = useBriefing()
  const narrow = ref(false)
  const size = ref(0)

  const insets = computed<Insets>(() => {
    void size.value
    const gap = pixels('--gap')
    const below = drawer.tab === null ? 0 : drawer.height + gap
    if (briefing.open) return presentingInsets(narrow.value)
    const detail = selection.compoundId !== null && view.detailOpen
    if (narrow.value) {
      const sheet = detail || view.listOpen ? Math.round(window.innerHeight * 0.46) : 0
      const covered = Math.max(sheet, below)
      return { top: gap, right: gap, bottom: pixels('--strip') + gap + covered, left: gap }
    }
    return {
      top: gap,
      right: detail ? pixels('--detail-width') + 2 * gap : gap,
      bottom: pixels('--strip') + 2 * gap + below,
      left: view.listOpen ? pixels('--list-width') + 2 * gap : gap,
    }
  })
  watch(insets, (value) => (view.insets = value), { immediate: true })

  const measure = (): void => {
    narrow.value = window.matchMedia(NARROW).matches
    size.value += 1
  }
  measure()
  onMounted(() => window.addEventListener('resize', measure))
  onBeforeUnmount(() => window.removeEventListener('resize', measure))

  return computed(() => ({
    '--inset-top': `${insets.value.top}px`,
    '--inset-right': `${insets.value.right}px`,
    '--inset-bottom': `${insets.value.bottom}px`,
    '--inset-left': `${insets.value.left}px`,
  }))
}

/** The words stand on the left over a fading map: it may run below them, what matters may not. */
function presentingInsets(narrow: boolean): Insets {
  const { innerWidth: width, innerHeight: height } = window
  if (narrow) return { top: 0, right: 0, bottom: Math.round(height * 0.62), left: 0 }
  return {
    top: Math.round(height * 0.03),
    right: 0,
    bottom: Math.round(height * 0.09),
    left: Math.round(width * 0.455),
  }
}

/** A length token of the style sheet. */
function pixels(token: string): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue(token)) || 0
}
