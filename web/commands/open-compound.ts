import { i18n } from '../locales/i18n.ts'
import { useCompounds } from '../stores/compounds.ts'
import { useFilters } from '../stores/filters.ts'
import { useMessages } from '../stores/messages.ts'
import { useSelection } from '../stores/selection.ts'
import { useView } from '../stores/view.ts'

/** Opens a compound beside the map and says so to those who cannot see it. */
export function openCompound(id: string): void {
  const selection = useSelection()
  selection.selectCompound(id)
  useView().detailOpen = true
  const { t } = i18n.global
  const properties = useCompounds().byId.get(id)?.properties
  if (properties !== undefined)
    useMessages().announce(
      t('shell.live.opened', {
        name: properties.name,
        verdict: t(`terms.eligibility.${properties.eligibility}`),
      }),
    )
}

export function closeCompound(): void {
  useSelection().selectCompound(null)
  useMessages().announce(i18n.global.t('shell.live.closed'))
}

/** The one before (−1) or after (+1) in the order of the list. */
export function stepCompound(by: -1 | 1): void {
  const { matching } = useFilters()
  const current = matching.findIndex((feature) => feature.id === useSelection().compoundId)
  const next = matching[current === -1 ? 0 : current + by]
  if (next === undefined) useMessages().toast(i18n.global.t('shell.toast.stepEnd'))
  else openCompound(next.id)
}

/** Moves the map to the compound, so that all of it shows between the panels. */
export function locateCompound(id: string): void {
  const feature = useCompounds().byId.get(id)
  if (feature === undefined) return
  const rings =
    feature.geometry.type === 'Polygon' ? feature.geometry.coordinates : feature.geometry.coordinates.flat()
  const positions = rings.flat()
  const longitudes = positions.map(([longitude = 0]) => longitude)
  const latitudes = positions.map(([, latitude = 0]) => latitude)
  useView().flyTo = {
    kind: 'bounds',
    bounds: [
      Math.min(...longitudes),
      Math.min(...latitudes),
      Math.max(...longitudes),
      Math.max(...latitudes),
    ],
  }
}
