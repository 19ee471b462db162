import type { CompoundFeature, CompoundProperties } from '#core/api/compounds.ts'

/** A compound as the page knows it: a square of about 100 m at a column and a row of a grid. */
export function aFeature(
  id: string,
  [column, row]: readonly [number, number] = [0, 0],
  properties: Partial<CompoundProperties> = {},
): CompoundFeature {
  const [west, south] = [119.6 + column * 0.002, 39.9 + row * 0.002]
  const [east, north] = [west + 0.001, south + 0.001]
  return {
    type: 'Feature',
    id,
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [west, south],
          [east, south],
          [east, north],
          [west, north],
          [west, south],
        ],
      ],
    },
    properties: {
      id,
      version: 1,
      name: `示例小区 ${id}`,
      year: 2024,
      subdistrict: '文化路街道',
      subdistrictCode: '130302001',
      community: null,
      builtYear: 1995,
      buildings: 4,
      households: 200,
      floorArea: 15_600,
      ownership: 'housing_reform',
      tier: 'A',
      eligibility: 'eligible',
      reasons: [],
      score: 75,
      rank: null,
      tied: false,
      tieNote: null,
      reviewPending: false,
      majorChange: false,
      selected: false,
      stage: 'verified',
      cost: 8_000_000,
      costKind: 'estimate',
      consent: { agree: 170, total: 200 },
      maintenanceOnly: false,
      renovatedYear: null,
      source: 'demo',
      anchor: [west + 0.0005, south + 0.0005],
      ...properties,
    },
  }
}
