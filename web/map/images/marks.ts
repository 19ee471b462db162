import type { Palette } from '../style/palette.ts'
import type { Mark, VerdictSign } from '../style/symbology.ts'
import { circle, polyline } from './pen.ts'
import type { Pen } from './pen.ts'

/** The mark of a verdict on a small disc with a clear rim, so that it reads on any ground. */
export function drawMark(pen: Pen, sign: VerdictSign, palette: Palette, radius: number): void {
  const colour = palette.verdict[sign.id]
  circle(pen, radius + 1.5)
  pen.fillStyle = palette.surface
  pen.fill()
  circle(pen, radius)
  const hollow = sign.mark === 'half' || sign.mark === 'check'
  pen.fillStyle = hollow ? palette.surface : colour
  pen.fill()
  if (hollow) {
    circle(pen, radius - 0.75)
    pen.strokeStyle = colour
    pen.lineWidth = 1.5
    pen.stroke()
  }
  glyph(pen, sign.mark, radius, hollow ? colour : palette.surface)
}

function glyph(pen: Pen, mark: Mark, radius: number, colour: string): void {
  const r = radius
  pen.strokeStyle = colour
  pen.fillStyle = colour
  pen.lineWidth = Math.max(1.4, r * 0.24)
  switch (mark) {
    case 'disc':
      return
    case 'half':
      pen.beginPath()
      pen.arc(0, 0, r, Math.PI / 2, (3 * Math.PI) / 2)
      pen.fill()
      return
    case 'question':
      pen.beginPath()
      pen.arc(0, -r * 0.2, r * 0.32, Math.PI, 2.35 * Math.PI)
      pen.quadraticCurveTo(0, r * 0.1, 0, r * 0.24)
      pen.stroke()
      circle(pen, Math.max(0.9, r * 0.14), 0, r * 0.58)
      pen.fill()
      return
    case 'cross':
      for (const side of [1, -1]) {
        polyline(pen, [
          [-r * 0.4, -r * 0.4 * side],
          [r * 0.4, r * 0.4 * side],
        ])
        pen.stroke()
      }
      return
    case 'check':
      polyline(pen, [
        [-r * 0.42, r * 0.02],
        [-r * 0.1, r * 0.34],
        [r * 0.44, -r * 0.32],
      ])
      pen.stroke()
  }
}
