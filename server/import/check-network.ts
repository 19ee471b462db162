import type { CompoundSite, Pipe, Well } from '#core/drainage/model.ts'
import type { Plane } from '#core/geo/projection.ts'
import type { ImportFault } from './import-fault.ts'

/** Levels farther than this from the ground are in other units, m. */
const DEEPEST = 100

/** A compound farther than this from the network, m, lies in another system if turning it round brings it back. */
const FAR = 50_000

export interface NetworkFiles {
  readonly wellsFile: string
  readonly pipesFile: string
  readonly compoundsFile: string
  readonly wells: readonly Well[]
  readonly pipes: readonly Pipe[]
  readonly compounds: readonly CompoundSite[]
}

/** Faults between the files: unknown ids, no outfall, levels in other units, coordinates of another system. */
export function checkNetworkFiles(files: NetworkFiles): ImportFault[] {
  const wells = new Map(files.wells.map((well) => [well.id, well]))
  return [
    ...checkOutfall(files),
    ...files.pipes.flatMap((pipe) => checkPipe(pipe, wells, files.pipesFile, files.wellsFile)),
    ...files.compounds.flatMap((site) => checkSite(site, wells, files)),
    ...checkPlaces(files),
    ...checkAxes(files),
  ]
}

function checkOutfall({ wells, wellsFile }: NetworkFiles): ImportFault[] {
  if (wells.some(({ kind }) => kind === 'outfall')) return []
  return [
    { file: wellsFile, feature: null, what: 'no outfall', expected: 'at least one well of kind outfall' },
  ]
}

function checkPipe(
  pipe: Pipe,
  wells: ReadonlyMap<string, Well>,
  file: string,
  wellsFile: string,
): ImportFault[] {
  const faults: ImportFault[] = []
  for (const [name, id, level] of [
    ['from', pipe.from, pipe.invertStart],
    ['to', pipe.to, pipe.invertEnd],
  ] as const) {
    const well = wells.get(id)
    if (!well && id !== '') {
      faults.push({
        file,
        feature: pipe.id,
        what: `${name} names the unknown well ${id}`,
        expected: `an id of ${wellsFile}`,
      })
    }
    if (well && level !== null && Math.abs(level - well.ground) > DEEPEST) {
      faults.push({
        file,
        feature: pipe.id,
        what: `the invert ${level} at ${id} lies more than ${DEEPEST} m from its ground ${well.ground}`,
        expected: 'levels in m above the same datum',
      })
    }
  }
  return faults
}

function checkSite(
  site: CompoundSite,
  wells: ReadonlyMap<string, Well>,
  { compoundsFile, wellsFile }: NetworkFiles,
): ImportFault[] {
  const faults: ImportFault[] = []
  if (site.drainsTo && !wells.has(site.drainsTo)) {
    faults.push({
      file: compoundsFile,
      feature: site.id,
      what: `drainsTo names the unknown well ${site.drainsTo}`,
      expected: `an id of ${wellsFile}`,
    })
  }
  const crown = site.crownStart ?? site.ground
  if (Math.abs(crown - site.ground) > DEEPEST) {
    faults.push({
      file: compoundsFile,
      feature: site.id,
      what: `crownStart ${crown} lies more than ${DEEPEST} m from the ground ${site.ground}`,
      expected: 'levels in m above the same datum',
    })
  }
  return faults
}

/** Compounds far off the network that would be beside it with X and Y the other way round, or that are in degrees. */
function checkPlaces({ wells, compounds, compoundsFile }: NetworkFiles): ImportFault[] {
  const known = wells.filter(({ position: [x, y] }) => Number.isFinite(x) && Number.isFinite(y))
  if (known.length === 0) return []
  const box = boxOf(known.map(({ position }) => position))
  return compounds.flatMap(({ id, position: [x, y] }) => {
    if (!Number.isFinite(x) || distanceToBox(box, [x, y]) < FAR) return []
    const turned = distanceToBox(box, [y, x]) < FAR
    const degrees = Math.abs(x) <= 180 && Math.abs(y) <= 90
    if (!turned && !degrees) return []
    return [
      {
        file: compoundsFile,
        feature: id,
        what: turned ? `[${x}, ${y}] has X and Y the other way round` : `[${x}, ${y}] looks like degrees`,
        expected: 'coordinates of the same system as the network',
      },
    ]
  })
}

/** Pipes that meet their wells only with X and Y the other way round. */
function checkAxes({ wells, pipes, pipesFile }: NetworkFiles): ImportFault[] {
  const places = new Map(wells.map(({ id, position }) => [id, position]))
  return pipes.flatMap(({ id, from, line }) => {
    const well = places.get(from)
    const start = line[0]
    if (!well || !start) return []
    const distance = Math.hypot(start[0] - well[0], start[1] - well[1])
    const turned = Math.hypot(start[1] - well[0], start[0] - well[1])
    if (distance < 100 || turned > 5) return []
    return [
      {
        file: pipesFile,
        feature: id,
        what: `its line meets its wells only with X and Y the other way round`,
        expected: 'easting before northing (longitude before latitude)',
      },
    ]
  })
}

function boxOf(positions: readonly Plane[]): readonly [number, number, number, number] {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of positions) {
    minX = Math.min(minX, x)
    minY = Math.min(minY, y)
    maxX = Math.max(maxX, x)
    maxY = Math.max(maxY, y)
  }
  return [minX, minY, maxX, maxY]
}

function distanceToBox(
  [minX, minY, maxX, maxY]: readonly [number, number, number, number],
  [x, y]: Plane,
): number {
  return Math.hypot(Math.max(minX - x, 0, x - maxX), Math.max(minY - y, 0, y - maxY))
}
