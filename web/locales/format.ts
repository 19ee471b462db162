import type { Locale } from '../stores/view.ts'

/** What stands where a number is not known. */
export const UNKNOWN = '–'

/** A space that does not break between thousands: it never reads as a decimal sign, in either language. */
const GROUP = '\u00a0'

/** 5973 → "5 973"; decimals are fixed so that figures line up. */
export function number(value: number, decimals = 0): string {
  const [whole = '0', fraction] = Math.abs(value).toFixed(decimals).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, GROUP)
  const text = fraction === undefined ? grouped : `${grouped}.${fraction}`
  return value < 0 && Number(text.replaceAll(GROUP, '')) !== 0 ? `−${text}` : text
}

/** With its sign, for differences: "+2", "−3", "0". */
export function signed(value: number, decimals = 0): string {
  const text = number(value, decimals)
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text
}

/** Integer 元 in the unit of the language: 万元 with one decimal, or million yuan with two. */
export function money(yuan: number, locale: Locale): string {
  return locale === 'zh-CN' ? number(yuan / 10_000, 1) : number(yuan / 1_000_000, 2)
}

/** A price too small for millions: 万元 with one decimal, or thousand yuan with one. */
export function price(yuan: number, locale: Locale): string {
  return number(yuan / (locale === 'zh-CN' ? 10_000 : 1_000), 1)
}

/** m² in the unit of the language: 万m² with two decimals, or whole square metres. */
export function area(squareMetres: number, locale: Locale): string {
  return locale === 'zh-CN' ? number(squareMetres / 10_000, 2) : number(squareMetres)
}

/** Percent with one decimal, cut and never rounded up: 4778 of 5973 must not read as the 80.0 % it misses. */
export function percent(part: number, whole: number): string {
  if (whole <= 0) return UNKNOWN
  const tenths = Math.floor((part * 1000) / whole)
  return `${number(tenths / 10, 1)} %`
}

/** A ratio of a flow to its capacity as percent, rounded up: 1.0001 must not read as the 100.0 % it exceeds. */
export function ratioPercent(ratio: number): string {
  return `${number(Math.ceil(Math.round(ratio * 1e7) / 1e4) / 10, 1)} %`
}

/** Slope in m/m as per mille with one decimal. */
export function perMille(slope: number): string {
  return number(slope * 1000, 1)
}

/** Levels in metres, two decimals (CJJ 61-2017: centimetres). */
export function level(metres: number): string {
  return number(metres, 2)
}
