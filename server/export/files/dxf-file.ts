import { DxfWriter, LWPolylineFlags, point2d, point3d, Units } from '@tarikjabiri/dxf'
import type { Position } from 'geojson'
import type { FieldValue, LayerFeature } from '../../layers/layer.ts'
import { encodeGbk } from './gbk.ts'
import { DEMO_NOTICE, stampText, wordsOf } from './layer-export.ts'
import type { LayerExport } from './layer-export.ts'

/** A drawing layer with its colour (AutoCAD colour index). */
interface DrawingLayer {
  readonly name: string
  readonly colour: number
}

/** Storm blue, sewage brown, combined violet: the colours of the map, as near as the index has them. */
const SYSTEMS: Readonly<Record<string, DrawingLayer>> = {
  YS: { name: '雨水', colour: 5 },
  WS: { name: '污水', colour: 34 },
  HS: { name: '合流', colour: 202 },
}
const UNKNOWN: DrawingLayer = { name: '不详', colour: 8 }
const PLAIN: Readonly<Record<string, DrawingLayer>> = {
  compounds: { name: '小区范围', colour: 3 },
  buildings: { name: '楼栋', colour: 9 },
  connections: { name: '接驳点位', colour: 1 },
  branches: { name: '接驳支管', colour: 1 },
}
const NOTE: DrawingLayer = { name: '导出说明', colour: 1 }

/** m on the ground: legible on a 1:500 sheet. */
const TEXT_HEIGHT = 1.5

/** Circle with a cross, 0.7 m: the size of a manhole. */
const POINT_LOOK = { mode: 34, size: 0.7 }

/**
 * A drawing in true coordinates (easting, northing): layers by system, texts on layers of their own. In the format of
 * 2004 and GBK, which the CAD programs in the bureaus and GDAL both read without asking.
 */
export async function dxfFile(tables: readonly LayerExport[]): Promise<Uint8Array> {
  const drawing = new DxfWriter()
  drawing.setVariable('$ACADVER', { 1: 'AC1018' })
  drawing.setVariable('$DWGCODEPAGE', { 3: 'ANSI_936' })
  drawing.setUnits(Units.Meters)
  drawing.setVariable('$PDMODE', { 70: POINT_LOOK.mode })
  drawing.setVariable('$PDSIZE', { 40: POINT_LOOK.size })
  const known = new Set<string>()
  const on = ({ name, colour }: DrawingLayer): string => {
    if (!known.has(name)) drawing.addLayer(name, colour)
    known.add(name)
    return name
  }
  let corner: readonly [number, number] | null = null
  for (const table of tables) {
    for await (const feature of table.features()) {
      const layer = layerOf(table, feature)
      draw(drawing, feature, on(layer))
      const label = labelOf(table, feature)
      const [x = 0, y = 0] = labelPlace(feature)
      corner = corner === null ? [x, y] : [Math.min(corner[0], x), Math.min(corner[1], y)]
      if (label === '') continue
      const layerName = on({ name: `${layer.name}-注记`, colour: layer.colour })
      drawing.addText(point3d(x, y), TEXT_HEIGHT, label, { layerName })
    }
  }
  const [first] = tables
  if (first !== undefined) {
    const demo = tables.some((table) => table.demo)
    const note = `${demo ? `${DEMO_NOTICE};` : ''}${stampText(first.stamp)};坐标系 ${first.system}`
    const [x, y] = corner ?? [0, 0]
    drawing.addText(point3d(x, y - 20), 5, note, { layerName: on(NOTE) })
  }
  return encodeGbk(drawing.stringify(), escaped)
}

/** A character that GBK lacks, as drawings spell it. */
function escaped(character: string): string {
  return [...character]
    .map((one) => `\\U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`)
    .join('')
}

function layerOf({ layer }: LayerExport, { properties }: LayerFeature): DrawingLayer {
  const plain = PLAIN[layer.id]
  if (plain !== undefined) return plain
  const system = SYSTEMS[String(properties['system'])] ?? UNKNOWN
  const what = layer.id === 'wells' ? '井' : '管线'
  return { ...system, name: `${system.name}${what}` }
}

function draw(drawing: DxfWriter, { geometry }: LayerFeature, layerName: string): void {
  const line = (positions: readonly Position[], closed: boolean): void => {
    // A closed polyline repeats no corner.
    const open = closed ? positions.slice(0, -1) : positions
    drawing.addLWPolyline(
      open.map(([x = 0, y = 0]) => ({ point: point2d(x, y) })),
      { layerName, flags: closed ? LWPolylineFlags.Closed : LWPolylineFlags.None },
    )
  }
  switch (geometry.type) {
    case 'Point': {
      const [x = 0, y = 0] = geometry.coordinates
      drawing.addPoint(x, y, 0, { layerName })
      return
    }
    case 'MultiPoint':
      for (const [x = 0, y = 0] of geometry.coordinates) drawing.addPoint(x, y, 0, { layerName })
      return
    case 'LineString':
      return line(geometry.coordinates, false)
    case 'MultiLineString':
      return geometry.coordinates.forEach((positions) => line(positions, false))
    case 'Polygon':
      return geometry.coordinates.forEach((ring) => line(ring, true))
    case 'MultiPolygon':
      return geometry.coordinates.flat().forEach((ring) => line(ring, true))
  }
}

function labelOf({ layer, fields }: LayerExport, { properties }: LayerFeature): string {
  const value = (name: string): FieldValue => properties[name] ?? null
  const word = (name: string): string => {
    const field = fields.find((one) => one.name === name) ?? layer.fields.find((one) => one.name === name)
    return field === undefined ? '' : String(wordsOf(field, value(name)) ?? '')
  }
  switch (layer.id) {
    case 'pipes':
      return [word('dn') === '' ? '' : `DN${word('dn')}`, word('material'), slopeText(value('slope'))]
        .filter((part) => part !== '')
        .join(' ')
    case 'wells':
      return [word('id'), levelText(value('ground')), levelText(value('invert'))]
        .filter((part) => part !== '')
        .join(' ')
    case 'buildings':
      return `${word('number')}号楼${word('floors') === '' ? '' : ` ${word('floors')}F`}`
    case 'connections':
      return `${word('compoundName')} ${word('wellId') || word('pipeId')} DN${word('dn')} ${levelText(value('invertEnd'))}`.trim()
    case 'compounds':
      return word('name')
    default:
      return ''
  }
}

function slopeText(slope: FieldValue): string {
  return typeof slope === 'number' ? `i=${(slope * 1000).toFixed(2)}‰` : ''
}

function levelText(level: FieldValue): string {
  return typeof level === 'number' ? level.toFixed(3) : ''
}

/** Beside a point, on the middle of a line, inside the box of an area. */
function labelPlace({ geometry }: LayerFeature): Position {
  switch (geometry.type) {
    case 'Point': {
      const [x = 0, y = 0] = geometry.coordinates
      return [x + 1, y + 1]
    }
    case 'LineString':
      return middleOf(geometry.coordinates)
    case 'Polygon':
      return centreOf(geometry.coordinates[0] ?? [])
    case 'MultiPolygon':
      return centreOf(geometry.coordinates[0]?.[0] ?? [])
    case 'MultiPoint':
      return geometry.coordinates[0] ?? [0, 0]
    case 'MultiLineString':
      return middleOf(geometry.coordinates[0] ?? [])
  }
}

function middleOf(line: readonly Position[]): Position {
  const at = Math.floor((line.length - 1) / 2)
  const [ax = 0, ay = 0] = line[at] ?? []
  const [bx = ax, by = ay] = line[at + 1] ?? []
  return [(ax + bx) / 2, (ay + by) / 2]
}

function centreOf(ring: readonly Position[]): Position {
  const count = Math.max(1, ring.length - 1)
  const corners = ring.slice(0, count)
  return [
    corners.reduce((sum, [x = 0]) => sum + x, 0) / count,
    corners.reduce((sum, [, y = 0]) => sum + y, 0) / count,
  ]
}
