import type { OutputSystem } from '#core/geo/reference-systems.ts'
import { writeGeopackage } from '../../store/geopackage/write-geopackage.ts'
import type { GeopackageLayer, GeopackageSystem } from '../../store/geopackage/write-geopackage.ts'
import { DEMO_NOTICE, headOf, stampText } from './layer-export.ts'
import type { LayerExport } from './layer-export.ts'
import { esriText } from './system-text.ts'

const TYPES = { text: 'TEXT', integer: 'INTEGER', number: 'REAL', flag: 'BOOLEAN' } as const
const KINDS = {
  Point: 'POINT',
  LineString: 'LINESTRING',
  Polygon: 'POLYGON',
  MultiPolygon: 'MULTIPOLYGON',
} as const

/** A GeoPackage with one table a layer; `file` must not be there yet. */
export async function geopackageFile(file: string, tables: readonly LayerExport[]): Promise<void> {
  const [first] = tables
  if (first === undefined) throw new Error('a GeoPackage of no layer')
  const demo = tables.some((table) => table.demo)
  const notice = `${demo ? `${DEMO_NOTICE}。` : ''}${stampText(first.stamp)}`
  await writeGeopackage(file, systemOf(first.system), tables.map(layerOf), notice)
}

function layerOf(table: LayerExport): GeopackageLayer {
  const { layer, fields, demo } = table
  if (layer.geometry === null) throw new Error(`${layer.id} has no single kind of geometry`)
  return {
    name: layer.id,
    title: layer.title,
    description: demo ? `${DEMO_NOTICE}。${layer.description}` : layer.description,
    kind: KINDS[layer.geometry],
    columns: [
      ...fields.map((field) => ({ name: field.name, title: headOf(field), type: TYPES[field.type] })),
      // Codes say it as well; this says it to whoever opens the table.
      { name: 'notice', title: '提示', type: 'TEXT' as const },
    ],
    async *features() {
      for await (const { geometry, properties } of table.features()) {
        const values = fields.map(({ name }) => properties[name] ?? null)
        yield { geometry, values: [...values, properties['source'] === 'demo' ? '示例数据' : null] }
      }
    },
  }
}

function systemOf(system: OutputSystem): GeopackageSystem {
  const id = system === 'CRS84' ? 4490 : Number(system.slice('EPSG:'.length))
  return { id, name: system === 'CRS84' ? 'EPSG:4490' : system, definition: esriText(system) }
}
