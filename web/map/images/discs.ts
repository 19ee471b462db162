import type { Palette } from '../style/palette.ts'
import type { VerdictSign } from '../style/symbology.ts'
import { drawMark } from './marks.ts'
import { circle, polyline } from './pen.ts'
import type { Pen } from './pen.ts'

/** A compound far out: pale disc, rim in the colour of its verdict, the mark at its shoulder. */
export function drawVerdictDisc(pen: Pen, sign: VerdictSign, palette: Palette, radius: number): void {
  const colour = palette.verdict[sign.id]
  circle(pen, radius)
  pen.fillStyle = palette.surface
  pen.fill()
  pen.globalAlpha = palette.tint
  pen.fillStyle = colour
  pen.fill()
  pen.globalAlpha = 1
  if (sign.surface === 'hatched') hatchInside(pen, radius, colour)
  circle(pen, radius - 0.9)
  pen.lineWidth = 1.8
  pen.strokeStyle = colour
  if (sign.surface === 'dashed') pen.setLineDash([3.4, 3.2])
  pen.stroke()
  pen.setLineDash([])
  pen.save()
  pen.translate(radius * 0.76, -radius * 0.76)
  drawMark(pen, sign, palette, radius * 0.42)
  pen.restore()
}

export function drawScoreDisc(pen: Pen, colour: string, palette: Palette, radius: number): void {
  circle(pen, radius)
  pen.fillStyle = palette.surface
  pen.fill()
  circle(pen, radius - 1)
  pen.fillStyle = colour
  pen.fill()
  pen.lineWidth = 1.2
  pen.strokeStyle = palette.score[4]
  pen.stroke()
}

function hatchInside(pen: Pen, radius: number, colour: string): void {
  pen.save()
  circle(pen, radius)
  pen.clip()
  pen.globalAlpha = 0.45
  pen.strokeStyle = colour
  pen.lineWidth = 1.1
  for (let shift = -2 * radius; shift <= 2 * radius; shift += 5.5) {
    polyline(pen, [
      [shift - radius, radius],
      [shift + radius, -radius],
    ])
    pen.stroke()
  }
  pen.restore()
}
