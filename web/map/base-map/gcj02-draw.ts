import { TILE_SIZE, shiftedCover } from './gcj02-tile.ts'
import type { ShiftedPiece } from './gcj02-vector-tile.ts'
import { shiftVectorTile } from './gcj02-vector-tile.ts'
import { keepTiles, tileAddress } from './kept-tiles.ts'
import type { ShiftedTile } from './shifted-url.ts'

type Canvas = OffscreenCanvas | HTMLCanvasElement

/** Where the server has no tile there is nothing to see; any other refusal is a fault. */
const NO_TILE = [204, 404, 410]

const imageTile = keepTiles(async (response) => {
  if (!response.ok) throw new Error(`HTTP ${response.status}`)
  return createImageBitmap(await response.blob())
})

const vectorTile = keepTiles(async (response) => {
  if (NO_TILE.includes(response.status)) return null
  if (!response.ok) throw new Error(`HTTP ${response.status}`)
  return response.arrayBuffer()
})

/** One true tile out of GCJ-02 ones; runs in a worker, or on the page where there is none. */
export function drawShifted(tile: ShiftedTile): Promise<ImageBitmap | ArrayBuffer> {
  return tile.kind === 'vector' ? drawVector(tile) : drawRaster(tile)
}

async function drawVector({ template, zoom, column, row }: ShiftedTile): Promise<ArrayBuffer> {
  const pieces = await Promise.all(
    tilesUnder(zoom, column, row).map(async (at): Promise<ShiftedPiece[]> => {
      const bytes = await vectorTile(tileAddress(template, zoom, at.column, at.row))
      return bytes === null ? [] : [{ ...at, bytes }]
    }),
  )
  const bytes = shiftVectorTile({ zoom, column, row }, pieces.flat())
  return bytes.slice().buffer
}

async function drawRaster({ template, zoom, column, row }: ShiftedTile): Promise<ImageBitmap> {
  const cover = shiftedCover(zoom, column, row)
  const wanted = tilesUnder(zoom, column, row)
  const images = await Promise.all(
    wanted.map((at) => imageTile(tileAddress(template, zoom, at.column, at.row))),
  )
  // Whole first, then turned: tiles that are turned one by one show their seams.
  const mosaic = makeCanvas(cover.columns * TILE_SIZE, cover.rows * TILE_SIZE)
  const pen = penOf(mosaic)
  images.forEach((image, index) => {
    const at = wanted[index]
    if (at === undefined) return
    const [x, y] = [at.column - cover.column, at.row - cover.row]
    pen.drawImage(image, x * TILE_SIZE, y * TILE_SIZE, TILE_SIZE, TILE_SIZE)
  })
  const tile = makeCanvas(TILE_SIZE, TILE_SIZE)
  const shifted = penOf(tile)
  shifted.setTransform(...cover.transform)
  shifted.drawImage(mosaic, 0, 0)
  return createImageBitmap(tile)
}

function tilesUnder(zoom: number, column: number, row: number): { column: number; row: number }[] {
  const cover = shiftedCover(zoom, column, row)
  return Array.from({ length: cover.columns * cover.rows }, (_, index) => ({
    column: cover.column + (index % cover.columns),
    row: cover.row + Math.floor(index / cover.columns),
  }))
}

function makeCanvas(width: number, height: number): Canvas {
  if (typeof OffscreenCanvas !== 'undefined') return new OffscreenCanvas(width, height)
  return Object.assign(document.createElement('canvas'), { width, height })
}

function penOf(canvas: Canvas): CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D {
  const pen = canvas.getContext('2d')
  if (pen === null || !('drawImage' in pen)) throw new Error('this browser draws no canvas')
  return pen
}
