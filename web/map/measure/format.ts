import type { Locale } from '../../stores/view.ts'
import { number } from '../../locales/format.ts'

export interface Quantity {
  readonly figure: string
  readonly unit: string
}

/** Metres to a tenth, from a kilometre on kilometres to a metre. */
export function lengthText(metres: number): Quantity {
  return metres < 1000
    ? { figure: number(metres, 1), unit: 'm' }
    : { figure: number(metres / 1000, 3), unit: 'km' }
}

/** m² below a hectare; then 万m² (Chinese) or ha; km² from one square kilometre on. */
export function areaText(squareMetres: number, locale: Locale): Quantity {
  if (squareMetres < 10_000) return { figure: number(squareMetres, 1), unit: 'm²' }
  if (squareMetres >= 1_000_000) return { figure: number(squareMetres / 1_000_000, 3), unit: 'km²' }
  return { figure: number(squareMetres / 10_000, 2), unit: locale === 'zh-CN' ? '万m²' : 'ha' }
}
