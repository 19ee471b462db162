import {
  baseMapFeatures,
  buildingFeatures,
  compoundFeatures,
  pipeFeatures,
  wellFeatures,
} from './city-features.ts'
import type { City, CityWish } from './city.ts'
import { collectionText, DEMO_NOTICE, fixed } from './geojson-text.ts'
import type { Outline } from './land.ts'
import { downstreamOrder } from './mains-order.ts'

/** Raised when the same seed gives other bytes than before. */
export const GENERATOR_VERSION = 1

/** The files of a city by name, each as pieces of text in order. */
export function cityFiles(
  city: City,
  wish: CityWish,
  outlines: readonly Outline[],
  district: string,
): ReadonlyMap<string, () => Iterable<string>> {
  return new Map<string, () => Iterable<string>>([
    ['compounds.geojson', () => collectionText(compoundFeatures(city))],
    ['buildings.geojson', () => collectionText(buildingFeatures(city))],
    ['wells.geojson', () => collectionText(wellFeatures(city))],
    ['pipes.geojson', () => collectionText(pipeFeatures(city))],
    ['basemap.geojson', () => collectionText(baseMapFeatures(city, outlines, district))],
    ['demo.json', () => [summaryText(city, wish)]],
  ])
}

/** Seed, counts and the faults put in, so that nobody has to guess what is meant to be wrong. */
function summaryText(city: City, wish: CityWish): string {
  const { compounds, mains, numbers, faults } = city
  const summary = {
    source: 'demo',
    notice: DEMO_NOTICE,
    generatorVersion: GENERATOR_VERSION,
    seed: wish.seed,
    programme: wish.compounds === 'programme',
    counts: {
      compounds: compounds.length,
      buildings: compounds.reduce((sum, compound) => sum + compound.buildings.length, 0),
      households: compounds.reduce((sum, { declared }) => sum + declared.households, 0),
      wells: mains.wells.length,
      pipes: mains.pipes.length,
      outfalls: mains.wells.filter((well) => well.kind === 'outfall').length,
      pipeKilometres: fixed(downstreamOrder(mains).reduce((sum, pipe) => sum + pipe.length, 0) / 1000, 1),
      streets: city.streets.length,
      backgroundBuildings: city.background.length,
    },
    plantedFaults: faults.map(({ kind, pipe }) => ({ kind, pipeId: numbers.pipeId(pipe) })),
  }
  return `${JSON.stringify(summary, null, 2)}\n`
}
