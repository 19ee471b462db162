import { describe, expect, it } from 'vitest'
import { connectCompounds } from '#core/drainage/connect.ts'
import { createFlowModel } from '#core/drainage/loads.ts'
import type { Pipe, Well } from '#core/drainage/model.ts'
import { buildNetwork } from '#core/drainage/network.ts'
import { aPipe, aSite, aWell, rules } from '#tests/builders/drainage.ts'

/** A pipe with the travel time asked for: length = 60·v·t. */
function timed(from: Well, to: Well, minutes: number): Pipe {
  const bare = aPipe(from, to, 5, 4, { dn: 1000, length: 100 })
  const network = buildNetwork([from, to], [bare], rules)
  const slope = 0.01
  // v depends on the slope alone: keep it at 0.01 and stretch the length.
  const length = minutes * 60 * (network.velocity[0] ?? 0) * Math.sqrt(slope / (network.slope[0] ?? 1))
  return { ...bare, length, invertEnd: 5 - slope * length }
}

describe('flows in the mains', () => {
  it('O6: takes the larger upstream flow where the longer time would lower the peak', () => {
    // The exam has t = t1 + m·t2 with m = 2, a factor the standard has since cancelled: travel times are doubled here.
    const exam = { ...rules, rain: { a: 1350, c: 0, b: 5, n: 0.65 } }
    const hectares = [4, 0.2, 5, 10, 0.8, 0]
    const wells = hectares.map((area, i) =>
      aWell(`${i + 1}`, i * 100, 0, { ground: 50, load: 0.5 * area, kind: i === 5 ? 'outfall' : 'manhole' }),
    )
    const [w1, w2, w3, w4, w5, w6] = wells as [Well, Well, Well, Well, Well, Well]
    const pipes = [
      timed(w1, w2, 2.2),
      timed(w2, w3, 2.2),
      timed(w5, w4, 2),
      timed(w4, w3, 2),
      timed(w3, w6, 1),
    ]
    const network = buildNetwork(wells, pipes, exam)
    const model = createFlowModel(network, exam, 1)
    const flow = (id: string): number => model.flow(network.pipeNumber.get(id) ?? -1)
    expect(flow('1-2')).toBeCloseTo(464.41, 1)
    expect(flow('2-3')).toBeCloseTo(464.41, 1)
    expect(flow('5-4')).toBeCloseTo(92.88, 1)
    expect(flow('4-3')).toBeCloseTo(1161.03, 1)
    expect(flow('3-6')).toBeCloseTo(1964.55, 1)
  })

  it('O11: adding x of the full flow at J1 makes the mains below .65 + x', () => {
    const wells = [0, 1, 2, 3].map((i) =>
      aWell(`J${i + 1}`, i * 50, 0, { ground: 20, kind: i === 3 ? 'outfall' : 'manhole' }),
    )
    const [j1, j2, j3, out] = wells as [Well, Well, Well, Well]
    const flat = { ...rules, rain: { a: 1000, c: 0, b: 0, n: 0 } }
    const full = 274.6
    const share = (x: number): number => (x * full) / 1000
    const nodes = [
      { ...j1, load: share(0.3) },
      { ...j2, load: share(0.2) },
      { ...j3, load: share(0.15) },
      out,
    ]
    const pipe = (a: Well, b: Well, level: number): Pipe =>
      aPipe(a, b, level, level - 0.1, { dn: 600, n: 0.013 })
    const network = buildNetwork(nodes, [pipe(j1, j2, 5), pipe(j2, j3, 4.9), pipe(j3, out, 4.8)], flat)
    const model = createFlowModel(network, flat, 1)
    const after = model.after([{ well: 0, psiF: share(0.4), arrival: 10, flow: 0.4 * full }])
    const ratios = [0, 1, 2].map((k) => after(k) / (network.fullFlow[k] ?? NaN))
    expect(ratios[0]).toBeCloseTo(0.7, 3)
    expect(ratios[1]).toBeCloseTo(0.9, 3)
    expect(ratios[2]).toBeCloseTo(1.05, 3)
  })

  it('O8, O10: a transit section keeps its flow; at 1.00 of full a main holds, at 1.05 it is over', () => {
    const wells = [0, 1, 2, 3].map((i) =>
      aWell(`T${i}`, i * 80, 0, { ground: 20, kind: i === 3 ? 'outfall' : 'manhole' }),
    )
    const [a, b, c, out] = wells as [Well, Well, Well, Well]
    const flat = { ...rules, rain: { a: 1000, c: 0, b: 0, n: 0 } }
    // DN500 at 0.003, n 0.013: 206.8 L/s full.
    const pipes = [
      aPipe(a, b, 5.72, 5.48, { dn: 500 }),
      aPipe(b, c, 5.48, 5.24, { dn: 500 }),
      aPipe(c, out, 5.24, 5, { dn: 500 }),
    ]
    const ratiosAt = (share: number): number[] => {
      const network = buildNetwork([{ ...a, load: (share * 206.79) / 1000 }, b, c, out], pipes, flat)
      const model = createFlowModel(network, flat, 1)
      return [0, 1, 2].map((k) => model.flow(k) / (network.fullFlow[k] ?? NaN))
    }
    for (const share of [0.25, 0.5, 0.75, 0.9, 1, 1.05]) {
      for (const ratio of ratiosAt(share)) expect(ratio).toBeCloseTo(share, 3)
    }
    const site = (share: number) => aSite('c', 0, -40, { psiF: (share * 206.7) / 1000, crownStart: 19 })
    const outcome = (share: number): string[] =>
      connectCompounds({
        wells,
        pipes,
        compounds: [site(share)],
        rules: flat,
        returnPeriod: 1,
        together: false,
      })
        .compounds[0]?.connections.find(({ wellId }) => wellId === 'T0')
        ?.reasons.map(({ code }) => code) ?? ['not listed']
    expect(outcome(1)).not.toContain('CAP_TIE')
    expect(outcome(1.05)).toContain('CAP_TIE')
  })

  it('computes a change exactly as a network built with it', () => {
    const wells = [0, 1, 2].map((i) =>
      aWell(`w${i}`, i * 60, 0, { load: 0.3, kind: i === 2 ? 'outfall' : 'manhole' }),
    )
    const [a, b, c] = wells as [Well, Well, Well]
    const pipes = [aPipe(a, b, 5, 4.8), aPipe(b, c, 4.8, 4.6)]
    const network = buildNetwork(wells, pipes, rules)
    const model = createFlowModel(network, rules, 3)
    const change = { well: 0, psiF: 0.5, arrival: 12, flow: 100 }
    const built = createFlowModel(network, rules, 3, [change])
    const after = model.after([change])
    expect([after(0), after(1)]).toEqual([built.flow(0), built.flow(1)])
    expect(model.after([{ ...change, psiF: -0.3 }])(0)).toBe(0)
    expect(() => after(0)).toThrow(/newer/)
  })

  it('counts the water of a faulty pipe for the mains below it', () => {
    const wells = [0, 1, 2].map((i) =>
      aWell(`w${i}`, i * 60, 0, { load: 0.3, kind: i === 2 ? 'outfall' : 'manhole' }),
    )
    const [a, b, c] = wells as [Well, Well, Well]
    const pipes = [aPipe(a, b, 5, 4.8, { invertEnd: null }), aPipe(b, c, 4.8, 4.6)]
    const network = buildNetwork(wells, pipes, rules)
    expect(network.reaches[0]).toBe(0)
    expect(createFlowModel(network, rules, 3).load(1)).toBeCloseTo(0.6, 9)
  })
})
