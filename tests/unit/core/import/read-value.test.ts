import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cell } from '#core/import/cell.ts'
import { DICTIONARY, findImportField } from '#core/import/dictionary.ts'
import { headingOf, IMPORT_KINDS, type ImportField, type ImportKind } from '#core/import/field.ts'
import { readValue, type ReadValue } from '#core/import/read-value.ts'
import { recogniseColumns, unitFactor } from '#core/import/recognise.ts'
import { readWellKnownText } from '#core/import/well-known-text.ts'

const CONTEXT = {
  planYear: 2024,
  today: '2024-06-01',
  subdistricts: new Map([
    ['130302001', '130302001'],
    ['文化路街道', '130302001'],
  ]),
}

function fieldOf(kind: ImportKind, id: string): ImportField {
  const field = findImportField(kind, id)
  if (field === undefined) throw new Error(`no field ${id}`)
  return field
}

function read(kind: ImportKind, id: string, cell: Cell, heading?: string): ReadValue {
  const field = fieldOf(kind, id)
  return readValue(field, cell, unitFactor(field, heading ?? field.label) ?? NaN, CONTEXT)
}

describe('reading cells', () => {
  it.each<[ImportKind, string, Cell, unknown]>([
    ['compounds', 'declared.households', '1,320', 1320],
    ['compounds', 'declared.households', ' 320 ', 320],
    ['compounds', 'builtYear', '1993年', 1993],
    ['compounds', 'builtYear', '不详', null],
    ['compounds', 'subdistrictCode', '文化路街道', '130302001'],
    ['compounds', 'demolitionPlanned', '√', true],
    ['compounds', 'demolitionPlanned', '无', false],
    ['compounds', 'ownership', '房改房', 'housing_reform'],
    ['compounds', 'application.filedOn', '2023年9月1日', '2023-09-01'],
    ['compounds', 'application.filedOn', { kind: 'date', day: '2023-09-01' }, '2023-09-01'],
    ['compounds', 'name', '  新北里\n东区 ', '新北里 东区'],
    ['wells', 'system', '雨水', 'YS'],
    ['wells', 'kind', '出水口', 'outfall'],
    ['pipes', 'dn', 600, 600],
    ['pipes', 'section', '1200×800', { width: 1200, height: 800 }],
  ])('takes %s.%s %j as %j', (kind, id, cell, value) => {
    expect(read(kind, id, cell)).toEqual({ value })
  })

  it.each<[ImportKind, string, Cell, string]>([
    ['compounds', 'declared.households', '三百', '整数'],
    ['compounds', 'declared.households', -3, '0 至'],
    ['compounds', 'declared.households', 3.5, '整数'],
    ['compounds', 'declared.households', { kind: 'date', day: '1900-11-15' }, '不是日期'],
    ['compounds', 'declared.households', { kind: 'formula', text: '=A1*2' }, '公式'],
    ['compounds', 'declared.households', { kind: 'error', text: '#REF!' }, '公式错误'],
    ['compounds', 'declared.floorArea', 'NaN', '应为'],
    ['compounds', 'declared.floorArea', NaN, '应为'],
    ['compounds', 'declared.floorArea', '1e5', '应为'],
    ['compounds', 'builtYear', 1899, '1900 至 2024'],
    ['compounds', 'builtYear', 2025, '1900 至 2024'],
    ['compounds', 'application.filedOn', 45170, '日期序号'],
    ['compounds', 'application.filedOn', '2023-02-30', '日期'],
    ['compounds', 'application.filedOn', '2024-06-02', '不晚于今天'],
    ['compounds', 'subdistrictCode', '虚构街道', '镇街'],
    ['compounds', 'ownership', '集体', '商品房'],
    ['compounds', 'name', 'a\ud83d', '不完整的字符'],
    ['compounds', 'name', 'a\u0000b', '控制字符'],
    ['compounds', 'name', '鏂\ufffd', '编码'],
    ['compounds', 'name', '=HYPERLINK("x")', '公式'],
    ['compounds', 'name', 'x'.repeat(101), '100 个字'],
    ['compounds', 'name', '不详', '不能为待核实'],
    ['pipes', 'dn', 15_000, '50 至 6000'],
    ['pipes', 'dn', 0.3, '50 至 6000'],
    ['pipes', 'section', '12X8', '宽X高'],
  ])('refuses %s.%s %j: %s', (kind, id, cell, part) => {
    const answer = read(kind, id, cell)
    expect('expected' in answer ? answer.expected : JSON.stringify(answer)).toContain(part)
  })

  it('takes units from the heading', () => {
    expect(read('compounds', 'declared.floorArea', 46.52, '建筑面积(万m²)')).toEqual({ value: 465_200 })
    expect(read('compounds', 'estimateAmount', '620.5', '估算投资(万元)')).toEqual({ value: 6_205_000 })
    expect(read('pipes', 'dn', 0.6, '管径(m)')).toEqual({ value: 600 })
    expect(unitFactor(fieldOf('pipes', 'dn'), '管径(亩)')).toBeNull()
    expect(unitFactor(fieldOf('wells', 'ground'), '地面高程(1985)')).toBe(1)
  })

  it('answers anything at all without throwing', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.string(),
    )
    const fields = IMPORT_KINDS.flatMap((kind) => DICTIONARY[kind].fields)
    fc.assert(
      fc.property(fc.constantFrom(...fields), cell, (field, value) => {
        const answer = readValue(field, value, 1, CONTEXT)
        if ('expected' in answer) expect(answer.expected).toMatch(/\p{Script=Han}/u)
        if ('value' in answer && typeof answer.value === 'number')
          expect(Number.isFinite(answer.value)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})

describe('recognising columns', () => {
  it.each(IMPORT_KINDS)(
    'finds every column of %s under its id, its label and its heading with the unit',
    (kind) => {
      const { fields } = DICTIONARY[kind]
      for (const namesOf of [(one: ImportField) => one.id, (one: ImportField) => one.label, headingOf]) {
        const headings = fields.map(namesOf)
        const mapping = recogniseColumns(fields, headings)
        for (const field of fields) expect(mapping[field.id], `${kind}.${field.id}`).toBe(namesOf(field))
      }
    },
  )

  it('reads a survey table as it is handed over', () => {
    const points = ['图上点号', '物探点号', '特征', '附属物', 'X', 'Y', '地面高程', '点编码']
    expect(recogniseColumns(DICTIONARY.wells.fields, points)).toEqual({
      id: '物探点号',
      feature: '特征',
      kind: '附属物',
      x: 'X',
      y: 'Y',
      ground: '地面高程',
      code: '点编码',
    })
    const lines = [
      '起始点号',
      '终止点号',
      '起点埋深(m)',
      '终点埋深(m)',
      '起点高程',
      '终点高程',
      '管径(mm)',
      '材质',
      '埋设方式',
    ]
    expect(Object.keys(recogniseColumns(DICTIONARY.pipes.fields, lines)).sort()).toEqual(
      ['depthEnd', 'depthStart', 'dn', 'from', 'invertEnd', 'invertStart', 'laying', 'material', 'to'].sort(),
    )
  })

  it('looks past width, case, blanks and asterisks', () => {
    const mapping = recogniseColumns(DICTIONARY.compounds.fields, [
      '*小区 编号',
      '所属镇街',
      '建筑面积(万㎡)',
    ])
    expect(mapping).toEqual({
      id: '*小区 编号',
      subdistrictCode: '所属镇街',
      'declared.floorArea': '建筑面积(万㎡)',
    })
  })
})

describe('well-known text', () => {
  it('reads points, lines and areas, and nothing else', () => {
    expect(readWellKnownText('POINT (119.6 39.9)')).toEqual({ type: 'Point', coordinates: [119.6, 39.9] })
    expect(readWellKnownText('SRID=4490;LINESTRING Z(1 2 3, 4 5 6)')).toEqual({
      type: 'LineString',
      coordinates: [
        [1, 2, 3],
        [4, 5, 6],
      ],
    })
    expect(readWellKnownText('POLYGON((0 0,1 0,1 1,0 0))')?.type).toBe('Polygon')
    expect(readWellKnownText('MULTIPOLYGON(((0 0,1 0,1 1,0 0)))')?.type).toBe('MultiPolygon')
    for (const bad of ['POINT EMPTY', 'POLYGON((0 0', 'CIRCLE(1 2)', '', 'POINT(a b)']) {
      expect(readWellKnownText(bad)).toBeNull()
    }
  })
})
