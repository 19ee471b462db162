import { isPlaneSystem } from '#core/geo/reference-systems.ts'
import type { LayerFeature } from '../../layers/layer.ts'
import { headOf, stampText, wordsOf } from './layer-export.ts'
import type { LayerExport } from './layer-export.ts'
import { toWellKnownText } from './well-known-text.ts'

/** Excel takes a file for UTF-8 by this alone. */
const BYTE_ORDER_MARK = '\uFEFF'

/** Where its records stand, for points: surveyors' X is the northing. */
const PLACE_HEADS = { plane: ['X(北)', 'Y(东)'], degrees: ['经度', '纬度'] } as const

/** A table in Chinese (RFC 4180): words for codes, the place in columns and as WKT, the stamp in each row. */
export async function* csvFile(table: LayerExport): AsyncGenerator<string> {
  const { fields, layer, system, stamp } = table
  const place = layer.geometry === 'Point' ? PLACE_HEADS[isPlaneSystem(system) ? 'plane' : 'degrees'] : []
  yield `${BYTE_ORDER_MARK}${row([...fields.map(headOf), ...place, '图形(WKT)', '坐标系', '导出标记'])}`
  const mark = stampText(stamp)
  for await (const feature of table.features()) {
    const values = fields.map((field) => wordsOf(field, feature.properties[field.name] ?? null))
    const placed = place.length === 0 ? [] : placeOf(feature, isPlaneSystem(system))
    yield row([...values, ...placed, toWellKnownText(feature.geometry), system, mark])
  }
}

function placeOf({ geometry }: LayerFeature, northFirst: boolean): (number | null)[] {
  if (geometry.type !== 'Point') return [null, null]
  const [x = null, y = null] = geometry.coordinates
  return northFirst ? [y, x] : [x, y]
}

function row(values: readonly (string | number | null)[]): string {
  return `${values.map(cell).join(',')}\r\n`
}

function cell(value: string | number | null): string {
  if (value === null) return ''
  const text = typeof value === 'number' ? String(value) : harmless(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A text that a spreadsheet would take for a formula is shown as the text it is. */
function harmless(text: string): string {
  return /^[=+\-@\t\r]/.test(text) && !Number.isFinite(Number(text)) ? `'${text}` : text
}
