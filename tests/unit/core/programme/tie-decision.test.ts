import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluateProgramme } from '#core/programme/evaluate.ts'
import { planSnapshot } from '#core/programme/plan/plan-snapshot.ts'
import { planningAnswer, planningProgramme } from '#core/programme/planning-columns.ts'
import { prepareProgramme } from '#core/programme/prepare.ts'
import { DEFAULT_TIE_BREAK, rankCompounds, type Merit } from '#core/programme/ranking.ts'
import { decisionFor, tieDecisionText, type TieDecision } from '#core/programme/tie-decision.ts'
import { tieFaults } from '#core/programme/tie-faults.ts'
import { aCompound } from '#tests/builders/compound-builder.ts'
import { aProgramme, aScoringTable } from '#tests/builders/programme-builder.ts'

function decision(order: readonly string[], change: Partial<TieDecision> = {}): TieDecision {
  return {
    id: 'd1',
    order,
    decidedBy: '区老旧小区改造工作领导小组',
    meeting: '2024年第2次会议',
    on: '2024-01-10',
    documentNumber: '〔2024〕2号',
    reason: '积水较重的先行',
    ...change,
  }
}

function merit(id: string, score = 80): Merit {
  const consent = { agree: 9, total: 10 }
  return { id, tier: 'A', score, safety: 2, consent, households: 100, builtYear: 1990 }
}

function order(rows: readonly Merit[], ...decisions: TieDecision[]): string {
  return rankCompounds(rows, DEFAULT_TIE_BREAK, decisions)
    .map(({ row, rank, tied }) => `${rank}${tied ? '=' : ''}${row.id}`)
    .join(' ')
}

describe('a decision on a tie', () => {
  const rows = [merit('a'), merit('b'), merit('c'), merit('last', 1)]

  it('gives each of the tied a rank of its own, in the order decided', () => {
    expect(order(rows)).toBe('1=a 1=b 1=c 4last')
    expect(order(rows, decision(['c', 'a', 'b']))).toBe('1c 2a 3b 4last')
  })

  it('still orders the others when one has left the tie, and decides nothing for who has joined', () => {
    expect(order([merit('a'), merit('b'), merit('c', 90)], decision(['c', 'b', 'a']))).toBe('1c 2b 3a')
    expect(order(rows, decision(['b', 'a']))).toBe('1=a 1=b 1=c 4last')
  })

  it('never goes against a score: it only speaks where every key is equal', () => {
    expect(order([merit('a'), merit('b', 81)], decision(['a', 'b']))).toBe('1b 2a')
  })

  it('is the latest of several', () => {
    const later = decision(['b', 'a', 'c'], { id: 'd0', on: '2024-02-01' })
    expect(decisionFor(rows.slice(0, 3), [later, decision(['a', 'b', 'c'])])).toBe(later)
  })

  it('is a permutation within equals and nothing else, whatever the register and the decisions', () => {
    const row = fc.record({ id: fc.uuid(), score: fc.integer({ min: 70, max: 72 }) })
    fc.assert(
      fc.property(
        fc.uniqueArray(row, { selector: ({ id }) => id, minLength: 2, maxLength: 20 }),
        fc.infiniteStream(fc.nat()),
        (made, chance) => {
          const merits = made.map(({ id, score }) => merit(id, score))
          const shuffled = merits
            .map(({ id }) => ({ id, key: Number(chance.next().value) }))
            .sort((a, b) => a.key - b.key)
            .map(({ id }) => id)
          const plain = rankCompounds(merits)
          const decided = rankCompounds(merits, DEFAULT_TIE_BREAK, [decision(shuffled)])
          expect(decided.map(({ row: { score } }) => score)).toEqual(plain.map(({ row: { score } }) => score))
          expect(decided.map(({ rank }) => rank)).toEqual(decided.map((_, at) => at + 1))
          expect(decided.every(({ tied }) => !tied)).toBe(true)
          const before = new Map(plain.map(({ row: { id }, rank }) => [id, rank]))
          decided.forEach(({ row: { id }, decision: by }, at) => {
            // Nobody leaves the places that the tied held together.
            const first = before.get(id) ?? 0
            const size = plain.filter(({ rank }) => rank === first).length
            expect(at + 1).toBeGreaterThanOrEqual(first)
            expect(at + 1).toBeLessThan(first + size)
            expect(by !== null).toBe(size > 1)
          })
        },
      ),
    )
  })
})

describe('a decided tie in the plan', () => {
  const compounds = ['x', 'y', 'z'].map((id) => aCompound({ id, name: `小区${id}` }))
  const input = {
    programme: aProgramme({}, 11_000_000),
    scoringTable: aScoringTable(),
    compounds,
  }
  const tieDecisions = [decision(['z', 'x', 'y'])]

  it('lets the money reach down the decided order, where a tie at the line took nobody', () => {
    expect(evaluateProgramme(input).totals.compounds).toBe(0)
    const { ranking } = evaluateProgramme({ ...input, tieDecisions })
    expect(ranking.map(({ compoundId, selected }) => [compoundId, selected])).toEqual([
      ['z', true],
      ['x', true],
      ['y', false],
    ])
  })

  it('stands with its reason at each of them, also in what a plan freezes', () => {
    const prepared = prepareProgramme({ ...input, tieDecisions })
    const text = tieDecisionText(decision([]))
    expect(text).toBe(
      '并列名次由区老旧小区改造工作领导小组审定(2024年第2次会议,2024-01-10,〔2024〕2号):积水较重的先行',
    )
    const tried = { budget: 11_000_000, policy: 'strict' } as const
    const { rows } = planSnapshot(prepared, 'digest', tried, () => 'survey')
    expect(rows.map(({ tieNote }) => tieNote)).toEqual([text, text, text])
    expect(rows[0]?.reason).toBe(`第1名,入选;${text}`)
    expect(rows[2]?.reason).toContain('临界')
    expect(rows[2]?.reason).toContain(text)
  })

  it('travels to the page with the register', () => {
    const prepared = prepareProgramme({ ...input, tieDecisions })
    expect(planningProgramme(planningAnswer(prepared, '')).tieDecisions).toEqual(tieDecisions)
  })
})

describe('what cannot be recorded', () => {
  const compounds = ['x', 'y', 'z', 'o'].map((id) =>
    aCompound({ id, name: `小区${id}`, ...(id === 'o' ? { builtYear: 1970, buildings: [] } : {}) }),
  )
  const prepared = prepareProgramme({ programme: aProgramme(), scoringTable: aScoringTable(), compounds })
  const today = '2024-03-01'
  const faults = (ids: string[], on = '2024-01-10'): string =>
    tieFaults(prepared, { order: ids, on }, today)
      .map(({ message }) => message)
      .join(';')

  it('is an order that leaves one of the tied out, names a stranger or one twice, or a meeting to come', () => {
    expect(faults(['x', 'z', 'y'])).toBe('')
    expect(faults(['x', 'y'])).toContain('「小区z」同样并列')
    expect(faults(['x', 'y', 'z', 'o'])).toContain('「小区o」目前并不与其他小区并列')
    expect(faults(['x', 'y', 'z', 'x'])).toContain('出现了两次')
    expect(faults(['x', 'y', 'z'], '2024-03-02')).toContain('尚未到来')
  })

  it('is judged without the decision that is being corrected', () => {
    const decided = { ...prepared, tieDecisions: [decision(['x', 'y', 'z'])] }
    const request = { order: ['z', 'y', 'x'], on: '2024-01-10' }
    expect(tieFaults(decided, request, today, 'd1')).toEqual([])
    expect(tieFaults(decided, request, today)).not.toEqual([])
  })
})
