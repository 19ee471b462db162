import { money } from '../../locales/format.ts'
import type { Locale } from '../../stores/view.ts'

/** As `money`, without decimals that say nothing: a wall says 24 000 万元, not 24 000.0. */
export function plainMoney(yuan: number, locale: Locale): string {
  return money(yuan, locale).replace(/\.0+$/, '')
}
