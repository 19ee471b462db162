import { addProtocol } from 'maplibre-gl'
import type { ShiftAnswer, ShiftQuestion } from './gcj02-worker.ts'
import type { ShiftedTile } from './shifted-url.ts'
import { GCJ02_PROTOCOL, readShiftedUrl } from './shifted-url.ts'

type Draw = (tile: ShiftedTile) => Promise<ImageBitmap | ArrayBuffer>

let draw: Promise<Draw> | null = null

/** Teaches the map `gcj02://` addresses: the tiles around are fetched and drawn where their content truly lies. */
export function learnGcj02(): void {
  if (draw !== null) return
  const drawing = (draw = canWork() ? Promise.resolve(inWorker()) : onPage())
  addProtocol(GCJ02_PROTOCOL, async ({ url }, { signal }) => {
    const data = await (await drawing)(readShiftedUrl(url))
    signal.throwIfAborted()
    return { data }
  })
}

function canWork(): boolean {
  return typeof Worker !== 'undefined' && typeof OffscreenCanvas !== 'undefined'
}

async function onPage(): Promise<Draw> {
  return (await import('./gcj02-draw.ts')).drawShifted
}

/** Redrawing beside the map, which must not stutter while it is panned. */
function inWorker(): Draw {
  const worker = new Worker(new URL('./gcj02-worker.ts', import.meta.url), { type: 'module' })
  const open = new Map<number, Asked>()
  let number = 0
  worker.addEventListener('message', ({ data: answer }: MessageEvent<ShiftAnswer>) => {
    const asked = open.get(answer.number)
    open.delete(answer.number)
    if ('data' in answer) asked?.resolve(answer.data)
    else asked?.reject(new Error(answer.fault))
  })
  worker.addEventListener('error', ({ message }) => {
    for (const { reject } of open.values()) reject(new Error(message))
    open.clear()
  })
  return (tile) =>
    new Promise((resolve, reject) => {
      number += 1
      open.set(number, { resolve, reject })
      worker.postMessage({ number, tile } satisfies ShiftQuestion)
    })
}

interface Asked {
  readonly resolve: (data: ImageBitmap | ArrayBuffer) => void
  readonly reject: (error: Error) => void
}
