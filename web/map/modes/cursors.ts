import type { DrawHow } from '../../stores/picked.ts'

/** A cross hair with a white rim, and beside it what the outline will do. */
function crossHair(sign: string): string {
  const cross = 'M12 1v8M12 15v8M1 12h8M15 12h8'
  const path = (colour: string, width: number): string =>
    `<path d='${cross}${sign}' fill='none' stroke='${colour}' stroke-width='${width}'/>`
  const svg = `<svg xmlns='http://www.w3.org/2000/svg' width='32' height='32'>${path('white', 4)}${path('black', 1.6)}</svg>`
  return `url("data:image/svg+xml,${encodeURIComponent(svg)}") 12 12, crosshair`
}

const PLUS = 'M19 24h8M23 20v8'
const MINUS = 'M19 24h8'

/** While an outline is drawn. */
export const DRAWING_CURSOR: Readonly<Record<DrawHow, string>> = {
  replace: crossHair(''),
  add: crossHair(PLUS),
  remove: crossHair(MINUS),
}

/** Over a compound, with no tool in hand: opens, adds, or takes away. */
export const PICKING_CURSOR: Readonly<Record<DrawHow, string>> = {
  replace: 'pointer',
  add: crossHair(PLUS),
  remove: crossHair(MINUS),
}
