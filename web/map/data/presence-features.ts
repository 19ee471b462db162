import type { FeatureCollection } from 'geojson'
import type { CompoundFeature } from '#core/api/compounds.ts'
import type { ConnectionCollection } from '#core/api/connections.ts'
import type { Presence } from '#core/api/presence.ts'
import { findConnection } from './connection-features.ts'

/** One point a place where colleagues are: the tie-in they have open, else their compound. */
export function presencePoints(
  others: readonly Presence[],
  byId: ReadonlyMap<string, CompoundFeature>,
  collections: readonly [ConnectionCollection, ConnectionCollection],
): FeatureCollection {
  const places = new Map<string, { readonly position: readonly number[]; readonly names: string[] }>()
  for (const { name, compoundId, connectionId } of others) {
    const point = findConnection(connectionId, ...collections)
    const position = point?.position ?? byId.get(compoundId)?.properties.anchor
    if (position === undefined) continue
    const key = point === null ? compoundId : `${compoundId}/${connectionId ?? ''}`
    const place = places.get(key) ?? { position, names: [] }
    places.set(key, place)
    place.names.push(name)
  }
  return {
    type: 'FeatureCollection',
    features: [...places].map(([id, { position, names }]) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [...position] },
      properties: { id, names: names.join('、') },
    })),
  }
}
