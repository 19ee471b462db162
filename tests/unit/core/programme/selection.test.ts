import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SelectionPolicy } from '#core/programme/programme.ts'
import { selectCompounds, type SelectionRow, type TierBGate } from '#core/programme/selection.ts'

const OPEN: TierBGate = { declared: null, blockers: [] }

/** Rows in the order of a ranking: tier A first, scores falling, equal places where `tie` says so. */
const ranking = fc
  .record({
    tierA: fc.array(
      fc.record({
        score: fc.integer({ min: 1, max: 40 }),
        cost: fc.integer({ min: 1, max: 30 }),
        tie: fc.boolean(),
      }),
      { maxLength: 6 },
    ),
    tierB: fc.array(
      fc.record({
        score: fc.integer({ min: 1, max: 40 }),
        cost: fc.integer({ min: 1, max: 30 }),
        tie: fc.boolean(),
      }),
      { maxLength: 5 },
    ),
  })
  .map(({ tierA, tierB }) => {
    const rows: SelectionRow[] = []
    for (const [tier, list] of [
      ['A', tierA],
      ['B', tierB],
    ] as const) {
      const ordered = [...list].sort((a, b) => b.score - a.score)
      ordered.forEach(({ score, cost, tie }, at) => {
        const before = rows.at(-1)
        const equal = at > 0 && before !== undefined && (tie || before.score === score)
        rows.push({
          id: `c${rows.length}`,
          name: `示例${rows.length}`,
          tier,
          cost,
          rank: equal ? before.rank : rows.length + 1,
          score: equal ? before.score : score,
        })
      })
    }
    return rows
  })
const gates = fc.constantFrom<TierBGate>(
  OPEN,
  OPEN,
  { declared: true, blockers: [] },
  { declared: false, blockers: [] },
  { declared: null, blockers: ['示例甲'] },
)
const money = fc.nat(150)

function chosenBy(
  rows: readonly SelectionRow[],
  available: number,
  policy: SelectionPolicy,
  gate: TierBGate,
) {
  const selection = selectCompounds(rows, { available, policy, gate })
  return {
    ...selection,
    set: new Set(selection.outcomes.filter(({ selected }) => selected).map(({ id }) => id)),
  }
}

/** Is tier B allowed beside this set? */
function gateHolds(rows: readonly SelectionRow[], set: ReadonlySet<string>, gate: TierBGate): boolean {
  if (!rows.some(({ tier, id }) => tier === 'B' && set.has(id))) return true
  if (gate.declared !== null) return gate.declared
  return gate.blockers.length === 0 && rows.every(({ tier, id }) => tier === 'B' || set.has(id))
}

/** The oracle: every subset that the money and the gate allow. */
function bestSum(rows: readonly SelectionRow[], available: number, gate: TierBGate): number {
  let best = 0
  for (let bits = 0; bits < 1 << rows.length; bits++) {
    const taken = rows.filter((_row, at) => (bits >> at) % 2 === 1)
    if (taken.reduce((sum, { cost }) => sum + cost, 0) > available) continue
    if (!gateHolds(rows, new Set(taken.map(({ id }) => id)), gate)) continue
    best = Math.max(
      best,
      taken.reduce((sum, { score }) => sum + score, 0),
    )
  }
  return best
}

/** The oracle of `strict`: the longest run of whole places that the money and the gate allow. */
function longestPrefix(rows: readonly SelectionRow[], available: number, gate: TierBGate): number {
  let longest = 0
  for (let length = 1; length <= rows.length; length++) {
    const run = rows.slice(0, length)
    const whole = rows[length]?.rank !== rows[length - 1]?.rank
    const fits = run.reduce((sum, { cost }) => sum + cost, 0) <= available
    if (whole && fits && gateHolds(rows, new Set(run.map(({ id }) => id)), gate)) longest = length
  }
  return longest
}

describe('selection under a budget', () => {
  it('keeps to the money, the gate and whole places under every policy, and gives each row left out a reason', () => {
    fc.assert(
      fc.property(
        ranking,
        money,
        gates,
        fc.constantFrom('strict', 'fill', 'optimise'),
        (rows, available, gate, policy) => {
          const { set, spent, remaining, outcomes, scoreHundredths } = chosenBy(rows, available, policy, gate)
          const taken = rows.filter(({ id }) => set.has(id))
          expect(spent).toBe(taken.reduce((sum, { cost }) => sum + cost, 0))
          expect(spent + remaining).toBe(available)
          expect(remaining).toBeGreaterThanOrEqual(0)
          expect(scoreHundredths).toBe(taken.reduce((sum, { score }) => sum + score * 100, 0))
          expect(gateHolds(rows, set, gate)).toBe(true)
          expect(outcomes.every(({ selected, reason }) => selected === (reason === ''))).toBe(true)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('strict is the longest prefix of whole places', () => {
    fc.assert(
      fc.property(ranking, money, gates, (rows, available, gate) => {
        const { set } = chosenBy(rows, available, 'strict', gate)
        const expected = rows.slice(0, longestPrefix(rows, available, gate)).map(({ id }) => id)
        expect([...set]).toEqual(expected)
      }),
      { numRuns: 500 },
    )
  })

  it('fill leaves out only what did not fit, was tied at the line, or was held by the gate', () => {
    fc.assert(
      fc.property(ranking, money, gates, (rows, available, gate) => {
        const { outcomes } = chosenBy(rows, available, 'fill', gate)
        outcomes.forEach((outcome, at) => {
          const row = rows[at]
          const left = available - (outcomes[at - 1]?.cumulativeCost ?? 0)
          if (outcome.kind === 'skipped') expect(row?.cost).toBeGreaterThan(left)
          if (outcome.kind === 'gate') expect(row?.tier).toBe('B')
          expect(['selected', 'skipped', 'gate', 'tied_at_line']).toContain(outcome.kind)
        })
      }),
      { numRuns: 500 },
    )
  })

  it('optimise finds what trying every set finds, and is never below strict or fill', () => {
    fc.assert(
      fc.property(ranking, money, gates, (rows, available, gate) => {
        const best = chosenBy(rows, available, 'optimise', gate)
        expect(best.scoreHundredths).toBe(bestSum(rows, available, gate) * 100)
        expect([best.exact, best.scoreBound]).toEqual([true, best.scoreHundredths])
        for (const policy of ['strict', 'fill'] as const) {
          expect(chosenBy(rows, available, policy, gate).scoreHundredths).toBeLessThanOrEqual(
            best.scoreHundredths,
          )
        }
      }),
      { numRuns: 300 },
    )
  })

  it('grows with the budget: the strict set keeps all it had, the best sum never falls', () => {
    fc.assert(
      fc.property(ranking, money, money, gates, (rows, available, more, gate) => {
        const before = chosenBy(rows, available, 'strict', gate).set
        const after = chosenBy(rows, available + more, 'strict', gate).set
        expect([...before].every((id) => after.has(id))).toBe(true)
        expect(chosenBy(rows, available + more, 'optimise', gate).scoreHundredths).toBeGreaterThanOrEqual(
          chosenBy(rows, available, 'optimise', gate).scoreHundredths,
        )
      }),
    )
  })

  it('without time for the proof gives the best of the three policies and how far it may be off', () => {
    const rows = Array.from({ length: 200 }, (_, at): SelectionRow => {
      const score = 95 - at / 10
      const cost = 9_000_000 + ((at * 7_919_003) % 24_000_000)
      return { id: `c${at}`, name: `示例${at}`, tier: 'A', rank: at + 1, score, cost }
    })
    const options = { available: 1_000_000_007, policy: 'optimise' } as const
    const proven = selectCompounds(rows, options)
    const cut = selectCompounds(rows, { ...options, stateLimit: 1 })
    expect(proven.exact).toBe(true)
    expect(cut.exact).toBe(false)
    expect(cut.scoreBound).toBeGreaterThanOrEqual(proven.scoreHundredths)
    for (const policy of ['strict', 'fill'] as const) {
      const other = selectCompounds(rows, { available: options.available, policy })
      expect(cut.scoreHundredths).toBeGreaterThanOrEqual(other.scoreHundredths)
    }
  })

  it('names all that are tied at the line and takes none of them', () => {
    const row = (id: string, rank: number, cost: number): SelectionRow => ({
      id,
      name: id,
      tier: 'A',
      rank,
      score: 80,
      cost,
    })
    const rows = [row('甲', 1, 30_000), row('乙', 2, 20_000), row('丙', 2, 25_000), row('丁', 4, 1)]
    const strict = selectCompounds(rows, { available: 60_000, policy: 'strict', clause: '三(三)' })
    expect(strict.outcomes.map(({ kind }) => kind)).toEqual([
      'selected',
      'tied_at_line',
      'tied_at_line',
      'after_line',
    ])
    expect(strict.outcomes[1]?.reason).toBe(
      '并列压线:「乙」「丙」名次相同,合计需4.5万元,余3万元,差额1.5万元;须领导小组审定〔三(三)〕',
    )
    const fill = selectCompounds(rows, { available: 60_000, policy: 'fill' })
    expect(fill.outcomes.map(({ kind }) => kind)).toEqual([
      'selected',
      'tied_at_line',
      'tied_at_line',
      'selected',
    ])
  })

  it('has nothing to give without money', () => {
    const rows: SelectionRow[] = [{ id: 'a', name: '甲', tier: 'A', rank: 1, score: 90, cost: 5 }]
    for (const policy of ['strict', 'fill', 'optimise'] as const) {
      expect(selectCompounds(rows, { available: 0, policy }).spent).toBe(0)
      expect(selectCompounds([], { available: 0, policy }).outcomes).toEqual([])
    }
  })
})
