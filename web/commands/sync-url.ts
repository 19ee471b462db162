import { watch } from 'vue'
import { useDrawer } from '../stores/drawer.ts'
import { useBriefing } from '../stores/briefing.ts'
import { useFilters } from '../stores/filters.ts'
import { useSelection } from '../stores/selection.ts'
import { useSavedSets } from '../stores/saved-sets.ts'
import { useView } from '../stores/view.ts'
import { useWorkList } from '../stores/work-list.ts'
import { openLinkedSet } from './keep-sets.ts'
import { formatUrlState, parseUrlState, type UrlState } from '../url-state.ts'

/** Safari allows 100 changes of history in 30 s; a moving camera makes more. */
const SETTLE_MS = 300

/** Puts what a link says into the stores; absent parts go back to how they start. */
export function applyUrl(query: string): void {
  const state = parseUrlState(query)
  const filters = useFilters()
  const selection = useSelection()
  const view = useView()
  if (state.year !== null) view.year = state.year
  const briefing = useBriefing()
  briefing.open = state.chapter !== null
  if (state.chapter !== null) briefing.chapter = state.chapter
  briefing.planId = state.planId
  useWorkList().open = state.workDesk
  if (state.locale !== null) view.locale = state.locale
  view.leftTab = state.tab
  view.colouring = state.colouring
  view.baseMapId = state.baseMapId
  filters.text = state.text
  filters.subdistricts = [...state.subdistricts]
  filters.eligibilities = [...state.eligibilities]
  filters.selectedOnly = state.selectedOnly
  filters.expression = state.expression
  filters.conditions = state.conditions
  if (state.setId !== null) void openLinkedSet(state.setId)
  useDrawer().tab = state.drawer
  filters.sort = state.sort
  filters.descending = state.descending
  selection.selectCompound(state.compoundId)
  selection.selectConnection(state.compoundId === null ? null : state.connectionId)
}

/** The state on screen, as a link would carry it. */
export function currentState(): UrlState {
  const filters = useFilters()
  const selection = useSelection()
  const view = useView()
  const briefing = useBriefing()
  return {
    year: view.year,
    compoundId: selection.compoundId,
    connectionId: selection.connectionId,
    text: filters.text,
    subdistricts: filters.subdistricts,
    eligibilities: filters.eligibilities,
    selectedOnly: filters.selectedOnly,
    sort: filters.sort,
    descending: filters.descending,
    expression: filters.expression,
    conditions: filters.conditions,
    setId: useSavedSets().openId,
    drawer: useDrawer().tab,
    tab: view.leftTab,
    colouring: view.colouring,
    baseMapId: view.baseMapId,
    camera: view.camera,
    locale: view.locale,
    chapter: briefing.open ? briefing.chapter : null,
    planId: briefing.open ? briefing.planId : null,
    workDesk: useWorkList().open,
  }
}

/** The camera of the link: the map starts there. */
export function applyCamera(query: string): void {
  useView().camera = parseUrlState(query).camera
}

/** Keeps the address bar and the stores together: a selection is a step back, a camera move is not. */
export function keepUrl(): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const write = (): void => {
    clearTimeout(timer)
    const before = parseUrlState(location.search)
    const query = formatUrlState(currentState())
    const state = parseUrlState(query)
    const target = `${location.pathname}${query}`
    if (target === `${location.pathname}${location.search}`) return
    const step =
      state.compoundId !== before.compoundId ||
      state.connectionId !== before.connectionId ||
      (before.year !== null && state.year !== before.year) ||
      (state.chapter === null) !== (before.chapter === null) ||
      state.workDesk !== before.workDesk
    if (step) history.pushState(null, '', target)
    else history.replaceState(null, '', target)
  }
  const selection = useSelection()
  const view = useView()
  const briefing = useBriefing()
  watch(
    [() => selection.compoundId, () => selection.connectionId, () => view.year, () => briefing.open],
    write,
  )
  watch(
    () => formatUrlState(currentState()),
    () => {
      clearTimeout(timer)
      timer = setTimeout(write, SETTLE_MS)
    },
  )
  timer = setTimeout(write, SETTLE_MS)
  window.addEventListener('popstate', () => {
    clearTimeout(timer)
    const camera = parseUrlState(location.search).camera
    applyUrl(location.search)
    if (camera !== null)
      requestAnimationFrame(() => requestAnimationFrame(() => (view.flyTo = { kind: 'camera', camera })))
  })
}
