import { join } from 'node:path'
import { z } from 'zod'
import { dataSourceSchema } from '#core/api/sources.ts'
import type { DataSource } from '#core/api/sources.ts'
import type { Compound } from '#core/compound/compound.ts'
import type { Programme } from '#core/programme/programme.ts'
import type { ScoringTable } from '#core/programme/scoring-table.ts'
import type { BaseFeature } from '../store/base-features.ts'
import type { StoredPipe, StoredWell } from '../store/network.ts'
import type { Community, Subdistrict } from '../store/places.ts'
import { readBaseMapFile } from './base-map-file.ts'
import { readCompoundFiles } from './compound-files.ts'
import { readJson } from './data-file.ts'
import { readPipeFile, readWellFile } from './network-files.ts'
import { readCommunityFile, readSubdistrictFile } from './place-files.ts'
import { readProgrammeFile, readScoringFile } from './programme-files.ts'

/** Real facts every database starts with, demo or not. */
export interface ReferenceData {
  readonly programme: Programme
  readonly scoringTable: ScoringTable
  readonly subdistricts: readonly Subdistrict[]
  readonly communities: readonly Community[]
  readonly sources: readonly DataSource[]
  /** The district's outline and its neighbours; the rest of the base map is synthetic. */
  readonly outlines: readonly BaseFeature[]
}

/** The synthetic district (示例数据). */
export interface DemoData {
  readonly compounds: readonly Compound[]
  readonly wells: readonly StoredWell[]
  readonly pipes: readonly StoredPipe[]
  readonly baseFeatures: readonly BaseFeature[]
}

/** @param folder the `data` folder @throws {DataFileError} for the first missing or broken file */
export async function readReferenceData(folder: string): Promise<ReferenceData> {
  return {
    programme: await readProgrammeFile(join(folder, 'programme-2024.json')),
    scoringTable: await readScoringFile(join(folder, 'scoring-default.json')),
    subdistricts: await readSubdistrictFile(join(folder, 'geo', 'subdistricts.csv')),
    communities: await readCommunityFile(join(folder, 'geo', 'communities.csv')),
    sources: await readJson(join(folder, 'sources.json'), z.array(dataSourceSchema)),
    outlines: (await readBaseMapFile(join(folder, 'demo', 'basemap.geojson'))).filter(isReal),
  }
}

/** @param folder as `cli demo` writes it @throws {DataFileError} for the first missing or broken file */
export async function readDemoData(folder: string): Promise<DemoData> {
  const file = (name: string): string => join(folder, name)
  return {
    compounds: await readCompoundFiles(file('compounds.geojson'), file('buildings.geojson')),
    wells: await readWellFile(file('wells.geojson')),
    pipes: await readPipeFile(file('pipes.geojson')),
    baseFeatures: (await readBaseMapFile(file('basemap.geojson'))).filter((feature) => !isReal(feature)),
  }
}

function isReal(feature: BaseFeature): boolean {
  return feature.source !== 'demo'
}
