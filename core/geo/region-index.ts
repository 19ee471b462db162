import Flatbush from 'flatbush'
import type { Region } from './region.ts'
import { testAgainst } from './region-test.ts'

/** How an outline takes a region: by sharing a point with it, or only by holding all of it. */
export type PickRule = 'crossing' | 'within'

/** Regions that can be asked which of them an outline takes. */
export interface RegionIndex {
  /** Numbers of the regions taken, ascending. */
  taken(outline: Region, rule: PickRule): readonly number[]
}

/**
 * Indexes regions by their boxes and refines every answer to the exact shapes.
 * Building takes O(n log n), an answer O(log n + boxes hit).
 */
export function indexRegions(regions: readonly Region[]): RegionIndex {
  if (regions.length === 0) return { taken: () => [] }
  const tree = new Flatbush(regions.length)
  for (const { box } of regions) tree.add(box[0], box[1], box[2], box[3])
  tree.finish()
  return {
    taken(outline, rule) {
      if (outline.rings.length === 0) return []
      const test = testAgainst(outline)
      return tree
        .search(outline.box[0], outline.box[1], outline.box[2], outline.box[3], (at) => {
          const region = regions[at]
          if (region === undefined) return false
          return rule === 'crossing' ? test.meets(region) : test.holds(region)
        })
        .sort((a, b) => a - b)
    },
  }
}
