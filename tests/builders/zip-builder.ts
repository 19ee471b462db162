import { zipSync, strToU8, type Zippable } from 'fflate'

/** A zip of texts and bytes by name. */
export function aZip(files: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const entries: Zippable = {}
  for (const [name, content] of Object.entries(files)) {
    entries[name] = typeof content === 'string' ? strToU8(content) : content
  }
  return zipSync(entries)
}

/** A workbook whose one sheet is this XML. */
export function aWorkbook(
  sheet: string,
  more: Readonly<Record<string, string | Uint8Array>> = {},
): Uint8Array {
  return aZip({
    'xl/workbook.xml': `<workbook xmlns:r="r"><sheets><sheet name="小区" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': sheet,
    ...more,
  })
}

/** Rows of cells as a sheet: numbers as numbers, texts inline, `{f}` a formula, `{d}` a day. */
export function aSheet(rows: readonly (readonly SheetCell[])[]): string {
  const lines = rows.map((cells, row) => `<row r="${row + 1}">${cells.map(cellXml).join('')}</row>`)
  return `<worksheet><sheetData>${lines.join('')}</sheetData></worksheet>`
}

export type SheetCell = string | number | null | { readonly f: string } | { readonly d: number }

function cellXml(cell: SheetCell): string {
  if (cell === null) return '<c/>'
  if (typeof cell === 'number') return `<c><v>${cell}</v></c>`
  if (typeof cell === 'string') return `<c t="inlineStr"><is><t>${escape(cell)}</t></is></c>`
  return 'f' in cell ? `<c><f>${escape(cell.f)}</f><v>1</v></c>` : `<c s="1"><v>${cell.d}</v></c>`
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
