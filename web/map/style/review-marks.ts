import type { LayerSpecification } from 'maplibre-gl'
import type { Colouring } from '../../stores/view.ts'

/** What a point carries of its score review (DOMAIN §3.4): waiting for the re-check, and changed by much in it. */
export const REVIEW_MARKS = ['pending', 'major'] as const
export type ReviewMark = (typeof REVIEW_MARKS)[number]

/** Beside the disc, each on a side of its own; they belong to the map of scores. */
const OFFSETS: Readonly<Record<ReviewMark, [number, number]>> = { pending: [-15, -11], major: [-15, 11] }

/** A clock for 待复核, a triangle for 重大调整: told apart by shape. */
export function reviewMarkLayers(colouring: Colouring): LayerSpecification[] {
  return REVIEW_MARKS.map((mark) => ({
    id: `review-${mark}`,
    type: 'symbol',
    source: 'compound-points',
    filter: ['==', ['get', mark], true],
    layout: {
      visibility: colouring === 'score' ? 'visible' : 'none',
      'icon-image': `review-${mark}`,
      'icon-offset': OFFSETS[mark],
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
    },
  }))
}
