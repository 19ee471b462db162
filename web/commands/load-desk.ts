import { watch } from 'vue'
import { useCompounds } from '../stores/compounds.ts'
import { useConnections } from '../stores/connections.ts'
import { usePlanning } from '../stores/planning.ts'
import { useProgramme } from '../stores/programme.ts'
import { useSelection } from '../stores/selection.ts'
import { useSettings } from '../stores/settings.ts'
import { useView } from '../stores/view.ts'
import { UNMOVED, useWhatIf } from '../stores/what-if.ts'
import { firstMap } from './first-map.ts'

/**
 * Fetches everything of the plan year on screen; tie-ins, the most bytes, once the map is there to draw them on. What
 * was tried on another year's records ends with it.
 */
export async function loadYear(): Promise<void> {
  const { year } = useView()
  const planning = usePlanning()
  if (planning.answer !== null && planning.answer.year !== year) useWhatIf().rest(UNMOVED)
  void firstMap().then(() => useConnections().load(year))
  await Promise.all([
    useCompounds().load(year),
    useProgramme().load(year),
    ...(planning.state.kind === 'idle' ? [] : [planning.load(year)]),
  ])
}

/**
 * What the page must know and the records of the year at once, for drawing the first map takes the browser longer
 * than the server; a year nobody has planned becomes the default one.
 */
export async function loadDesk(): Promise<void> {
  const settings = useSettings()
  const view = useView()
  const records = loadYear()
  await settings.load()
  if (settings.settings === null || settings.settings.years.includes(view.year)) return records
  await records
  view.year = settings.settings.defaultYear
  await loadYear()
}

/** Fetches the open compound again, after an error. */
export async function loadOpenCompound(): Promise<void> {
  const { compoundId } = useSelection()
  await useCompounds().open(compoundId, useView().year)
}

export async function loadOpenCandidates(): Promise<void> {
  const { compoundId } = useSelection()
  await useConnections().loadCandidates(compoundId, useView().year)
}

/** Whoever selects, list, map, search or a link: what belongs to the selection is fetched here. */
export function followSelection(): void {
  const selection = useSelection()
  const view = useView()
  const connections = useConnections()
  watch(
    () => view.year,
    () => void loadYear(),
  )
  watch(
    [() => selection.compoundId, () => view.year],
    () => {
      void connections.trace(null)
      void loadOpenCompound()
      void loadOpenCandidates()
    },
    { immediate: true },
  )
}
