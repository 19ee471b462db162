import { describe, expect, it } from 'vitest'
import { chooseGreedily, chooseTogether } from '#core/drainage/choose-together.ts'
import { connectCompounds } from '#core/drainage/connect.ts'
import { buildNetwork } from '#core/drainage/network.ts'
import { groupBySharedMains } from '#core/drainage/shared-mains.ts'
import { aPipe, aSite, aWell, rules } from '#tests/builders/drainage.ts'
import { randomTown, seeded } from '#tests/builders/random-town.ts'

/** Ten times as many in `npm run check:deep`. */
const RUNS = Number(process.env['DEEP_RUNS'] ?? 1)

interface Option {
  readonly main: number
  readonly cost: number
  readonly load: number
}

/** Mains with room for so much load. */
const roomFor =
  (room: readonly number[]) =>
  (chosen: readonly (Option | null)[]): boolean =>
    room.every((most, main) => chosen.reduce((sum, o) => sum + (o?.main === main ? o.load : 0), 0) <= most)

const costOf = (chosen: readonly (Option | null)[]): number =>
  chosen.reduce((sum, o) => sum + (o?.cost ?? 0), 0)
const servedBy = (chosen: readonly (Option | null)[]): number => chosen.filter((o) => o !== null).length

describe('several compounds on shared mains', () => {
  it('G2: greedy takes 300, the optimum is 220', () => {
    const options = [
      [
        { main: 0, cost: 100, load: 1 },
        { main: 1, cost: 130, load: 1 },
      ],
      [
        { main: 0, cost: 90, load: 1 },
        { main: 1, cost: 200, load: 1 },
      ],
    ]
    const holds = roomFor([1, 2])
    expect(costOf(chooseGreedily(options, holds, [0, 1]))).toBe(300)
    const joint = chooseTogether(options, holds)
    expect(costOf(joint.chosen)).toBe(220)
    expect(joint).toMatchObject({ method: 'exact', lowerBound: 190 })
  })

  it('equals the search over all combinations, and large sets are never worse than greedy', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const random = seeded(seed)
      const count = seed % 2 === 0 ? 4 : 14
      const options = Array.from({ length: count }, () =>
        [0, 1, 2]
          .map((main) => ({ main, cost: Math.ceil(random() * 100), load: Math.ceil(random() * 5) }))
          .sort((a, b) => a.cost - b.cost),
      )
      const holds = roomFor([count, count, count * 0.8])
      const { chosen, method } = chooseTogether(options, holds)
      expect(holds(chosen)).toBe(true)
      const greedy = chooseGreedily(options, holds, [...options.keys()])
      const better =
        servedBy(chosen) > servedBy(greedy) ||
        (servedBy(chosen) === servedBy(greedy) && costOf(chosen) <= costOf(greedy))
      if (count === 4) {
        const all = everyCombination(options).filter(holds)
        const most = Math.max(...all.map(servedBy))
        const least = Math.min(...all.filter((o) => servedBy(o) === most).map(costOf))
        expect({ served: servedBy(chosen), cost: costOf(chosen) }).toEqual({ served: most, cost: least })
        expect(method).toBe('exact')
      } else if (method === 'local-search') expect(better).toBe(true)
    }
  })

  it('solves compounds apart that can load no main in common', () => {
    const wells = ['A', 'B', 'C', 'D'].map((id, i) => aWell(id, i * 60, 0))
    const outfalls = ['AO', 'BO', 'CO', 'DO'].map((id, i) => aWell(id, i * 60, -60, { kind: 'outfall' }))
    const pipes = wells.flatMap((well, i) => outfalls.slice(i, i + 1).map((end) => aPipe(well, end, 7, 6.8)))
    const network = buildNetwork([...wells, ...outfalls], pipes, rules)
    const on = (...path: number[]) => ({ path, changes: [] })
    const sheds = (well: number) => ({ path: [], changes: [{ well, psiF: -1, arrival: 0, flow: 0 }] })
    const groups = groupBySharedMains(network, [[on(0), on(1)], [on(2)], [on(1)], [], [on(3), sheds(2)]])
    expect(groups).toEqual([[0, 2], [1, 4], [3]])
  })

  it('lets one of two compounds go to the farther main where the nearer has room for one', () => {
    const x = [aWell('X', 0, 0, { ground: 10 }), aWell('XO', 60, 0, { kind: 'outfall' })] as const
    const y = [aWell('Y', 0, 120, { ground: 10 }), aWell('YO', 60, 120, { kind: 'outfall' })] as const
    const input = {
      wells: [...x, ...y],
      pipes: [aPipe(x[0], x[1], 7, 6.8, { dn: 500 }), aPipe(y[0], y[1], 7, 6.8, { dn: 800 })],
      compounds: [aSite('A', -20, 50, { psiF: 0.45 }), aSite('B', -20, 40, { psiF: 0.45 })],
      rules,
      returnPeriod: 3,
    }
    const alone = connectCompounds({ ...input, together: false })
    expect(alone.compounds.map(({ connections }) => connections[0]?.pipeId)).toEqual(['X-XO', 'X-XO'])
    const joint = connectCompounds({ ...input, together: true })
    expect(joint.compounds.map(({ connections }) => connections[0]?.pipeId)).toEqual(['Y-YO', 'X-XO'])
    expect(joint.together).toMatchObject({ method: 'exact', served: 2, unserved: 0 })
    for (const { connections } of joint.compounds) {
      expect(connections[0]).toMatchObject({ rank: 1, status: 'feasible' })
      for (const main of connections[0]?.capacity ?? []) expect(main.after).toBeLessThanOrEqual(1)
    }
  })

  it('holds all rank-1 connections at once in random towns and stays above the lower bound', () => {
    for (let seed = 1; seed <= 5 * RUNS; seed++) {
      const { together, compounds } = connectCompounds({
        ...randomTown(seed),
        rules,
        returnPeriod: 3,
        together: true,
      })
      const best = compounds.flatMap(({ connections }) => connections.filter(({ rank }) => rank === 1))
      for (const { capacity, reasons } of best) {
        expect(reasons).toEqual([])
        for (const main of capacity) expect(main.after).toBeLessThanOrEqual(1 + 1e-9)
      }
      expect(together?.served).toBe(best.length)
      expect(together?.totalCost).toBe(best.reduce((sum, { cost }) => sum + (cost ?? 0), 0))
    }
  })
})

function everyCombination(options: readonly (readonly Option[])[]): (Option | null)[][] {
  return options.reduce<(Option | null)[][]>(
    (found, list) => found.flatMap((chosen) => [...list, null].map((option) => [...chosen, option])),
    [[]],
  )
}
