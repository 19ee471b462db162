import { buildingRecords } from '../store/buildings.ts'
import { readCompoundNames } from '../store/compounds.ts'
import { integer, number, SOURCE_FIELD, text } from './layer-field.ts'
import type { Layer } from './layer.ts'
import { tableReader } from './table-reader.ts'
import { STRUCTURE, USE } from './words.ts'

const filter = true

/** A building has the source of its compound, so it cannot be asked for in its own table. */
const { filter: _filter, ...SOURCE_OF_COMPOUND } = SOURCE_FIELD

export const buildingLayer: Layer = {
  id: 'buildings',
  title: '楼栋',
  description: '小区内的楼栋轮廓、楼号、层数、户数和建筑面积;不含逐户信息。',
  geometry: 'Polygon',
  yearField: 'builtYear',
  fields: [
    text('id', '楼栋编号', { filter }),
    text('compoundId', '小区编号', { filter, short: 'compound' }),
    text('compoundName', '小区名称', { short: 'comp_name' }),
    text('number', '楼号', { filter }),
    integer('builtYear', '建成年份', { filter, short: 'built_year' }),
    integer('floors', '层数', { filter, unit: '层' }),
    integer('units', '单元数', { unit: '个' }),
    integer('households', '户数', { unit: '户' }),
    number('floorArea', '建筑面积', { unit: 'm²', short: 'floor_area' }),
    text('structure', '结构', { filter, words: STRUCTURE }),
    text('use', '用途', { filter, words: USE }),
    SOURCE_OF_COMPOUND,
  ],
  open: ({ derived, store }) =>
    tableReader(store, {
      records: buildingRecords,
      columns: {
        id: 'id',
        compoundId: 'compound_id',
        number: 'number',
        builtYear: 'built_year',
        floors: 'floors',
        structure: 'structure',
        use: 'use',
      },
      yearColumn: 'built_year',
      geometryOf: ({ footprint }) => footprint,
      async toFeatures(records) {
        const compounds = await derived.get('compound names', () => readCompoundNames(store))
        return records.map(({ item: { footprint, ...building } }) => {
          const compound = compounds.get(building.compoundId)
          return {
            type: 'Feature',
            id: building.id,
            geometry: footprint,
            properties: {
              ...building,
              compoundName: compound?.name ?? null,
              source: compound?.source ?? 'survey',
            },
          }
        })
      },
    }),
}
