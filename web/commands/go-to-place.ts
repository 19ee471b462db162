import type { SearchAnswer } from '#core/api/service.ts'
import { i18n } from '../locales/i18n.ts'
import { useMessages } from '../stores/messages.ts'
import { useView } from '../stores/view.ts'
import { openCompound } from './open-compound.ts'

export type Place = SearchAnswer['items'][number]

/** Moves the map to what was found; a compound opens as well. */
export function goToPlace(place: Place): void {
  const view = useView()
  const { bounds, position } = place
  view.marker = null
  if (place.kind === 'compound') openCompound(place.id)
  if (bounds !== null && bounds.length === 4) {
    const [west = 0, south = 0, east = 0, north = 0] = bounds
    view.flyTo = { kind: 'bounds', bounds: [west, south, east, north] }
  } else if (position !== null) {
    const [longitude = 0, latitude = 0] = position
    view.flyTo = {
      kind: 'point',
      position: [longitude, latitude],
      zoom: place.kind === 'well' ? 17.5 : 15.5,
    }
  } else {
    useMessages().toast(i18n.global.t('shell.search.noPosition'), 'warning')
    return
  }
  if (position !== null && place.kind !== 'compound') {
    const [longitude = 0, latitude = 0] = position
    view.marker = { position: [longitude, latitude], label: place.label }
  }
}

export function goToPosition(position: readonly [number, number], label: string): void {
  const view = useView()
  view.marker = { position, label }
  view.flyTo = { kind: 'point', position, zoom: 16 }
}
