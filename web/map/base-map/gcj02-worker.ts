import { drawShifted } from './gcj02-draw.ts'
import type { ShiftedTile } from './shifted-url.ts'

/** What the page asks: a tile by a number of its own. */
export interface ShiftQuestion {
  readonly number: number
  readonly tile: ShiftedTile
}

export type ShiftAnswer =
  | { readonly number: number; readonly data: ImageBitmap | ArrayBuffer }
  | { readonly number: number; readonly fault: string }

addEventListener('message', ({ data: { number, tile } }: MessageEvent<ShiftQuestion>) => {
  drawShifted(tile).then(
    (data) => postMessage({ number, data } satisfies ShiftAnswer, { transfer: [data] }),
    (error: unknown) => postMessage({ number, fault: String(error) } satisfies ShiftAnswer),
  )
})
