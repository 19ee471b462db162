import type { Pixels } from './hatch.ts'

export type Pen = OffscreenCanvasRenderingContext2D

/** Draws once at `ratio` device pixels per px, with the origin in the middle. */
export function draw(width: number, height: number, ratio: number, paint: (pen: Pen) => void): Pixels {
  const canvas = new OffscreenCanvas(Math.round(width * ratio), Math.round(height * ratio))
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  if (pen === null) throw new Error('this browser draws no canvas')
  pen.scale(ratio, ratio)
  pen.translate(width / 2, height / 2)
  pen.lineCap = 'round'
  pen.lineJoin = 'round'
  paint(pen)
  return pen.getImageData(0, 0, canvas.width, canvas.height)
}

export function circle(pen: Pen, radius: number, x = 0, y = 0): void {
  pen.beginPath()
  pen.arc(x, y, radius, 0, 2 * Math.PI)
}

export function polyline(pen: Pen, points: readonly (readonly [number, number])[]): void {
  pen.beginPath()
  points.forEach(([x, y], index) => (index === 0 ? pen.moveTo(x, y) : pen.lineTo(x, y)))
}
