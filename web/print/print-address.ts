import type { Locale } from '../stores/view.ts'

/** Pages there are for paper. */
export const PRINT_KINDS = ['ranking', 'compare', 'briefing'] as const
export type PrintKind = (typeof PRINT_KINDS)[number]

/** Address of a print page in the language on screen; parts that are null are left out. */
export function printAddress(
  kind: PrintKind,
  parts: Readonly<Record<string, string | number | null>>,
  locale: Locale,
): string {
  const values = new URLSearchParams()
  for (const [name, value] of Object.entries(parts)) if (value !== null) values.set(name, String(value))
  if (locale === 'en') values.set('lang', 'en')
  const query = values.toString().replaceAll('%2C', ',')
  return `/print/${kind}${query === '' ? '' : `?${query}`}`
}
