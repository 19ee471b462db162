import { isPlaneSystem } from '#core/geo/reference-systems.ts'
import type { LayerFeature, LayerField } from '../../layers/layer.ts'
import { headOf, wordsOf } from './layer-export.ts'
import type { LayerExport } from './layer-export.ts'
import { recordSheet } from './record-sheet.ts'
import type { RecordColumn } from './record-sheet.ts'

/** Widths by what stands in a column; a text of reasons gets room. */
const WIDTHS = { text: 16, integer: 10, number: 12, flag: 8 } as const

/** Any layer as a people's table: words for codes; points with their place. */
export function layerSheet(table: LayerExport): Promise<Uint8Array> {
  const { layer, fields, count, demo, stamp, system } = table
  return recordSheet<LayerFeature>({
    name: layer.title,
    title: `${layer.title}一览表`,
    unitLine: `共 ${count} 条    坐标系 ${system}    单位见各列`,
    demo,
    stamp,
    columns: [
      { head: '序号', width: 7, value: (_feature, at) => at + 1 },
      ...fields.map(columnOf),
      ...(layer.geometry === 'Point' ? placeColumns(isPlaneSystem(system)) : []),
    ],
    rows: table.features(),
  })
}

function columnOf(field: LayerField): RecordColumn<LayerFeature> {
  return {
    head: headOf(field),
    width: field.name === 'reasons' || field.name === 'explanation' ? 50 : WIDTHS[field.type],
    value: ({ properties }) => wordsOf(field, properties[field.name] ?? null),
  }
}

function placeColumns(plane: boolean): RecordColumn<LayerFeature>[] {
  const at = ({ geometry }: LayerFeature, axis: 0 | 1): number | null =>
    geometry.type === 'Point' ? (geometry.coordinates[axis] ?? null) : null
  return plane
    ? [
        { head: 'X(北)', group: '坐标(m)', width: 16, format: '0.000', value: (feature) => at(feature, 1) },
        { head: 'Y(东)', group: '坐标(m)', width: 16, format: '0.000', value: (feature) => at(feature, 0) },
      ]
    : [
        { head: '经度', group: '坐标(°)', width: 14, value: (feature) => at(feature, 0) },
        { head: '纬度', group: '坐标(°)', width: 14, value: (feature) => at(feature, 1) },
      ]
}
