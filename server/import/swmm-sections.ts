/** The words of one line. */
export type Row = readonly string[]

/** Rows by section name in capitals. */
export type Sections = ReadonlyMap<string, readonly Row[]>

/** Section names as SWMM 5 takes them: by their first letters. */
const NAMES = [
  'OPTIONS',
  'JUNCTIONS',
  'OUTFALLS',
  'DIVIDERS',
  'STORAGE',
  'CONDUITS',
  'PUMPS',
  'ORIFICES',
  'WEIRS',
  'OUTLETS',
  'XSECTIONS',
  'SUBCATCHMENTS',
  'MAP',
  'COORDINATES',
  'VERTICES',
] as const

/** Splits an input file into sections and words; `;` starts a comment. */
export function readSections(text: string): Sections {
  const sections = new Map<string, Row[]>()
  let rows: Row[] | null = null
  for (const line of text.split(/\r\n|\r|\n/)) {
    const words = line.split(';', 1)[0]?.trim() ?? ''
    if (words === '') continue
    if (words.startsWith('[')) {
      const name = words.slice(1).replace(/\].*$/, '').toUpperCase()
      const known =
        NAMES.find((candidate) => candidate === name) ?? NAMES.find((n) => name.startsWith(n.slice(0, 6)))
      rows = known === undefined ? null : (sections.get(known) ?? [])
      if (known !== undefined && rows) sections.set(known, rows)
      continue
    }
    rows?.push(words.split(/\s+/))
  }
  return sections
}
