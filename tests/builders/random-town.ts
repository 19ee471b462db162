import type { CompoundSite, Pipe, Well } from '#core/drainage/model.ts'
import { aPipe, aSite, aWell } from './drainage.ts'

export interface RandomTown {
  readonly wells: Well[]
  readonly pipes: Pipe[]
  readonly compounds: CompoundSite[]
}

/** Mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/**
 * A small town with everything that goes wrong in life: a storm tree to one outfall, mains of other systems and of
 * none, abandoned pipes, adverse slopes, missing inverts, mains too small, loads at some wells.
 */
export function randomTown(seed: number, columns = 4, rows = 3): RandomTown {
  const random = seeded(seed)
  const between = (low: number, high: number): number => low + (high - low) * random()
  const pick = <T>(list: readonly [T, ...T[]]): T => list[Math.floor(random() * list.length)] ?? list[0]
  const spacing = between(55, 90)
  const fall = between(0.002, 0.006)
  const wells: Well[] = []
  const pipes: Pipe[] = []
  const stepsOf = (c: number, r: number): number => columns - 1 - c + (rows - 1 - r)
  const invertOf = (steps: number): number => 2 + steps * spacing * fall
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      const last = c === columns - 1 && r === rows - 1
      wells.push(
        aWell(
          `w${r}.${c}`,
          500_000 + c * spacing + between(-5, 5),
          4_420_000 - r * spacing + between(-5, 5),
          {
            ground: invertOf(stepsOf(c, r)) + between(2.2, 3.6),
            kind: last ? 'outfall' : 'manhole',
            system: last ? 'YS' : pick(['YS', 'YS', 'YS', 'YS', 'YS', 'YS', 'YS', 'WS', 'unknown']),
            load: random() < 0.6 ? between(0, 0.5) : 0,
            t1: between(6, 14),
          },
        ),
      )
    }
  }
  const well = (c: number, r: number): Well => wells[r * columns + c] ?? aWell('?', 0, 0)
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      if (c === columns - 1 && r === rows - 1) continue
      const down = c === columns - 1 || (r < rows - 1 && random() < 0.4)
      const steps = stepsOf(c, r)
      const start = well(c, r)
      const end = down ? well(c, r + 1) : well(c + 1, r)
      const fault = random()
      pipes.push(
        aPipe(start, end, fault < 0.04 ? invertOf(steps - 1) - 0.1 : invertOf(steps), invertOf(steps - 1), {
          dn: pick([400, 500, 600, 800, 1000, 1200]),
          system: fault > 0.93 ? pick(['WS', 'HS', 'unknown']) : 'YS',
          status: fault > 0.86 && fault < 0.93 ? 'abandoned' : 'in_use',
          ...(fault > 0.04 && fault < 0.07 && { invertStart: null }),
        }),
      )
    }
  }
  const compounds = [0, 1, 2].map((i) => {
    const x = 500_000 + between(-40, columns * spacing + 20)
    const y = 4_420_000 - between(-40, rows * spacing + 20)
    const ground = invertOf(stepsOf((x - 500_000) / spacing, (4_420_000 - y) / spacing)) + between(2, 4)
    return aSite(`c${i}`, x, y, {
      ground,
      crownStart: ground - between(0.7, 1.4),
      psiF: between(0.05, 1.2),
      t1: between(5, 15),
    })
  })
  return { wells, pipes, compounds }
}
