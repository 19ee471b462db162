import type { CompoundSite, Pipe, Well } from '#core/drainage/model.ts'
import { aPipe, aSite, aWell } from './drainage.ts'
import { seeded } from './random-town.ts'

export interface City {
  readonly wells: Well[]
  readonly pipes: Pipe[]
  readonly compounds: CompoundSite[]
}

/** Streets of eight manholes, each falling to an outfall of its own; 60 m between manholes, 90 m between streets. */
export function gridCity(count: number, sites: number, seed: number): City {
  const random = seeded(seed)
  const side = Math.ceil(Math.sqrt(count / 8))
  const wells: Well[] = []
  const pipes: Pipe[] = []
  for (let street = 0; pipes.length < count; street++) {
    const x = 400_000 + (street % side) * 560
    const y = 4_400_000 + Math.floor(street / side) * 90
    const row = Array.from({ length: 9 }, (_, i) =>
      aWell(`${street}.${i}`, x + i * 60, y, {
        ground: 9 - i * 0.2 + random() * 0.4,
        kind: i === 8 ? 'outfall' : 'manhole',
        load: random() * 0.3,
      }),
    )
    wells.push(...row)
    for (const [i, well] of row.slice(0, -1).entries()) {
      const next = row[i + 1]
      if (next)
        pipes.push(aPipe(well, next, 6 - i * 0.18, 5.82 - i * 0.18, { dn: 600 + 100 * Math.floor(i / 2) }))
    }
  }
  const width = Math.min(side, Math.ceil(count / 8)) * 560
  const height = Math.ceil(count / 8 / side) * 90
  const compounds = Array.from({ length: sites }, (_, i) => {
    const ground = 8.5 + random()
    return aSite(`c${i}`, 400_000 + random() * width, 4_400_000 + random() * height, {
      ground,
      crownStart: ground - 0.8,
      psiF: 0.1 + random() * 0.6,
    })
  })
  return { wells, pipes, compounds }
}
