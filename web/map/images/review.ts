import type { Palette } from '../style/palette.ts'
import type { ReviewMark } from '../style/review-marks.ts'
import { circle, polyline, type Pen } from './pen.ts'

const RADIUS = 6.5

/** A clock for 待复核, a triangle with its bar for 重大调整. */
export function drawReviewMark(pen: Pen, mark: ReviewMark, palette: Palette): void {
  pen.fillStyle = palette.surface
  pen.lineWidth = 1.6
  if (mark === 'pending') {
    circle(pen, RADIUS)
    pen.fill()
    pen.strokeStyle = palette.verdict.unverified
    pen.stroke()
    polyline(pen, [
      [0, -RADIUS * 0.6],
      [0, 0],
      [RADIUS * 0.5, RADIUS * 0.2],
    ])
    pen.stroke()
    return
  }
  polyline(pen, [
    [0, -RADIUS],
    [RADIUS, RADIUS * 0.8],
    [-RADIUS, RADIUS * 0.8],
  ])
  pen.closePath()
  pen.fill()
  pen.strokeStyle = palette.danger
  pen.stroke()
  polyline(pen, [
    [0, -RADIUS * 0.25],
    [0, RADIUS * 0.4],
  ])
  pen.stroke()
}
