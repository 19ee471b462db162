/** RFC 3339 date or date-time. */
const INSTANT = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2}))?$/i

/**
 * The last year that a `datetime` covers: what stands from its year of completion on meets every time from then
 * (OGC API – Features Part 1, 7.15.4). An interval's start leaves nothing out, since nothing here ends.
 * @returns null where the time is open to the future
 */
export function latestYearOf(text: string): number | null | 'invalid' {
  const parts = text.split('/')
  if (parts.length > 2) return 'invalid'
  if (parts.length === 1) return yearOf(text) ?? 'invalid'
  const [start = '', end = ''] = parts
  if (isOpen(start) && isOpen(end)) return 'invalid'
  if (!isOpen(start) && yearOf(start) === null) return 'invalid'
  if (isOpen(end)) return null
  const year = yearOf(end)
  if (year === null || (!isOpen(start) && start > end)) return 'invalid'
  return year
}

function isOpen(text: string): boolean {
  return text === '' || text === '..'
}

function yearOf(text: string): number | null {
  const match = INSTANT.exec(text)
  if (match === null) return null
  const [, year = '', month = '', day = ''] = match
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  const isReal = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day)
  return isReal && !Number.isNaN(Date.parse(text)) ? Number(year) : null
}
