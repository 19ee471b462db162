import { addProtocol } from 'maplibre-gl'
import { shiftedCover, TILE_SIZE } from './gcj02-tile.ts'
import { GCJ02_PROTOCOL, readShiftedUrl } from './shifted-url.ts'

/** Tiles a view needs twice, for each shifted one covers up to four true ones. */
const KEPT = 128
const kept = new Map<string, Promise<ImageBitmap>>()
let known = false

/** Teaches the map `gcj02://` addresses: the tiles around are fetched and drawn where their content truly lies. */
export function learnGcj02(): void {
  if (known) return
  known = true
  addProtocol(GCJ02_PROTOCOL, async ({ url }, { signal }) => {
    const { template, zoom, column, row } = readShiftedUrl(url)
    return { data: await drawShifted(template, zoom, column, row, signal) }
  })
}

async function drawShifted(
  template: string,
  zoom: number,
  column: number,
  row: number,
  signal: AbortSignal,
): Promise<ImageBitmap> {
  const cover = shiftedCover(zoom, column, row)
  const wanted = Array.from({ length: cover.columns * cover.rows }, (_, index) => ({
    x: index % cover.columns,
    y: Math.floor(index / cover.columns),
  }))
  const images = await Promise.all(
    wanted.map(({ x, y }) => tileImage(addressOf(template, zoom, cover.column + x, cover.row + y))),
  )
  signal.throwIfAborted()
  // Whole first, then turned: tiles that are turned one by one show their seams.
  const mosaic = new OffscreenCanvas(cover.columns * TILE_SIZE, cover.rows * TILE_SIZE)
  const pen = penOf(mosaic)
  images.forEach((image, index) => {
    const at = wanted[index]
    if (at !== undefined) pen.drawImage(image, at.x * TILE_SIZE, at.y * TILE_SIZE, TILE_SIZE, TILE_SIZE)
  })
  const tile = new OffscreenCanvas(TILE_SIZE, TILE_SIZE)
  const shifted = penOf(tile)
  shifted.setTransform(...cover.transform)
  shifted.drawImage(mosaic, 0, 0)
  return tile.transferToImageBitmap()
}

function penOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const pen = canvas.getContext('2d')
  if (pen === null) throw new Error('this browser draws no canvas')
  return pen
}

function addressOf(template: string, zoom: number, column: number, row: number): string {
  return template
    .replaceAll('{z}', String(zoom))
    .replaceAll('{x}', String(column))
    .replaceAll('{y}', String(row))
}

function tileImage(address: string): Promise<ImageBitmap> {
  const known = kept.get(address)
  if (known !== undefined) return known
  const image = fetchImage(address)
  kept.set(address, image)
  // What did not come is asked for again.
  image.catch(() => kept.delete(address))
  const [oldest] = kept.keys()
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest)
  return image
}

async function fetchImage(address: string): Promise<ImageBitmap> {
  const response = await fetch(address)
  if (!response.ok) throw new Error(`HTTP ${response.status}`)
  return createImageBitmap(await response.blob())
}
