import type { Feature, FeatureCollection, Geometry } from 'geojson'
import type { ConnectionCollection, ConnectionProperties, Downstream } from '#core/api/connections.ts'
import { ratioPercent } from '../../locales/format.ts'
import { capacitySign, connectionSign } from '../style/symbology.ts'

export type ConnectionFeature = ConnectionCollection['features'][number]

/** Tie-ins and branches with the sign they are drawn with; `except` leaves out what is drawn already. */
export function drawnConnections(
  collection: ConnectionCollection,
  except: ReadonlySet<string> = new Set(),
): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: collection.features.flatMap((feature) => (except.has(feature.id) ? [] : [drawn(feature)])),
  }
}

export function idsOf(collection: ConnectionCollection): Set<string> {
  return new Set(collection.features.map((feature) => feature.id))
}

/** The properties of one tie-in wherever it is known: among the best, or among the candidates. */
export function findConnection(
  id: string | null,
  ...collections: readonly ConnectionCollection[]
): { properties: ConnectionProperties; position: [number, number] } | null {
  if (id === null) return null
  for (const { features } of collections) {
    for (const { properties, geometry, id: own } of features) {
      if (own === id && properties.kind === 'connection' && geometry.type === 'Point') {
        const [lng = 0, lat = 0] = geometry.coordinates
        return { properties, position: [lng, lat] }
      }
    }
  }
  return null
}

/** Each main on the way of the water with the class of its fullness after the tie-in. */
export function drawnDownstream(
  downstream: Downstream | null,
  connection: ConnectionProperties | undefined,
): FeatureCollection {
  const after = new Map(connection?.capacity.map(({ pipeId, after: ratio }) => [pipeId, ratio]) ?? [])
  return {
    type: 'FeatureCollection',
    features: (downstream?.features ?? []).map(({ id, geometry, properties }) => {
      const ratio = after.get(id) ?? numberOf(properties['after'])
      const label = ratio === null ? {} : { label: ratioPercent(ratio) }
      return {
        type: 'Feature',
        geometry: geometry as Geometry,
        properties: { id, capacity: capacitySign(ratio), ...(geometry.type === 'Point' ? {} : label) },
      }
    }),
  }
}

function drawn({ id, geometry, properties }: ConnectionFeature): Feature {
  const sign = connectionSign(properties.state, properties.status)
  const { kind, compoundId, rank } = properties
  const stale = properties.kind === 'connection' && properties.stale
  return {
    type: 'Feature',
    geometry: geometry as Geometry,
    properties: { id, kind, compoundId, sign, stale, ...(rank === null ? {} : { rank }) },
  }
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null
}
