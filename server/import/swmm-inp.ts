import type { DrainageSystem, NetworkFault, Pipe, Well } from '#core/drainage/model.ts'
import type { Plane } from '#core/geo/projection.ts'
import type { CoordinateFrame } from './coordinate-frame.ts'
import type { ImportFault } from './import-fault.ts'
import { readSections, type Row, type Sections } from './swmm-sections.ts'

export interface SwmmNetwork {
  readonly wells: readonly Well[]
  readonly pipes: readonly Pipe[]
  readonly faults: readonly ImportFault[]
  /** What the file holds and the engine does not use; reported, never guessed. */
  readonly notes: readonly NetworkFault[]
}

/** Sizes that no storm main of a town has, mm: a dummy link of the model. */
const ODD_SIZE = { min: 100, max: 6000 }

const US_UNITS = ['CFS', 'GPM', 'MGD']
const METRIC_UNITS = ['CMS', 'LPS', 'MLD']
const FOOT = 0.3048

interface Context {
  readonly file: string
  readonly system: DrainageSystem
  readonly sections: Sections
  readonly frame: CoordinateFrame
  /** m for a unit of length of the file. */
  readonly unit: number
  /** m for a unit of the map. */
  readonly mapUnit: number
  readonly elevationOffsets: boolean
  readonly faults: ImportFault[]
}

/**
 * Reads the network of an EPA SWMM 5 input file: junctions, dividers and storage nodes as manholes, outfalls,
 * conduits with their sections. Feet are turned to m by FLOW_UNITS, offsets to inverts by LINK_OFFSETS (DEPTH or
 * ELEVATION). A conduit that is no single circular pipe, or has an odd size, is suspect; pumps, orifices, weirs and
 * outlets are no gravity mains and are reported. Subcatchments are not turned into loads.
 */
export function readSwmmNetwork(
  text: string,
  file: string,
  system: DrainageSystem,
  frame: CoordinateFrame,
): SwmmNetwork {
  const faults: ImportFault[] = []
  const sections = readSections(text)
  const fault = (what: string, expected: string): SwmmNetwork => ({
    wells: [],
    pipes: [],
    faults: [{ file, feature: null, what, expected }],
    notes: [],
  })
  if (text.trim() === '') return fault('the file is empty', 'an EPA SWMM 5 input file')
  if (sections.size === 0) return fault('no section', 'an EPA SWMM 5 input file')
  if ((sections.get('CONDUITS') ?? []).length === 0) return fault('no [CONDUITS]', 'an EPA SWMM 5 network')
  const flowUnits = option(sections, 'FLOW_UNITS') ?? 'CFS'
  if (![...US_UNITS, ...METRIC_UNITS].includes(flowUnits)) {
    return fault(`FLOW_UNITS ${flowUnits}`, [...US_UNITS, ...METRIC_UNITS].join(', '))
  }
  const mapInFeet = (sections.get('MAP') ?? []).some(
    ([name, value]) => name?.toUpperCase() === 'UNITS' && value?.toUpperCase() === 'FEET',
  )
  const context: Context = {
    file,
    system,
    sections,
    frame,
    unit: US_UNITS.includes(flowUnits) ? FOOT : 1,
    mapUnit: mapInFeet ? FOOT : 1,
    elevationOffsets: option(sections, 'LINK_OFFSETS') === 'ELEVATION',
    faults,
  }
  const nodes = readNodes(context)
  const pipes = readConduits(context, nodes)
  const wells = [...nodes.values()].map((node) => finishWell(node, pipes, system))
  if (!wells.some(({ kind }) => kind === 'outfall')) {
    faults.push({ file, feature: null, what: 'no outfall', expected: 'at least one row in [OUTFALLS]' })
  }
  return { wells, pipes, faults, notes: notesOf(sections) }
}

interface Node {
  readonly id: string
  readonly kind: Well['kind']
  readonly invert: number
  /** m; null where the file leaves it open. */
  readonly depth: number | null
  readonly position: Plane
  readonly waterLevel: number | null
}

function readNodes(context: Context): Map<string, Node> {
  const places = new Map<string, Plane>()
  for (const [id, x, y] of context.sections.get('COORDINATES') ?? []) {
    if (id === undefined) continue
    const place = placeOf(context, id, x, y)
    if (place) places.set(id, place)
  }
  const nodes = new Map<string, Node>()
  for (const section of ['JUNCTIONS', 'STORAGE', 'DIVIDERS', 'OUTFALLS'] as const) {
    for (const row of context.sections.get(section) ?? []) {
      const node = readNode(context, section, row, places)
      if (nodes.has(node.id)) report(context, node.id, 'the node is there twice', 'names of their own')
      nodes.set(node.id, node)
    }
  }
  return nodes
}

function readNode(context: Context, section: string, row: Row, places: ReadonlyMap<string, Plane>): Node {
  const id = row[0] ?? ''
  const kind = section === 'OUTFALLS' ? 'outfall' : 'manhole'
  const position = places.get(id)
  if (!position) report(context, id, 'no place on the map', 'a row in [COORDINATES]')
  const depthColumn = section === 'DIVIDERS' ? undefined : row[2]
  const depth = kind === 'outfall' ? 0 : Number(depthColumn ?? 0) * context.unit
  const fixed = kind === 'outfall' && row[2]?.toUpperCase() === 'FIXED'
  return {
    id,
    kind,
    invert: numberOf(context, id, 'invert', row[1]) * context.unit,
    depth: depth > 0 ? depth : null,
    position: position ?? [NaN, NaN],
    waterLevel: fixed ? numberOf(context, id, 'stage', row[3]) * context.unit : null,
  }
}

function readConduits(context: Context, nodes: ReadonlyMap<string, Node>): Pipe[] {
  const shapes = new Map((context.sections.get('XSECTIONS') ?? []).map((row) => [row[0] ?? '', row]))
  const bends = new Map<string, Plane[]>()
  for (const [id, x, y] of context.sections.get('VERTICES') ?? []) {
    if (id === undefined) continue
    const place = placeOf(context, id, x, y)
    if (place) bends.set(id, [...(bends.get(id) ?? []), place])
  }
  return (context.sections.get('CONDUITS') ?? []).map((row) =>
    readConduit(context, row, nodes, shapes.get(row[0] ?? ''), bends.get(row[0] ?? '') ?? []),
  )
}

function readConduit(
  context: Context,
  row: Row,
  nodes: ReadonlyMap<string, Node>,
  shape: Row | undefined,
  bends: readonly Plane[],
): Pipe {
  const [id = '', from = '', to = ''] = row
  for (const node of [from, to]) {
    if (!nodes.has(node)) report(context, id, `names the unknown node ${node}`, 'a node of the file')
  }
  const [start, end] = [nodes.get(from), nodes.get(to)]
  const diameter = Number(shape?.[2] ?? NaN) * context.unit * 1000
  const dn = Number.isFinite(diameter) ? Math.round(diameter) : 0
  return {
    id,
    from,
    to,
    line: [start?.position ?? [NaN, NaN], ...bends, end?.position ?? [NaN, NaN]],
    system: context.system,
    dn,
    material: 'unknown',
    n: numberOf(context, id, 'roughness', row[4]),
    invertStart: invertAt(context, id, start, row[5]),
    invertEnd: invertAt(context, id, end, row[6]),
    status: 'in_use',
    length: numberOf(context, id, 'length', row[3]) * context.unit,
    suspect: suspicionOf(shape, dn),
  }
}

/** Why a conduit is no plain round main; null where it is one. */
function suspicionOf(shape: Row | undefined, dn: number): string | null {
  const form = shape?.[1]?.toUpperCase()
  if (form === undefined) return 'no cross-section'
  if (form !== 'CIRCULAR') return `section ${form}`
  if (!(dn >= ODD_SIZE.min && dn <= ODD_SIZE.max)) return `size ${dn} mm`
  return Number(shape?.[6] ?? 1) > 1 ? `${shape?.[6]} barrels` : null
}

function invertAt(context: Context, id: string, node: Node | undefined, offset: string | undefined): number {
  const invert = node?.invert ?? NaN
  if (offset === undefined || offset === '*') return invert
  const value = numberOf(context, id, 'offset', offset) * context.unit
  return context.elevationOffsets ? value : invert + value
}

/** Ground is the invert plus the depth; where the file gives none, as SWMM does, the highest crown that meets there. */
function finishWell(node: Node, pipes: readonly Pipe[], system: DrainageSystem): Well {
  const crowns = (): number[] =>
    pipes.flatMap((pipe) => [
      ...(pipe.from === node.id ? [(pipe.invertStart ?? NaN) + pipe.dn / 1000] : []),
      ...(pipe.to === node.id ? [(pipe.invertEnd ?? NaN) + pipe.dn / 1000] : []),
    ])
  const ground = node.depth === null ? Math.max(node.invert, ...crowns()) : node.invert + node.depth
  const { id, kind, position, waterLevel } = node
  return { id, kind, position, ground, system, waterLevel }
}

function notesOf(sections: Sections): NetworkFault[] {
  const notes: NetworkFault[] = []
  for (const section of ['PUMPS', 'ORIFICES', 'WEIRS', 'OUTLETS']) {
    for (const [id] of sections.get(section) ?? []) {
      notes.push({
        code: 'DATA_SUSPECT',
        pipeId: id ?? '',
        which: `no gravity main (${section})`,
        leftOut: true,
      })
    }
  }
  const subcatchments = (sections.get('SUBCATCHMENTS') ?? []).length
  if (subcatchments > 0) notes.push({ code: 'LOADS_NOT_READ', subcatchments, leftOut: false })
  return notes
}

function placeOf(context: Context, id: string, x: string | undefined, y: string | undefined): Plane | null {
  const [px, py] = [numberOf(context, id, 'X', x), numberOf(context, id, 'Y', y)]
  const { mapUnit } = context
  const found = context.frame.fault(px * mapUnit, py * mapUnit)
  if (!found) return context.frame.toPlane(px * mapUnit, py * mapUnit)
  report(context, id, found.what, found.expected)
  return null
}

function numberOf(context: Context, id: string, name: string, value: string | undefined): number {
  const number = value === undefined || value === '' ? NaN : Number(value)
  if (!Number.isFinite(number)) report(context, id, `${name} is ${value ?? 'missing'}`, 'a finite number')
  return number
}

function report(context: Context, id: string, what: string, expected: string): void {
  context.faults.push({ file: context.file, feature: id, what, expected })
}

function option(sections: Sections, name: string): string | null {
  const row = (sections.get('OPTIONS') ?? []).find(([key]) => key?.toUpperCase() === name)
  return row?.[1]?.toUpperCase() ?? null
}
