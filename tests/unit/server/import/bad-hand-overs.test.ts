import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describeRowFault } from '#core/import/row-fault.ts'
import type { ImportWish } from '#core/import/who-may.ts'
import { countCompounds, insertCompounds } from '#server/store/compounds.ts'
import { readPipes, readWells } from '#server/store/network.ts'
import { aCompound } from '#tests/builders/compound-builder.ts'
import { anImportDesk, type ImportDesk } from '#tests/builders/import-builder.ts'
import { aSheet, aWorkbook, aZip, type SheetCell } from '#tests/builders/zip-builder.ts'

const HEAD = [
  '小区编号',
  '小区名称',
  '镇街',
  '楼栋数',
  '户数',
  '建筑面积',
  '建成年份',
  '申请主体',
  '申请日期',
  '经度',
  '纬度',
]
const GOOD: readonly SheetCell[] = [
  'XQ-9',
  '新小区',
  '文化路街道',
  3,
  120,
  8600,
  1993,
  null,
  null,
  119.6,
  39.94,
]

/** The good row with one cell another. */
function row(heading: string, cell: SheetCell): readonly SheetCell[] {
  return GOOD.map((one, at) => (HEAD[at] === heading ? cell : one))
}

const DAYS = {
  'xl/styles.xml': '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
}
const book = (...rows: (readonly SheetCell[])[]): Uint8Array => aWorkbook(aSheet([HEAD, ...rows]), DAYS)
const csv = (...rows: (readonly SheetCell[])[]): string =>
  [HEAD, ...rows].map((cells) => cells.join(',')).join('\n')

function collection(...features: unknown[]): string {
  return JSON.stringify({ type: 'FeatureCollection', features })
}

const PROPERTIES = {
  id: 'XQ-9',
  name: '新小区',
  subdistrictCode: '130302001',
  'declared.buildings': 3,
  'declared.households': 120,
  'declared.floorArea': 8600,
}
const ring = (x: number, y: number, size: number) => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
  [x, y],
]
const polygon = (...rings: unknown[]) => ({
  type: 'Feature',
  properties: PROPERTIES,
  geometry: { type: 'Polygon', coordinates: rings },
})
const outer = ring(119.6, 39.94, 0.001)

const WELL_HEAD = '物探点号,系统,经度,纬度,地面高程'
const WELL_ROWS = 'YS-1,YS,119.6,39.94,5\nYS-2,YS,119.6003,39.94,5'
const PIPE_HEAD = '起始点号,终止点号,系统,管径'

/** Name, kind, file name, content, and what the report says. */
type BadFile = readonly [
  what: string,
  wish: ImportWish,
  name: string,
  content: () => string | Uint8Array,
  report: string,
]

const BAD_FILES: readonly BadFile[] = [
  ['nothing in it', 'compounds', 'a.csv', () => '', '文件是空的'],
  ['blank lines alone', 'compounds', 'a.csv', () => '\n\n  \n', '文件是空的'],
  ['a head and no rows', 'compounds', 'a.csv', () => csv(), '没有数据行'],
  [
    'another sheet',
    'compounds',
    'a.xlsx',
    () =>
      aWorkbook(
        aSheet([
          ['姓名', '电话'],
          ['甲', '1'],
        ]),
      ),
    '缺少必填列“小区编号”',
  ],
  [
    'a merged head',
    'compounds',
    'a.xlsx',
    () =>
      aWorkbook(
        aSheet([
          ['基本情况', null, null],
          ['A', 'B', 'C'],
          ['XQ-9', '新小区', '文化路街道'],
        ]),
      ),
    '合并的表头须拆开',
  ],
  [
    'a year before 1900',
    'compounds',
    'a.xlsx',
    () => book(row('建成年份', 1893)),
    '第 2 行 “建成年份”列:现为“1893”,应为 1900 至 2024',
  ],
  ['a year after the plan', 'compounds', 'a.xlsx', () => book(row('建成年份', 2031)), '1900 至 2024'],
  ['a negative count', 'compounds', 'a.csv', () => csv(row('户数', -3)), '现为“-3”,应为 0 至'],
  ['half a household', 'compounds', 'a.csv', () => csv(row('户数', 12.5)), '整数'],
  ['三百 in a number', 'compounds', 'a.xlsx', () => book(row('户数', '三百')), '现为“三百”'],
  ['a number with its unit', 'compounds', 'a.csv', () => csv(row('户数', '300户')), '整数'],
  ['NaN', 'compounds', 'a.csv', () => csv(row('建筑面积', 'NaN')), '现为“NaN”'],
  ['Infinity', 'compounds', 'a.csv', () => csv(row('建筑面积', 'Infinity')), '应为 0 至'],
  ['an unknown 镇街', 'compounds', 'a.xlsx', () => book(row('镇街', '虚构街道')), '应为本区镇街'],
  ['a formula', 'compounds', 'a.xlsx', () => book(row('户数', { f: 'SUM(A1:A9)' })), '是公式'],
  ['a formula in text', 'compounds', 'a.csv', () => csv(row('小区名称', '=cmd|calc')), '像是公式'],
  ['a date for a number', 'compounds', 'a.xlsx', () => book(row('户数', { d: 44_927 })), '不是日期'],
  ['a number for a date', 'compounds', 'a.xlsx', () => book(row('申请日期', 45_170)), '日期序号'],
  [
    'a day that is none',
    'compounds',
    'a.csv',
    () => csv(row('申请日期', '2023-02-30')),
    '应为不晚于今天的日期',
  ],
  [
    'a date without an application',
    'compounds',
    'a.csv',
    () => csv(row('申请日期', '2023-02-03')),
    '申请主体',
  ],
  ['a name missing', 'compounds', 'a.csv', () => csv(row('小区名称', null)), '必填'],
  ['an id missing', 'compounds', 'a.csv', () => csv(row('小区编号', null)), '必填'],
  ['an id twice', 'compounds', 'a.csv', () => csv(GOOD, GOOD), '第 3 行 “小区编号”列:现为“XQ-9”,编号重复'],
  [
    'an unknown unit',
    'compounds',
    'a.csv',
    () => csv(GOOD).replace('建筑面积', '建筑面积(亩)'),
    '单位不认识',
  ],
  ['control characters', 'compounds', 'a.csv', () => csv(row('小区名称', 'a\u0001b')), '控制字符'],
  [
    'half a surrogate',
    'compounds',
    'a.geojson',
    () =>
      collection({ ...polygon(outer), properties: { ...PROPERTIES, name: '\ud83d' } }).replace(
        '\\ud83d',
        '\\ud83d',
      ),
    '不完整的字符',
  ],
  [
    'text cut in a character',
    'compounds',
    'a.csv',
    () => Buffer.concat([Buffer.from(csv(row('小区名称', ''))), Buffer.from([0xd0, 0xc2, 0xff])]),
    '',
  ],
  ['a quotation mark left open', 'compounds', 'a.csv', () => `${csv(GOOD)}\n"XQ-8,新`, '引号没有成对'],
  [
    'a hundred thousand columns',
    'compounds',
    'a.csv',
    () => `${HEAD.join(',')}\n${'1,'.repeat(100_000)}`,
    '超过 1000 列',
  ],
  [
    'a sheet a million columns wide',
    'compounds',
    'a.xlsx',
    () =>
      aWorkbook(
        '<worksheet><sheetData><row r="1"><c r="BDWGN1" t="str"><v>x</v></c></row></sheetData></worksheet>',
      ),
    '超过 1000 列',
  ],
  ['a million columns in one line', 'compounds', 'a.csv', () => 'x,'.repeat(1_000_000), ''],
  ['a text named xlsx', 'compounds', 'a.xlsx', () => 'hello', '不是 XLSX 工作簿'],
  ['bytes named csv', 'compounds', 'a.csv', () => new Uint8Array(500), '不是文本文件'],
  ['an old xls', 'compounds', 'a.xls', () => 'x', '另存为 .xlsx'],
  ['a workbook cut off', 'compounds', 'a.xlsx', () => book(GOOD).subarray(0, 600), '损坏或不完整'],
  [
    'a zip bomb',
    'compounds',
    'a.xlsx',
    () => aWorkbook(`<worksheet>${' '.repeat(40 * 1024 * 1024)}</worksheet>`),
    '异常膨胀',
  ],
  ['a path out of the zip', 'compounds', 'a.zip', () => aZip({ '../../etc/x.shp': 'x' }), '指向包外'],
  [
    'an entity bomb',
    'compounds',
    'a.xlsx',
    () => aWorkbook('<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>'),
    '文档类型声明',
  ],
  ['a workbook without sheets', 'compounds', 'a.xlsx', () => aZip({ 'a.txt': 'x' }), '不是 XLSX 工作簿'],
  ['a shapefile without attributes', 'compounds', 'a.zip', () => aZip({ 'a.shp': 'x' }), '缺少 a.dbf'],
  ['a zip without shapes', 'compounds', 'a.zip', () => aZip({ 'a.txt': 'x' }), '没有 .shp'],
  ['JSON cut off', 'compounds', 'a.geojson', () => collection(polygon(outer)).slice(0, -9), '截断'],
  ['no features', 'compounds', 'a.geojson', () => collection(), '没有任何要素'],
  ['another JSON', 'compounds', 'a.json', () => '{"a":1}', 'FeatureCollection'],
  [
    'a hole outside',
    'compounds',
    'a.geojson',
    () => collection(polygon(outer, ring(119.61, 39.95, 0.0001))),
    '应在外环以内',
  ],
  [
    'a ring of two corners',
    'compounds',
    'a.geojson',
    () =>
      collection(
        polygon([
          [119.6, 39.94],
          [119.61, 39.94],
          [119.6, 39.94],
        ]),
      ),
    '三个不同的顶点',
  ],
  [
    'a place that is none',
    'compounds',
    'a.geojson',
    () =>
      collection(
        polygon(outer),
        polygon([
          ['a', 1],
          [2, 3],
        ]),
      ),
    '坐标应为两个数',
  ],
  [
    'latitude before longitude',
    'compounds',
    'a.geojson',
    () => collection(polygon(outer.map(([x, y]) => [y, x]))),
    'X、Y 对调',
  ],
  [
    'another town',
    'compounds',
    'a.geojson',
    () => collection(polygon(ring(116.4, 39.9, 0.001))),
    '请核对坐标系',
  ],
  [
    'X without Y',
    'compounds',
    'a.csv',
    () => csv(GOOD, ['XQ-8', ...GOOD.slice(1, 10), null]),
    'X、Y 应同时填写',
  ],
  ['a broken GeoPackage', 'wells', 'a.gpkg', () => 'SQLite format 3\u0000 and no more', '不是 GeoPackage'],
  ['a broken FlatGeobuf', 'wells', 'a.fgb', () => 'fgb\u0003fgb\u0000xxxx', 'FlatGeobuf 已损坏'],
  ['a broken DXF', 'wells', 'a.dxf', () => 'nonsense', 'DXF'],
  ['a SWMM file without conduits', 'network', 'a.inp', () => '[JUNCTIONS]\nJ1 1 2', 'SWMM 文件有'],
  ['a pipe 15 000 mm wide', 'pipes', 'a.csv', () => `${PIPE_HEAD}\nYS-1,YS-2,YS,15000`, '50 至 6000'],
  ['a pipe 0.3 wide', 'pipes', 'a.csv', () => `${PIPE_HEAD}\nYS-1,YS-2,YS,0.3`, '50 至 6000'],
  ['a pipe to nowhere', 'pipes', 'a.csv', () => `${PIPE_HEAD}\nYS-1,YS-7,YS,600`, '没有这个点'],
  ['a pipe from a well to itself', 'pipes', 'a.csv', () => `${PIPE_HEAD}\nYS-1,YS-1,YS,600`, '不能是同一点'],
  ['an unknown system', 'wells', 'a.csv', () => `${WELL_HEAD}\nYS-9,XX,119.6,39.94,5`, '应为 YS'],
  [
    'a well without a place',
    'wells',
    'a.csv',
    () => `${WELL_HEAD}\n${WELL_ROWS.replace('YS-2', 'YS-8')}\nYS-9,YS,,,5`,
    '须有坐标',
  ],
  ['consent of nobody', 'consent', 'a.csv', () => '小区编号,总户数,同意户数\nXQ-77,10,9', '没有这个小区'],
  [
    'consent of more than all',
    'consent',
    'a.csv',
    () => '小区编号,总户数,同意户数\nXQ-1,10,9',
    '应等于小区登记户数',
  ],
  ['an unknown ending', 'compounds', 'a.exe', () => 'x', '不支持 .exe'],
]

describe('bad files', () => {
  let desk: ImportDesk

  beforeAll(async () => {
    desk = await anImportDesk()
    await desk.store.write((session) => insertCompounds(session, [aCompound({ id: 'XQ-1' })]))
    await desk.bring('wells', desk.file('wells.csv', `${WELL_HEAD}\n${WELL_ROWS}`))
  })
  afterAll(() => desk.close())

  it('are at least forty', () => {
    expect(BAD_FILES.length).toBeGreaterThanOrEqual(40)
  })

  it.each(BAD_FILES)('%s: says so and stores nothing', async (_, wish, name, content, report) => {
    const { faults, difference } = await desk.check(wish, desk.file(name, content()))
    const lines = faults.map(describeRowFault)
    expect(lines.join('\n')).toContain(report)
    expect(lines.length).toBeGreaterThan(0)
    expect(difference).toBeNull()
    for (const line of lines) expect(line).toMatch(/\p{Script=Han}/u)
    expect(await countCompounds(desk.store)).toBe(1)
    expect(await readPipes(desk.store)).toEqual([])
    expect(await readWells(desk.store)).toHaveLength(2)
  })

  it('of any bytes at all end in a report, in every format', async () => {
    const names = ['a.csv', 'a.geojson', 'a.xlsx', 'a.zip', 'a.gpkg', 'a.fgb', 'a.dxf', 'a.inp']
    const heads: Readonly<Record<string, string>> = {
      'a.geojson': '{"type":"FeatureCollection","features":[',
      'a.xlsx': 'PK',
      'a.zip': 'PK',
    }
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), fc.uint8Array({ maxLength: 400 }), async (name, bytes) => {
        const content = Buffer.concat([Buffer.from(heads[name] ?? ''), bytes])
        const { faults, difference } = await desk.check('wells', desk.file(name, content))
        expect(faults.length).toBeGreaterThan(0)
        expect(difference).toBeNull()
      }),
      { numRuns: 60 },
    )
  })
})
