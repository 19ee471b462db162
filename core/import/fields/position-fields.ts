import { decimal, field, type ImportField } from '../field.ts'

/** Wide enough for degrees, for plane metres and for eastings with a zone number in front. */
const COORDINATE = decimal(-100_000_000, 100_000_000)

/**
 * Two coordinates of a point, in the system that is chosen for the whole table. `x` is what a heading calls X,
 * easting or longitude, `y` what it calls Y, northing or latitude; which of X and Y points north is found out from
 * where the points would lie, since surveys have X north (CJJ 61-2017) and GIS files have X east.
 */
export const POSITION_FIELDS: readonly ImportField[] = [
  field({
    id: 'x',
    label: 'X',
    synonyms: [
      'X坐标',
      '横坐标',
      '东坐标',
      '坐标X',
      '经度',
      'E',
      'easting',
      'lng',
      'lon',
      'longitude',
      '图上X',
    ],
    form: COORDINATE,
    note: '与 Y 同填;坐标系在导入时选择',
    example: 4_424_730.512,
  }),
  field({
    id: 'y',
    label: 'Y',
    synonyms: ['Y坐标', '纵坐标', '北坐标', '坐标Y', '纬度', 'N', 'northing', 'lat', 'latitude', '图上Y'],
    form: COORDINATE,
    note: '与 X 同填;坐标系在导入时选择',
    example: 465_980.231,
  }),
]

/** An outline or a line as well-known text, for tables without geometry. */
export const SHAPE_FIELD: ImportField = field({
  id: 'wkt',
  label: '图形(WKT)',
  synonyms: ['WKT', '轮廓', '图形', 'geometry', 'geom', 'the_geom', '轮廓(WKT)'],
  form: { type: 'text', longest: 1_000_000 },
  note: '没有 GIS 文件时可填 WKT,如 POLYGON((…))',
  inTemplate: false,
})
