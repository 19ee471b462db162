import type { Palette } from '../style/palette.ts'
import type { ConnectionSignId } from '../style/symbology.ts'
import { circle, polyline } from './pen.ts'
import type { Pen } from './pen.ts'

/** Points along the line it is laid on, in the direction of flow. */
export function drawFlow(pen: Pen, colour: string, palette: Palette): void {
  polyline(pen, [
    [-3.4, -4.6],
    [4.6, 0],
    [-3.4, 4.6],
    [-1.4, 0],
  ])
  pen.closePath()
  pen.lineWidth = 2.4
  pen.strokeStyle = palette.surface
  pen.stroke()
  pen.fillStyle = colour
  pen.fill()
}

export function drawPipeCross(pen: Pen, palette: Palette): void {
  for (const [width, colour] of [
    [4, palette.land],
    [1.6, palette.pipe.unknown],
  ] as const) {
    pen.lineWidth = width
    pen.strokeStyle = colour
    for (const side of [1, -1]) {
      polyline(pen, [
        [-3.2, -3.2 * side],
        [3.2, 3.2 * side],
      ])
      pen.stroke()
    }
  }
}

/** An outfall: the triangle of the drawings, standing on water. */
export function drawOutfall(pen: Pen, palette: Palette, size: number): void {
  polyline(pen, [
    [-size, -size * 0.75],
    [size, -size * 0.75],
    [0, size * 0.9],
  ])
  pen.closePath()
  pen.lineWidth = 3.4
  pen.strokeStyle = palette.surface
  pen.stroke()
  pen.fillStyle = palette.pipe.YS
  pen.fill()
}

/**
 * A tie-in: asked for a broken ring, proposed hollow, confirmed full, refused a small cross in a ring; finished works are
 * square, with a tick once they are surveyed.
 */
export function drawTieIn(pen: Pen, sign: ConnectionSignId, palette: Palette, radius: number): void {
  if (sign === 'built' || sign === 'verified') {
    drawWorks(pen, sign, palette, radius)
    return
  }
  const refused = sign === 'rejected'
  const colour = refused ? palette.danger : sign === 'requested' ? palette.capacity.near : palette.accent
  circle(pen, radius + 2)
  pen.fillStyle = palette.surface
  pen.fill()
  circle(pen, radius - 1)
  pen.fillStyle = sign === 'confirmed' ? colour : palette.surface
  pen.fill()
  pen.lineWidth = refused ? 1.4 : 2.2
  pen.strokeStyle = colour
  if (sign === 'requested') pen.setLineDash([3, 2.4])
  pen.stroke()
  pen.setLineDash([])
  if (sign === 'requested') return
  if (refused) {
    for (const side of [1, -1]) {
      polyline(pen, [
        [-radius * 0.38, -radius * 0.38 * side],
        [radius * 0.38, radius * 0.38 * side],
      ])
      pen.stroke()
    }
  } else {
    circle(pen, radius * 0.32)
    pen.fillStyle = sign === 'confirmed' ? palette.surface : colour
    pen.fill()
  }
}

function drawWorks(pen: Pen, sign: ConnectionSignId, palette: Palette, radius: number): void {
  const square = (half: number): void => {
    pen.beginPath()
    pen.roundRect(-half, -half, 2 * half, 2 * half, 2.5)
  }
  square(radius + 1)
  pen.fillStyle = palette.surface
  pen.fill()
  square(radius - 1)
  pen.fillStyle = palette.accent
  pen.fill()
  if (sign === 'verified') {
    polyline(pen, [
      [-radius * 0.45, 0],
      [-radius * 0.1, radius * 0.38],
      [radius * 0.5, -radius * 0.36],
    ])
    pen.lineWidth = 2.4
    pen.strokeStyle = palette.surface
    pen.stroke()
  } else {
    square(radius * 0.32)
    pen.fillStyle = palette.surface
    pen.fill()
  }
}

/** A candidate further down the list: a ring that its rank is written into. */
export function drawCandidate(pen: Pen, sign: ConnectionSignId, palette: Palette): void {
  if (sign === 'rejected') {
    drawTieIn(pen, sign, palette, 6)
    return
  }
  circle(pen, 9.5)
  pen.fillStyle = palette.surface
  pen.fill()
  circle(pen, 8)
  pen.lineWidth = 1.3
  pen.strokeStyle = palette.accent
  pen.stroke()
}

/** A candidate that is one of very many. */
export function drawCandidateDot(pen: Pen, palette: Palette): void {
  circle(pen, 4)
  pen.fillStyle = palette.surface
  pen.fill()
  circle(pen, 2.8)
  pen.fillStyle = palette.accent
  pen.fill()
}

export function drawPin(pen: Pen, palette: Palette): void {
  pen.beginPath()
  pen.arc(0, -6, 9, 0.85 * Math.PI, 0.15 * Math.PI)
  pen.quadraticCurveTo(6, 3, 0, 14)
  pen.quadraticCurveTo(-6, 3, -8, -2)
  pen.closePath()
  pen.lineWidth = 3
  pen.strokeStyle = palette.surface
  pen.stroke()
  pen.fillStyle = palette.accent
  pen.fill()
  circle(pen, 3.2, 0, -6)
  pen.fillStyle = palette.surface
  pen.fill()
}
