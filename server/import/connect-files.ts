import { basename } from 'node:path'
import type { ConnectInput } from '#core/drainage/connect.ts'
import type { DrainageSystem, NetworkFault, Pipe, Well } from '#core/drainage/model.ts'
import type { DrainageRules } from '#core/drainage/rules.ts'
import type { Plane } from '#core/geo/projection.ts'
import { checkNetworkFiles } from './check-network.ts'
import { readCompoundSites } from './compound-sites-geojson.ts'
import { degreesFrame, frameOf, mapFrame, type CoordinateFrame } from './coordinate-frame.ts'
import { readRulesOverrides } from './drainage-rules-overrides.ts'
import type { ImportFault } from './import-fault.ts'
import { readInputFile } from './input-file.ts'
import { readPipes, readWells, type Imported } from './network-geojson.ts'
import { readBuildings, readRoads } from './route-geojson.ts'
import { readSwmmNetwork } from './swmm-inp.ts'

/** The files and arguments of `cli connect`. */
export interface ConnectFiles {
  readonly wells?: string
  readonly pipes?: string
  readonly network?: string
  readonly system?: string
  readonly compounds?: string
  readonly roads?: string
  readonly buildings?: string
  readonly rules?: string
  readonly crs?: string
}

/** What a file that is something else should have been. */
const EXPECTED = { GeoJSON: 'a GeoJSON FeatureCollection', SWMM: 'an EPA SWMM 5 input file' } as const

export interface ConnectFilesRead {
  readonly input: Omit<ConnectInput, 'returnPeriod' | 'together'> | null
  readonly frame: CoordinateFrame
  readonly faults: readonly ImportFault[]
  /** Things a network file holds that the engine leaves out. */
  readonly notes: readonly NetworkFault[]
}

/** Reads all files of a connect command; one fault anywhere and there is no input. */
export async function readConnectFiles(
  files: ConnectFiles,
  defaults: DrainageRules,
): Promise<ConnectFilesRead> {
  const faults: ImportFault[] = []
  const open = async (path: string | undefined, option: string): Promise<string | null> => {
    if (path === undefined) {
      faults.push({ file: `--${option}`, feature: null, what: 'is missing', expected: 'a file' })
      return null
    }
    try {
      const kind = option === 'network' ? 'SWMM' : 'GeoJSON'
      const { text, what } = await readInputFile(path, kind)
      if (what !== null) {
        const expected = option === 'rules' ? 'a JSON object' : EXPECTED[kind]
        faults.push({ file: basename(path), feature: null, what, expected })
      }
      return text
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : ''
      faults.push({ file: path, feature: null, what: `cannot be read${code}`, expected: 'a readable file' })
      return null
    }
  }
  const keep = <T>({ items, faults: found }: Imported<T>): readonly T[] => {
    faults.push(...found)
    return items
  }
  const read = async <T>(
    path: string | undefined,
    option: string,
    importer: (text: string, file: string, frame: CoordinateFrame) => Imported<T>,
  ): Promise<readonly T[]> => {
    const text = await open(path, option)
    return text === null ? [] : keep(importer(text, basename(path ?? option), frame))
  }

  const frame = chooseFrame(files, faults)
  const network = await readNetwork(files, frame, open, read, faults)
  const compounds = await read(files.compounds, 'compounds', readCompoundSites)
  const roads = files.roads === undefined ? undefined : await read(files.roads, 'roads', readRoads)
  const buildings =
    files.buildings === undefined
      ? undefined
      : await read<readonly Plane[]>(files.buildings, 'buildings', readBuildings)
  const rules = await readRules(files.rules, defaults, open, faults)
  if (faults.length === 0) {
    const networkFile = basename(files.network ?? files.wells ?? '')
    faults.push(
      ...checkNetworkFiles({
        wellsFile: networkFile,
        pipesFile: basename(files.network ?? files.pipes ?? ''),
        compoundsFile: basename(files.compounds ?? ''),
        wells: network.wells,
        pipes: network.pipes,
        compounds,
      }),
    )
  }
  const input = faults.length > 0 ? null : { ...network, compounds, roads, buildings, rules }
  return { input, frame, faults, notes: network.notes }
}

interface ReadNetwork {
  readonly wells: readonly Well[]
  readonly pipes: readonly Pipe[]
  readonly notes: readonly NetworkFault[]
}

async function readNetwork(
  files: ConnectFiles,
  frame: CoordinateFrame,
  open: (path: string | undefined, option: string) => Promise<string | null>,
  read: <T>(
    path: string | undefined,
    option: string,
    importer: (text: string, file: string, frame: CoordinateFrame) => Imported<T>,
  ) => Promise<readonly T[]>,
  faults: ImportFault[],
): Promise<ReadNetwork> {
  if (files.network === undefined) {
    return {
      wells: await read(files.wells, 'wells', readWells),
      pipes: await read(files.pipes, 'pipes', readPipes),
      notes: [],
    }
  }
  const text = await open(files.network, 'network')
  if (text === null) return { wells: [], pipes: [], notes: [] }
  const network = readSwmmNetwork(text, basename(files.network), systemOf(files.system), frame)
  faults.push(...network.faults)
  return network
}

async function readRules(
  path: string | undefined,
  defaults: DrainageRules,
  open: (path: string | undefined, option: string) => Promise<string | null>,
  faults: ImportFault[],
): Promise<DrainageRules> {
  const text = path === undefined ? null : await open(path, 'rules')
  if (text === null || path === undefined) return defaults
  const found = readRulesOverrides(text, basename(path), defaults)
  faults.push(...found.faults)
  return found.rules
}

/**
 * The map of a SWMM file lies in no named system: its coordinates, and those of the files beside it, are plane metres
 * as they stand, whatever `--crs` calls them. Everything else follows `--crs`.
 */
function chooseFrame({ crs, network }: ConnectFiles, faults: ImportFault[]): CoordinateFrame {
  const frame = frameOf(crs)
  if (frame === null) {
    faults.push({ file: '--crs', feature: null, what: `is ${crs ?? ''}`, expected: 'a code like EPSG:4549' })
    return degreesFrame
  }
  return network === undefined || (crs !== undefined && frame.crs === null) ? frame : mapFrame(frame.crs)
}

/** What `--system` says the links of a SWMM file are; storm where it says nothing. */
function systemOf(system: string | undefined): DrainageSystem {
  const word = (system ?? 'YS').toUpperCase()
  return word === 'YS' || word === 'WS' || word === 'HS' ? word : 'unknown'
}
