import fc from 'fast-check'
import { expect, test } from 'vitest'
import { placeAt } from '#core/drainage/place.ts'
import { decodeGround, encodeGround } from '#core/tie-in/ground-bytes.ts'
import { groundWithin, judgeOn, type MarkingGround } from '#core/tie-in/marking-ground.ts'
import { aPipe, aSite, aWell, rules } from '#tests/builders/drainage.ts'

/** A main of five pipes, a side main that joins it from above, and a network far away. */
function aGround(): MarkingGround {
  const main = [0, 1, 2, 3, 4].map((i) => aWell(`m${i}`, i * 60, 0, { load: 0.1 }))
  const out = aWell('out', 300, 0, { kind: 'outfall', waterLevel: 5.5 })
  const side = [aWell('s0', 60, 400, { load: 0.4, t1: 12 }), aWell('s1', 60, 200)]
  const far = [aWell('f0', 5000, 0), aWell('f1', 5060, 0, { kind: 'outfall', system: 'WS' })]
  const chain = [...main, out]
  const [s0, s1, f0, f1] = [...side, ...far]
  const join = main[1]
  if (!s0 || !s1 || !f0 || !f1 || !join) throw new Error('no wells')
  const pipes = main.flatMap((well, i) => {
    const next = chain[i + 1]
    return next
      ? [aPipe(well, next, 7.2 - i * 0.12, 7.08 - i * 0.12, { material: i === 2 ? '' : 'PE', n: 0.012 })]
      : []
  })
  return {
    compound: aSite('c', 120, 60, { outlet: [120, 40] }),
    wells: [...chain, ...side, ...far],
    pipes: [
      ...pipes,
      aPipe(s0, s1, 8, 7.8),
      aPipe(s1, join, 7.8, 7.4, { status: 'abandoned', suspect: 'odd size', invertEnd: null }),
      aPipe(f0, f1, 7, 6.8, { system: 'WS', length: 61.5 }),
    ],
    buildings: [
      [
        [90, 20],
        [100, 20],
        [100, 30],
        [90, 30],
      ],
    ],
    standing: [{ compoundId: 'x', pipeId: 'm0-m1', psiF: 0.05, arrival: 11, designFlow: 12, relieves: null }],
    rules,
    returnPeriod: 3,
  }
}

const asBuffer = (ground: MarkingGround): ArrayBuffer => encodeGround(ground).buffer

test('a ground comes back from its bytes as it was, what is not known included', () => {
  const ground = aGround()
  const back = decodeGround(asBuffer(ground))
  const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
  expect(plain({ ...back, wells: [], pipes: [] })).toEqual(plain({ ...ground, wells: [], pipes: [] }))
  expect(
    back.wells.map(({ id, position, kind, system, load, t1 }) => ({ id, position, kind, system, load, t1 })),
  ).toEqual(
    ground.wells.map(({ id, position, kind, system, load, t1 }) => ({
      id,
      position,
      kind,
      system,
      load,
      t1,
    })),
  )
  expect(back.pipes.map((pipe) => ({ ...pipe, n: pipe.n ?? null }))).toEqual(
    ground.pipes.map((pipe) => ({
      ...pipe,
      n: pipe.n ?? null,
      length: pipe.length ?? null,
      suspect: pipe.suspect ?? null,
    })),
  )
})

test('a place in reach is judged alike on the part that is sent and on the whole', () => {
  const whole = aGround()
  const part = decodeGround(asBuffer(groundWithin(whole, 400)))
  expect(part.wells.map(({ id }) => id)).not.toContain('f0')
  // The side main hangs together with it: it comes whole, for its water arrives here.
  expect(part.wells.map(({ id }) => id)).toContain('s0')
  const [a, b] = [judgeOn(whole), judgeOn(part)]
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 299 }), fc.integer({ min: -20, max: 20 }), (x, y) => {
      const [near, same] = [a, b].map(({ network }) => placeAt(network, [x, y], { reach: 40, snap: 3 }))
      expect(same).toEqual(near)
      if (!near) return
      const verdicts = [a, b].map(({ judge }) => judge.judge(whole.compound, near.place))
      expect(verdicts[1]).toEqual(verdicts[0])
    }),
    { numRuns: 40 },
  )
})

test('bytes that are no ground are an error, not a half ground', () => {
  expect(() => decodeGround(new ArrayBuffer(3))).toThrow()
  expect(() => decodeGround(new Uint8Array([9, 0, 0, 0, 123, 125, 1, 2, 3, 4, 5, 6, 7, 8]).buffer)).toThrow()
})
