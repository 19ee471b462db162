import gcoord from 'gcoord'

/** Edge of a raster tile, px. */
export const TILE_SIZE = 256

/** Which shifted tiles cover one true tile, and how they are laid on it. */
export interface ShiftedCover {
  /** The first column and row of the tiles to fetch, and how many of each. */
  readonly column: number
  readonly row: number
  readonly columns: number
  readonly rows: number
  /** From pixels of the fetched mosaic to pixels of the true tile, as a canvas takes it: a, b, c, d, e, f. */
  readonly transform: readonly [number, number, number, number, number, number]
}

/**
 * Tiles whose content stands at GCJ-02 positions are 300 to 600 m beside the truth, and not everywhere alike. Over one
 * tile the offset is as good as linear (under a tenth of a pixel from z9 on), so three corners say how it lies.
 */
export function shiftedCover(zoom: number, column: number, row: number): ShiftedCover {
  const [left, top] = shiftedPixel(zoom, column, row)
  const [right, rightTop] = shiftedPixel(zoom, column + 1, row)
  const [bottomLeft, bottom] = shiftedPixel(zoom, column, row + 1)
  const [far, farBottom] = shiftedPixel(zoom, column + 1, row + 1)
  const xs = [left, right, bottomLeft, far]
  const ys = [top, rightTop, bottom, farBottom]
  const first = [Math.floor(Math.min(...xs) / TILE_SIZE), Math.floor(Math.min(...ys) / TILE_SIZE)] as const
  const last = [Math.ceil(Math.max(...xs) / TILE_SIZE), Math.ceil(Math.max(...ys) / TILE_SIZE)] as const

  // Steps in the mosaic per px of the true tile, and their inverse.
  const across = [(right - left) / TILE_SIZE, (rightTop - top) / TILE_SIZE] as const
  const down = [(bottomLeft - left) / TILE_SIZE, (bottom - top) / TILE_SIZE] as const
  const determinant = across[0] * down[1] - down[0] * across[1]
  const a = down[1] / determinant
  const b = -across[1] / determinant
  const c = -down[0] / determinant
  const d = across[0] / determinant
  const x = left - first[0] * TILE_SIZE
  const y = top - first[1] * TILE_SIZE
  return {
    column: first[0],
    row: first[1],
    columns: last[0] - first[0],
    rows: last[1] - first[1],
    transform: [a, b, c, d, -(a * x + c * y), -(b * x + d * y)],
  }
}

/** Where the corner of a true tile is found in the world of shifted pixels at this zoom. */
function shiftedPixel(zoom: number, column: number, row: number): [x: number, y: number] {
  const tiles = 2 ** zoom
  const lng = (column / tiles) * 360 - 180
  const lat = (Math.atan(Math.sinh(Math.PI * (1 - (2 * row) / tiles))) * 180) / Math.PI
  return worldPixel(zoom, gcoord.transform([lng, lat], gcoord.WGS84, gcoord.GCJ02))
}

/** Web-mercator pixel of a position. */
export function worldPixel(zoom: number, [lng, lat]: readonly [number, number]): [x: number, y: number] {
  const edge = TILE_SIZE * 2 ** zoom
  const sine = Math.sin((lat * Math.PI) / 180)
  return [((lng + 180) / 360) * edge, (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * edge]
}
