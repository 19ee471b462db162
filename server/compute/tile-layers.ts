import type { Feature } from 'geojson'
import type { Parts } from '../parts.ts'
import { baseFeatureToGeoJson, readBaseFeatures } from '../store/base-features.ts'
import { readConnectionRun, readConnections } from '../store/connections.ts'
import { readPipes, readWells } from '../store/network.ts'
import { staleCompounds } from './stale-connections.ts'
import { branchToFeature, connectionToFeature, isShownByDefault } from './connection-view.ts'
import { compoundFeatures } from './compound-view.ts'
import { faultCodesOf, pipeToFeature, wellInverts, wellToFeature } from './network-view.ts'
import { createTileIndex } from './tile-index.ts'
import type { TileIndex } from './tile-index.ts'

export const TILE_LAYERS = ['compounds', 'buildings', 'pipes', 'wells', 'connections', 'ground'] as const

export type TileLayer = (typeof TILE_LAYERS)[number]

/** Buildings outside the compounds are most of the ground's bytes, and specks when seen from afar. */
export const FROM_ZOOM = { 'ground-buildings': 14 }

export type TileSources = Pick<Parts, 'derived' | 'drainageRules' | 'evaluations' | 'store'>

/** The index of one layer, built when it is first asked for in a data version. */
export function tileIndexOf(sources: TileSources, layer: TileLayer, year: number): Promise<TileIndex> {
  return sources.derived.get(`tiles ${layer} ${year}`, async () =>
    createTileIndex(await layersOf(sources, layer, year), FROM_ZOOM),
  )
}

async function layersOf(
  sources: TileSources,
  layer: TileLayer,
  year: number,
): Promise<Record<string, readonly Feature[]>> {
  switch (layer) {
    case 'compounds':
      return { compounds: await compoundTiles(sources, year) }
    case 'buildings':
      return { buildings: await buildingTiles(sources, year) }
    case 'pipes':
      return { pipes: await pipeTiles(sources, year) }
    case 'wells':
      return { wells: await wellTiles(sources, year) }
    case 'connections':
      return connectionTiles(sources, year)
    case 'ground':
      return groundTiles(sources)
  }
}

async function compoundTiles({ evaluations }: TileSources, year: number): Promise<readonly Feature[]> {
  const evaluation = await evaluations.of(year)
  if (evaluation === null) return []
  return compoundFeatures(evaluation).map((feature) => ({
    ...feature,
    properties: { ...flat(feature.properties), reason: feature.properties.reasons[0] ?? null },
  }))
}

async function buildingTiles({ evaluations }: TileSources, year: number): Promise<readonly Feature[]> {
  const evaluation = await evaluations.of(year)
  return (evaluation?.compounds ?? []).flatMap((compound) =>
    compound.buildings.flatMap(({ footprint, ...building }) =>
      footprint === null
        ? []
        : [{ type: 'Feature' as const, id: building.id, geometry: footprint, properties: building }],
    ),
  )
}

async function pipeTiles({ derived, store }: TileSources, year: number): Promise<readonly Feature[]> {
  const faults = faultCodesOf(await readConnectionRun(store, year))
  return (await derived.get('pipes', () => readPipes(store))).map((pipe) => pipeToFeature(pipe, faults))
}

async function wellTiles({ derived, store }: TileSources, year: number): Promise<readonly Feature[]> {
  const faults = faultCodesOf(await readConnectionRun(store, year))
  const inverts = wellInverts(await derived.get('pipes', () => readPipes(store)))
  const wells = await derived.get('wells', () => readWells(store))
  return wells.map((well) => wellToFeature(well, inverts.get(well.id) ?? null, faults))
}

async function connectionTiles(
  sources: TileSources,
  year: number,
): Promise<Record<string, readonly Feature[]>> {
  const { derived, store } = sources
  const stale = await staleCompounds(sources, year)
  const all = await derived.get(`connections ${year}`, () => readConnections(store, year))
  const shown = all.filter(isShownByDefault)
  return {
    connections: shown.map((connection) => {
      const feature = connectionToFeature(connection, stale)
      const explanation = feature.properties.explanation.join(';')
      return { ...feature, properties: { ...flat(feature.properties), explanation } }
    }),
    branches: shown.flatMap((connection) => branchToFeature(connection) ?? []),
  }
}

async function groundTiles({ store }: TileSources): Promise<Record<string, readonly Feature[]>> {
  const features = (await readBaseFeatures(store)).map(baseFeatureToGeoJson)
  const drawn = features.map((feature) => ({ ...feature, properties: flat(feature.properties) }))
  const isBuilding = (feature: Feature): boolean => feature.properties?.['class'] === 'building'
  return {
    ground: drawn.filter((feature) => !isBuilding(feature)),
    'ground-buildings': drawn
      .filter(isBuilding)
      .map(({ id, type, geometry }) => ({ id, type, geometry, properties: {} })),
  }
}

/** Tiles carry single values; the lists of the contract are answered by the routes under /api. */
function flat(properties: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(properties).filter(([, value]) => value !== null && typeof value !== 'object'),
  )
}
