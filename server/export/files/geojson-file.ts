import { DEMO_NOTICE, stampText } from './layer-export.ts'
import type { LayerExport } from './layer-export.ts'

/**
 * GeoJSON, feature by feature. In degrees as RFC 7946 has it; other systems carry the `crs` member of the older
 * specification, which GDAL and QGIS read.
 */
export async function* geojsonFile(table: LayerExport): AsyncGenerator<string> {
  const { layer, fields, system, stamp, demo } = table
  const head = {
    type: 'FeatureCollection',
    name: layer.id,
    title: layer.title,
    ...(system === 'CRS84' ? {} : { crs: { type: 'name', properties: { name: nameOf(system) } } }),
    notice: `${demo ? `${DEMO_NOTICE};` : ''}${stampText(stamp)}`,
  }
  yield `${JSON.stringify(head).slice(0, -1)},"features":[\n`
  let first = true
  for await (const { id, geometry, properties } of table.features()) {
    const chosen = Object.fromEntries(fields.map(({ name }) => [name, properties[name] ?? null]))
    const text = JSON.stringify({ type: 'Feature', id, geometry, properties: chosen })
    yield first ? text : `,\n${text}`
    first = false
  }
  yield '\n]}\n'
}

function nameOf(system: LayerExport['system']): string {
  return `urn:ogc:def:crs:EPSG::${system.slice('EPSG:'.length)}`
}
