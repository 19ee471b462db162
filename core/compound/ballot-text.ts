import type { Channel, Choice } from './consent-tally.ts'

/** One line of a pasted table, read. */
export interface BallotLine {
  readonly household: string
  readonly choice: Choice
  readonly channel: Channel
  /** ISO date */
  readonly collectedOn: string
}

/** What is wrong with one line; `row` counts from 1 as a spreadsheet does. */
export interface BallotFault {
  readonly row: number
  readonly column: 'household' | 'choice' | 'channel' | 'collectedOn'
  readonly message: string
  readonly value: string
}

/** Lines read and lines that could not be; a paste counts only without faults. */
export interface BallotReading {
  readonly lines: readonly BallotLine[]
  readonly faults: readonly BallotFault[]
}

/** Words of the survey forms, and of exports that abbreviate. */
const CHOICE_WORDS: Readonly<Record<string, Choice>> = {
  同意: 'agree',
  不同意: 'disagree',
  反对: 'disagree',
  弃权: 'abstain',
  未表态: 'unanswered',
}
const CHANNEL_WORDS: Readonly<Record<string, Channel>> = {
  入户走访: 'visit',
  入户: 'visit',
  征求意见处: 'desk',
  微信公众号: 'official_account',
  公众号: 'official_account',
  微信群: 'group',
  纸质调查表: 'paper',
  纸质: 'paper',
  其他: 'other',
}
const HOUSEHOLD = /^[\p{L}\p{N}][\p{L}\p{N}#._/-]{0,39}$/u
const HEAD = ['户号', '房号', '户', '住户']

/**
 * Reads rows copied from a spreadsheet (tabs) or typed with commas: 户号, 意见, 渠道, 日期. A head line and empty lines
 * are passed over. Every fault is named with its row and column.
 */
export function readBallotText(text: string): BallotReading {
  const lines: BallotLine[] = []
  const faults: BallotFault[] = []
  text.split(/\r?\n/).forEach((line, at) => {
    if (line.trim() === '') return
    const cells = line.split(line.includes('\t') ? '\t' : /[,,]/).map((cell) => cell.trim())
    const [household = '', choice = '', channel = '', date = ''] = cells
    if (lines.length === 0 && faults.length === 0 && HEAD.includes(household)) return
    const row = at + 1
    const read = {
      household: householdCode(household),
      choice: CHOICE_WORDS[choice],
      channel: CHANNEL_WORDS[channel],
      collectedOn: isoDate(date),
    }
    const found = faultsOf(row, read, { household, choice, channel, collectedOn: date })
    faults.push(...found)
    const { choice: said, channel: by } = read
    if (found.length === 0 && said !== undefined && by !== undefined)
      lines.push({ household: read.household, choice: said, channel: by, collectedOn: read.collectedOn })
  })
  return { lines, faults }
}

/** One spelling of a household code: full-width letters, spaces and case make no difference. "" where it is none. */
export function householdCode(text: string): string {
  const code = text.normalize('NFKC').replaceAll(/\s+/g, '').toUpperCase()
  return HOUSEHOLD.test(code) ? code : ''
}

/** "2023/9/5", "2023-09-05", "2023年9月5日" → "2023-09-05"; "" for what is no day. */
function isoDate(text: string): string {
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text)
  if (parts === null) return ''
  const [year, month, day] = parts.slice(1).map(Number)
  const date = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day ?? 0))
  const iso = date.toISOString().slice(0, 10)
  return date.getUTCMonth() === (month ?? 0) - 1 ? iso : ''
}

function faultsOf(
  row: number,
  read: { household: string; choice?: Choice; channel?: Channel; collectedOn: string },
  raw: Readonly<Record<BallotFault['column'], string>>,
): BallotFault[] {
  const faults: BallotFault[] = []
  const add = (column: BallotFault['column'], message: string): void => {
    faults.push({ row, column, message, value: raw[column] })
  }
  if (read.household === '') add('household', '户号应为楼号-单元-房号,如 3-2-501')
  if (read.choice === undefined) add('choice', '意见应为同意、不同意、弃权或未表态')
  if (read.channel === undefined)
    add('channel', '渠道应为入户走访、征求意见处、微信公众号、微信群、纸质调查表或其他')
  if (read.collectedOn === '') add('collectedOn', '日期应为 2023-09-05 这样的年月日')
  return faults
}
