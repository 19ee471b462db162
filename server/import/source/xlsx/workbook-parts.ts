import { posix } from 'node:path'
import { UnreadableFile } from '../source.ts'
import type { ZipArchive } from '../zip-archive.ts'
import { readAllXml } from './xml-events.ts'

/** What stands beside the sheets: their names, texts they share, and which styles are days. */
export interface WorkbookParts {
  readonly sheets: readonly { readonly name: string; readonly file: string }[]
  readonly texts: readonly string[]
  /** By style number: does it show a day or a time? */
  readonly dayStyles: readonly boolean[]
  /** Days are counted from 1904 instead of 1900 (old Excel for Mac). */
  readonly from1904: boolean
}

/** Characters of all shared texts together. */
const LONGEST_TEXTS = 200_000_000

export async function readWorkbookParts(zip: ZipArchive): Promise<WorkbookParts> {
  if (!zip.names.includes('xl/workbook.xml')) {
    const message = '不是 XLSX 工作簿;旧版 .xls 请在 Excel 或 WPS 中另存为 .xlsx'
    throw new UnreadableFile(message)
  }
  const targets = await readTargets(zip)
  const { listed, from1904 } = await readSheetList(zip)
  const sheets = listed.flatMap(({ name, relation }) => {
    const file = targets.get(relation)
    return file !== undefined && zip.names.includes(file) ? [{ name, file }] : []
  })
  return { sheets, from1904, texts: await readTexts(zip), dayStyles: await readDayStyles(zip) }
}

async function readTargets(zip: ZipArchive): Promise<Map<string, string>> {
  const targets = new Map<string, string>()
  await readAllXml(await zip.stream('xl/_rels/workbook.xml.rels'), {
    open(name, { Id, Target, Type = '' }) {
      if (name !== 'Relationship' || Id === undefined || Target === undefined) return
      if (!Type.endsWith('/worksheet')) return
      targets.set(Id, Target.startsWith('/') ? Target.slice(1) : posix.join('xl', Target))
    },
  })
  return targets
}

async function readSheetList(zip: ZipArchive) {
  const listed: { name: string; relation: string }[] = []
  let from1904 = false
  await readAllXml(await zip.stream('xl/workbook.xml'), {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributes['date1904'] ?? '')
      if (name !== 'sheet' || attributes['state'] === 'veryHidden') return
      listed.push({ name: attributes['name'] ?? '', relation: attributes['r:id'] ?? '' })
    },
  })
  return { listed, from1904 }
}

async function readTexts(zip: ZipArchive): Promise<string[]> {
  const texts: string[] = []
  if (!zip.names.includes('xl/sharedStrings.xml')) return texts
  let text = ''
  let [inText, phonetic, total] = [false, false, 0]
  await readAllXml(await zip.stream('xl/sharedStrings.xml'), {
    open(name) {
      if (name === 'si') text = ''
      if (name === 'rPh') phonetic = true
      inText = name === 't' && !phonetic
    },
    text(piece) {
      if (!inText) return
      text += piece
      total += piece.length
      if (total > LONGEST_TEXTS) throw new UnreadableFile('工作簿的文字过多,拒绝打开;请拆分后导入')
    },
    close(name) {
      if (name === 't') inText = false
      if (name === 'rPh') phonetic = false
      if (name === 'si') texts.push(text)
    },
  })
  return texts
}

/** Number formats of days and times that Excel has built in, those of Chinese versions included (ECMA-376 18.8.30). */
function isBuiltInDay(id: number): boolean {
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)
}

async function readDayStyles(zip: ZipArchive): Promise<boolean[]> {
  const styles: boolean[] = []
  if (!zip.names.includes('xl/styles.xml')) return styles
  const own = new Map<number, boolean>()
  let inCells = false
  await readAllXml(await zip.stream('xl/styles.xml'), {
    open(name, attributes) {
      if (name === 'numFmt') own.set(Number(attributes['numFmtId']), showsDay(attributes['formatCode'] ?? ''))
      if (name === 'cellXfs') inCells = true
      if (name !== 'xf' || !inCells) return
      const id = Number(attributes['numFmtId'] ?? 0)
      styles.push(own.get(id) ?? isBuiltInDay(id))
    },
    close(name) {
      if (name === 'cellXfs') inCells = false
    },
  })
  return styles
}

/** Does a number format of its own show years, months or days? Quoted words and colours do not count. */
function showsDay(format: string): boolean {
  return /[ymd年月日]/i.test(format.replace(/"[^"]*"|\\.|\[[^\]]*\]|General/gi, ''))
}
