import { DISC_RADIUS } from '../style/compounds.ts'
import type { Palette } from '../style/palette.ts'
import { CONNECTION_SIGNS, VERDICT_SIGNS } from '../style/symbology.ts'
import { drawScoreDisc, drawVerdictDisc } from './discs.ts'
import {
  drawCandidate,
  drawCandidateDot,
  drawFlow,
  drawOutfall,
  drawPin,
  drawPipeCross,
  drawTieIn,
} from './drainage.ts'
import { hatch } from './hatch.ts'
import type { Pixels } from './hatch.ts'
import { drawMark } from './marks.ts'
import { REVIEW_MARKS } from '../style/review-marks.ts'
import { draw } from './pen.ts'
import { drawReviewMark } from './review.ts'
import type { Pen } from './pen.ts'

/** Device pixels per px of every image; sharp enough for twice as dense screens. */
export const IMAGE_RATIO = 2

/**
 * Makes any image of the style by its name, in the colours of one theme: the same names and sizes in both. An image
 * is drawn when a layer first asks for it, null where nobody knows the name.
 */
export function images(palette: Palette): (name: string) => Pixels | null {
  const all = new Map<string, () => Pixels>()
  const add = (name: string, size: number, paint: (pen: Pen) => void): void => {
    all.set(name, () => draw(size, size, IMAGE_RATIO, paint))
  }
  all.set('hatch', () => hatch(7 * IMAGE_RATIO, 1.15 * IMAGE_RATIO, palette.verdict.ineligible))
  for (const sign of VERDICT_SIGNS) {
    add(`mark-${sign.id}`, 20, (pen) => drawMark(pen, sign, palette, 7.5))
    add(`disc-${sign.id}`, 44, (pen) => drawVerdictDisc(pen, sign, palette, DISC_RADIUS))
  }
  ;[...palette.score, palette.noScore].forEach((colour, index) => {
    const name = index < palette.score.length ? `disc-score-${index}` : 'disc-score-none'
    add(name, 36, (pen) => drawScoreDisc(pen, colour, palette, DISC_RADIUS))
  })
  for (const [id, colour] of Object.entries({ ...palette.pipe, ...palette.capacity })) {
    add(`flow-${id}`, 16, (pen) => drawFlow(pen, colour, palette))
  }
  for (const mark of REVIEW_MARKS) add(`review-${mark}`, 18, (pen) => drawReviewMark(pen, mark, palette))
  add('pipe-cross', 12, (pen) => drawPipeCross(pen, palette))
  add('outfall', 20, (pen) => drawOutfall(pen, palette, 6))
  add('outfall-large', 32, (pen) => drawOutfall(pen, palette, 10))
  for (const { id } of CONNECTION_SIGNS) {
    add(`tie-in-${id}`, 28, (pen) => drawTieIn(pen, id, palette, id === 'rejected' ? 7 : 10))
    add(`candidate-${id}`, 24, (pen) => drawCandidate(pen, id, palette))
  }
  add('candidate-dot', 12, (pen) => drawCandidateDot(pen, palette))
  add('pin', 44, (pen) => drawPin(pen, palette))
  return (name) => all.get(name)?.() ?? null
}
