import { readFile, stat } from 'node:fs/promises'
import DxfParser, { type IEntity } from 'dxf-parser'
import type { Geometry, Position } from 'geojson'
import { layerOfFeatures, type ReadFeature } from './features-source.ts'
import { UnreadableFile, type Source, type SourceRequest } from './source.ts'
import { encodingOf } from './text-encoding.ts'

const LARGEST = 200 * 1024 * 1024

/** What is read of an entity; the library's types differ by kind and leave most of it open. */
interface Drawn extends IEntity {
  readonly position?: DxfPoint
  readonly startPoint?: DxfPoint
  readonly vertices?: readonly DxfPoint[]
  readonly shape?: boolean
  readonly name?: string
  readonly text?: string
}

interface DxfPoint {
  readonly x: number
  readonly y: number
}

/** A CAD drawing: each of its layers is one, with points, lines and closed outlines; texts and blocks come as points. */
export async function openDxf({ path }: SourceRequest): Promise<Source> {
  if ((await stat(path)).size > LARGEST) throw new UnreadableFile('DXF 超过 200 MB,请拆分后导入')
  const bytes = await readFile(path)
  if (bytes.subarray(0, 18).toString('latin1') === 'AutoCAD Binary DXF') {
    throw new UnreadableFile('二进制 DXF 不能读取;请在 CAD 中另存为 ASCII DXF')
  }
  const entities = parse(new TextDecoder(encodingOf(bytes)).decode(bytes))
  const groups = new Map<string, ReadFeature[]>()
  for (const entity of entities) {
    const geometry = geometryOf(entity)
    if (geometry === null) continue
    const { layer, handle, name = null, text = null } = entity
    const id = String(handle ?? '')
    const group = groups.get(layer) ?? []
    group.push({ geometry, values: { id, layer, block: name, text, type: entity.type } })
    groups.set(layer, group)
  }
  if (groups.size === 0) throw new UnreadableFile('DXF 中没有可用的点、线、面')
  const layers = [...groups].map(([name, features]) => layerOfFeatures(name, features, null))
  return { format: 'dxf', layers, close: async () => undefined }
}

function parse(text: string): readonly Drawn[] {
  try {
    return (new DxfParser().parseSync(text)?.entities ?? []) as Drawn[]
  } catch (error) {
    throw new UnreadableFile('DXF 已损坏或不完整;请在 CAD 中重新另存为 ASCII DXF', {}, { cause: error })
  }
}

function geometryOf({ type, position, startPoint, vertices, shape }: Drawn): Geometry | null {
  if (type === 'POINT' || type === 'INSERT') return pointOf(position)
  if (type === 'TEXT' || type === 'MTEXT') return pointOf(startPoint ?? position)
  if (vertices === undefined || !['LINE', 'LWPOLYLINE', 'POLYLINE'].includes(type)) return null
  const line = vertices.map(({ x, y }): Position => [x, y])
  const [first] = line
  if (first === undefined || line.length < 2) return null
  return shape === true && line.length >= 3
    ? { type: 'Polygon', coordinates: [[...line, first]] }
    : { type: 'LineString', coordinates: line }
}

function pointOf(point: DxfPoint | undefined): Geometry | null {
  return point === undefined ? null : { type: 'Point', coordinates: [point.x, point.y] }
}
