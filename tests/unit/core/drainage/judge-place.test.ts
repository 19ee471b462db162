import { describe, expect, it } from 'vitest'
import { connectOn } from '#core/drainage/connect.ts'
import { explain } from '#core/drainage/explain.ts'
import { createPlaceJudge } from '#core/drainage/judge-place.ts'
import type { CompoundSite, StandingConnection } from '#core/drainage/model.ts'
import { buildNetwork } from '#core/drainage/network.ts'
import { placeAt } from '#core/drainage/place.ts'
import type { Plane } from '#core/geo/projection.ts'
import { aPipe, aSite, aWell, goldenG1, rules } from '#tests/builders/drainage.ts'
import { randomTown } from '#tests/builders/random-town.ts'

const g1 = goldenG1()
const network = buildNetwork(g1.wells, g1.pipes, rules)
const [g1Site] = g1.compounds
const compound: CompoundSite = g1Site ?? aSite('?', 0, 0)
const codes = (reasons: readonly { code: string }[]): string[] => reasons.map(({ code }) => code)

/** A sewer and a storm main side by side, an abandoned main, and one of two ways out. */
function mixedStreet() {
  const a = aWell('A', 0, 0)
  const b = aWell('B', 60, 0)
  const out = aWell('OUT', 120, 0, { kind: 'outfall' })
  const aside = aWell('ASIDE', 60, 60, { kind: 'outfall' })
  const s1 = aWell('S1', 0, 10, { system: 'WS' })
  const s2 = aWell('S2', 60, 10, { system: 'WS' })
  const wells = [a, b, out, aside, s1, s2]
  const pipes = [
    aPipe(a, b, 7, 6.8),
    aPipe(b, out, 6.8, 6.6),
    aPipe(b, aside, 6.9, 6.7, { id: 'second' }),
    aPipe(s1, s2, 7, 6.8, { id: 'sewer', system: 'WS' }),
    aPipe(a, out, 7, 6.6, { id: 'old', status: 'abandoned' }),
  ]
  return { wells, pipes, network: buildNetwork(wells, pipes, rules) }
}

describe('judging a given place', () => {
  const judge = createPlaceJudge({ network, rules, returnPeriod: 3 })

  it('gives G1 at M2 the numbers of the golden table, at P = 2, 3 and 5', () => {
    const { connection, outcome, refusals, misconnection } = judge.judge(compound, { wellId: 'M2' })
    expect({ outcome, refusals, misconnection }).toEqual({
      outcome: 'holds',
      refusals: [],
      misconnection: false,
    })
    expect(connection).toMatchObject({
      dn: 500,
      slope: 0.0144,
      wellId: 'M2',
      pipeId: 'M2-M3',
      status: 'feasible',
    })
    const out = connection.capacity[1]
    expect(out?.after).toBeCloseTo(0.922, 3)
    expect(out?.at.map(({ returnPeriod }) => returnPeriod)).toEqual([2, 5])
    expect(out?.at[0]?.after).toBeCloseTo(0.831, 3)
    expect(out?.at[1]?.after).toBeCloseTo(1.036, 2)
  })

  it('refuses M1 for its angle whatever the reason, with the number', () => {
    const { outcome, refusals } = judge.judge(compound, { wellId: 'M1' })
    expect(outcome).toBe('refused')
    expect(codes(refusals)).toContain('ANGLE')
    expect(refusals[0]?.['deg']).toBeCloseTo(56.3, 1)
  })

  it('says the same as the search for every candidate of random towns', () => {
    let compared = 0
    for (let seed = 1; seed <= 8; seed++) {
      const town = randomTown(seed)
      const built = buildNetwork(town.wells, town.pipes, rules)
      const { compounds } = connectOn(built, { ...town, rules, returnPeriod: 3, together: false })
      const places = createPlaceJudge({ network: built, rules, returnPeriod: 3 })
      for (const { compoundId, connections } of compounds) {
        const site = town.compounds.find(({ id }) => id === compoundId)
        for (const { rank, alternatives: _, ...known } of connections) {
          if (!site || known.pipeId === null) continue
          const place =
            known.wellId !== null
              ? { wellId: known.wellId }
              : { pipeId: known.pipeId, station: known.station ?? NaN }
          const { connection } = places.judge(site, place)
          const { rank: none, ...found } = connection
          expect(none).toBeNull()
          expect(rank === null || rank > 0).toBe(true)
          expect(found).toEqual(known)
          compared++
        }
      }
    }
    expect(compared).toBeGreaterThan(100)
  })

  it('never lets a compound into a sewer, at a well or along the pipe', () => {
    const street = mixedStreet()
    const places = createPlaceJudge({ network: street.network, rules, returnPeriod: 3 })
    const site = aSite('c', 30, -30)
    for (const place of [
      { wellId: 'S1' },
      { pipeId: 'sewer', station: 30 },
      { pipeId: 'sewer', station: 0.5 },
    ]) {
      const verdict = places.judge(site, place)
      expect(verdict).toMatchObject({ outcome: 'refused', misconnection: true })
      expect(codes(verdict.refusals)).toContain('NOT_STORM')
      expect(explain(verdict.refusals[0] ?? { code: '' }, 'zh')).toContain('禁止混接')
    }
  })

  it('names what is wrong with any other place that is none', () => {
    const street = mixedStreet()
    const places = createPlaceJudge({ network: street.network, rules, returnPeriod: 3 })
    const site = aSite('c', 30, -30)
    const refusals = (place: Parameters<typeof places.judge>[1]): string[] =>
      codes(places.judge(site, place).refusals)
    expect(refusals({ wellId: 'OUT' })).toEqual(['OUTFALL_TARGET'])
    expect(refusals({ wellId: 'nobody' })).toEqual(['UNKNOWN_PLACE'])
    expect(refusals({ pipeId: 'nobody', station: 1 })).toEqual(['UNKNOWN_PLACE'])
    expect(refusals({ pipeId: 'A-B', station: NaN })).toEqual(['UNKNOWN_PLACE'])
    expect(refusals({ pipeId: 'old', station: 30 })).toEqual(['ABANDONED'])
    expect(refusals({ pipeId: 'second', station: 30 })).toEqual(['DATA_SUSPECT'])
  })

  it('takes the well where a point on a main lies within 2 m of one', () => {
    const street = mixedStreet()
    const places = createPlaceJudge({ network: street.network, rules, returnPeriod: 3 })
    const site = aSite('c', 30, -30)
    expect(places.judge(site, { pipeId: 'A-B', station: 1.9 }).connection.wellId).toBe('A')
    expect(places.judge(site, { pipeId: 'A-B', station: 58.1 }).connection.wellId).toBe('B')
    const between = places.judge(site, { pipeId: 'A-B', station: 30 }).connection
    expect(between).toMatchObject({ wellId: null, pipeId: 'A-B', station: 30, position: [30, 0] })
  })
})

describe('a branch that was drawn', () => {
  const street = mixedStreet()
  const block: Plane[] = [
    [20, -22],
    [40, -22],
    [40, -8],
    [20, -8],
    [20, -22],
  ]
  const places = createPlaceJudge({ network: street.network, rules, returnPeriod: 3, buildings: [block] })
  const site = aSite('c', 30, -30)
  const on = { pipeId: 'A-B', station: 30 }

  it('is followed vertex by vertex, with its own length, whichever way it was drawn', () => {
    const drawn: Plane[] = [
      [30, -30],
      [10, -30],
      [10, 0],
    ]
    const there = places.judge(site, { pipeId: 'A-B', station: 10 }, drawn)
    const back = places.judge(site, { pipeId: 'A-B', station: 10 }, [...drawn].reverse())
    expect(there.connection.route).toEqual(drawn)
    expect(there.connection.length).toBeCloseTo(50, 9)
    expect(back).toEqual(there)
    expect(there.outcome).toBe('holds')
  })

  it('is joined to the outlet and to the place where it stops short of them', () => {
    const { connection } = places.judge(site, on, [
      [12, -30],
      [12, -2],
    ])
    expect(connection.route[0]).toEqual([30, -30])
    expect(connection.route.at(-1)).toEqual([30, 0])
    expect(connection.route).toHaveLength(4)
  })

  it('is refused through a building, and asks for a reason beside one', () => {
    const through = places.judge(site, on, [
      [30, -30],
      [30, 0],
    ])
    expect(codes(through.refusals)).toEqual(['NO_ROUTE'])
    const beside = places.judge(site, { pipeId: 'A-B', station: 18 }, [
      [30, -30],
      [18, -27],
      [18, 0],
    ])
    expect(beside.outcome).toBe('needs_reason')
    expect(beside.deviations).toEqual([{ code: 'CLEARANCE_BUILDING', m: 2, least: 3, drawn: true }])
    expect(beside.connection.deviations).toBe(1)
  })

  it('must not turn back by more than 90°', () => {
    const { refusals } = places.judge(site, { wellId: 'B' }, [
      [30, -30],
      [60, -30],
      [45, -28],
      [60, 0],
    ])
    expect(refusals[0]).toMatchObject({ code: 'ANGLE', where: 'bend' })
  })
})

describe('what stands counts first', () => {
  const standing = (compoundId: string, psiF: number): StandingConnection => ({
    compoundId,
    pipeId: 'M2-M3',
    psiF,
    arrival: 11,
    designFlow: 292.7 * psiF,
  })

  it('takes its share of the mains before the judged compound', () => {
    const judge = createPlaceJudge({ network, rules, returnPeriod: 3 })
    const full = judge.beside([standing('other', 0.6)]).judge(compound, { wellId: 'M2' })
    expect(full.outcome).toBe('refused')
    expect(codes(full.refusals)).toContain('CAP_DOWN')
    expect(judge.judge(compound, { wellId: 'M2' }).outcome).toBe('holds')
    const asBuilt = createPlaceJudge({ network, rules, returnPeriod: 3, standing: [standing('other', 0.6)] })
    expect(asBuilt.judge(compound, { wellId: 'M2' })).toEqual(full)
  })

  it('keeps a forced place through a recompute, and the others clear of the room it takes', () => {
    const small = { ...compound, id: 'small', surfaces: null, psiF: 0.3 }
    const request = { compounds: [small, compound], rules, returnPeriod: 3, together: true }
    const forced = [{ compoundId: compound.id, place: { wellId: 'M2' } }]
    const answer = connectOn(network, { ...request, forced })
    expect(answer.compounds.map(({ compoundId }) => compoundId)).toEqual(['small', compound.id])
    const [other, kept] = answer.compounds
    expect(kept?.connections).toHaveLength(1)
    expect(kept?.connections[0]).toMatchObject({ rank: 1, wellId: 'M2', dn: 500 })
    // Room for 0.078 of M3-OUT is left: the small one finds none beside it, alone it does.
    expect(other?.connections[0]?.rank).toBeNull()
    expect(connectOn(network, { ...request, compounds: [small] }).compounds[0]?.connections[0]?.rank).toBe(1)
    expect(answer.together).toMatchObject({ served: 1, unserved: 1, totalCost: kept?.connections[0]?.cost })
  })

  it('keeps a forced place that breaks a rule, with its reasons and no rank', () => {
    const forced = [{ compoundId: compound.id, place: { wellId: 'M1' } }]
    const request = { compounds: [compound], rules, returnPeriod: 3, together: true, forced }
    const [kept] = connectOn(network, request).compounds
    expect(kept?.connections).toHaveLength(1)
    expect(kept?.connections[0]).toMatchObject({ rank: null, status: 'rejected', wellId: 'M1' })
    const lost = connectOn(network, {
      ...request,
      forced: [{ compoundId: compound.id, place: { wellId: 'gone' } }],
    })
    expect(lost.compounds[0]?.connections[0]?.reasons[0]).toEqual({ code: 'UNKNOWN_PLACE', well: 'gone' })
  })

  it('weighs a place again that the centre had refused, and asks for the reason', () => {
    const judge = createPlaceJudge({ network, rules, returnPeriod: 3 })
    const m2 = g1.wells.find(({ id }) => id === 'M2')
    const verdict = judge.judge({ ...compound, ruledOut: m2 ? [m2.position] : [] }, { wellId: 'M2' })
    expect(verdict.outcome).toBe('needs_reason')
    expect(codes(verdict.deviations)).toEqual(['RULED_OUT'])
  })
})

describe('the place meant by a position', () => {
  const { network: street } = mixedStreet()

  it('is the manhole within the snap, else the main, else nothing in reach', () => {
    expect(placeAt(street, [4, 3], { reach: 50, snap: 6 })?.place).toEqual({ wellId: 'A' })
    const near = placeAt(street, [4, 3], { reach: 50, snap: 2 })
    expect(near).toEqual({ place: { pipeId: 'A-B', station: 4 }, distance: 3 })
    expect(placeAt(street, [30, 500], { reach: 50 })).toBeNull()
    expect(placeAt(buildNetwork([], [], rules), [0, 0], { reach: 50 })).toBeNull()
  })
})
