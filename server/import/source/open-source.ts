import { open } from 'node:fs/promises'
import { extname } from 'node:path'
import { openCsv } from './csv-source.ts'
import { openDxf } from './dxf-source.ts'
import { openFlatGeobuf } from './flatgeobuf-source.ts'
import { openGeoJson } from './geojson-source.ts'
import { openGeoPackageSource } from './geopackage-source.ts'
import { openShapefiles } from './shapefile-source.ts'
import { UnreadableFile, type Source, type SourceRequest } from './source.ts'
import { openSwmm } from './swmm-source.ts'
import { openXlsx } from './xlsx/xlsx-source.ts'

/** Opens a file by its ending, after its first bytes have agreed. @throws {UnreadableFile} */
export async function openSource(request: SourceRequest): Promise<Source> {
  const ending = extname(request.name).toLowerCase()
  const reader = READERS[ending]
  if (reader === undefined) throw new UnreadableFile(describeUnknown(ending))
  const first = await firstBytes(request.path)
  if (first.length === 0) throw new UnreadableFile('文件是空的(0 字节)')
  return reader(request, first)
}

type Reader = (request: SourceRequest, first: Buffer) => Promise<Source>

const READERS: Readonly<Record<string, Reader>> = {
  '.xlsx': async (request, first) => {
    if (!isZip(first))
      throw new UnreadableFile('不是 XLSX 工作簿;旧版 .xls 或加密的文件请在 Excel 或 WPS 中另存为 .xlsx')
    return openXlsx(request)
  },
  '.csv': openText,
  '.txt': openText,
  '.tsv': openText,
  '.geojson': openGeoJson,
  '.json': openGeoJson,
  '.zip': async (request, first) => {
    if (!isZip(first)) throw new UnreadableFile('不是 zip 压缩文件;请重新压缩')
    return openShapefiles(request)
  },
  '.gpkg': openGeoPackageSource,
  '.fgb': openFlatGeobuf,
  '.dxf': openDxf,
  '.inp': openSwmm,
}

function openText(request: SourceRequest, first: Buffer): Promise<Source> {
  const wide = first[0] === 0xff && first[1] === 0xfe
  if (!wide && first.includes(0)) throw new UnreadableFile('不是文本文件(含有二进制内容);请确认扩展名')
  return openCsv(request)
}

/** "PK", as every zip begins. */
function isZip(first: Buffer): boolean {
  return first[0] === 0x50 && first[1] === 0x4b
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(4096), 0, 4096, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

const ADVICE: Readonly<Record<string, string>> = {
  '.xls': '旧版 .xls 请在 Excel 或 WPS 中另存为 .xlsx',
  '.et': 'WPS 表格请另存为 .xlsx',
  '.mdb': 'Access 数据库(MDB)请导出为 XLSX 或 CSV',
  '.accdb': 'Access 数据库请导出为 XLSX 或 CSV',
  '.dwg': 'DWG 请在 CAD 中另存为 DXF',
  '.shp': 'SHP 请连同 .dbf、.shx、.prj 一起压缩为 .zip',
}

function describeUnknown(ending: string): string {
  const advice = ADVICE[ending]
  if (advice !== undefined) return advice
  return `不支持 ${ending === '' ? '没有扩展名的文件' : ending};可导入 ${Object.keys(READERS).join('、')}`
}
