import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readBallotText } from '#core/compound/ballot-text.ts'
import { consentFaults, satisfactionFaults } from '#core/compound/consent-faults.ts'
import { consentGates } from '#core/compound/consent-gates.ts'
import { CHANNELS, CHOICES, sumChannels, tallyBallots, type Ballot } from '#core/compound/consent-tally.ts'
import { hideSmallCells } from '#core/compound/small-cells.ts'
import { aProgramme } from '#tests/builders/programme-builder.ts'

const { policy } = aProgramme()
const vote = (household: string, change: Partial<Ballot> = {}): Ballot => ({
  household,
  choice: 'agree',
  channel: 'visit',
  collectedOn: '2023-09-01',
  order: 0,
  ...change,
})
/** Ballots of a few households with clashing dates, each with an order of its own. */
const ballots = fc
  .array(
    fc.record({
      household: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      choice: fc.constantFrom(...CHOICES),
      channel: fc.constantFrom(...CHANNELS),
      collectedOn: fc.constantFrom('2023-09-01', '2023-09-02', '2023-09-03'),
    }),
    { maxLength: 30 },
  )
  .map((all) => all.map((one, order) => ({ ...one, order })))

describe('a tally of ballots', () => {
  it('lets a later vote replace an earlier one of the same household, by date, then by order of entry', () => {
    const tally = tallyBallots(
      [
        vote('1', { choice: 'disagree', collectedOn: '2023-09-05', order: 1, channel: 'paper' }),
        vote('1', { choice: 'agree', collectedOn: '2023-09-01', order: 2 }),
        vote('2', { choice: 'agree', order: 3 }),
        vote('2', { choice: 'abstain', order: 4, channel: 'group' }),
      ],
      10,
    )
    expect(tally).toMatchObject({ agree: 0, disagree: 1, abstain: 1, unanswered: 8, total: 10, replaced: 2 })
    expect(tally.channels.paper.disagree).toBe(1)
    expect(tally.channels.group.abstain).toBe(1)
  })

  it('counts who takes the vote back as unanswered, and names doors the register does not know', () => {
    expect(tallyBallots([vote('1'), vote('1', { choice: 'unanswered', order: 9 })], 3)).toMatchObject({
      agree: 0,
      unanswered: 3,
    })
    expect(tallyBallots([vote('1'), vote('2'), vote('3')], 2).excess).toBe(1)
  })

  it('does not depend on the order in which ballots are handed in', () => {
    fc.assert(
      fc.property(ballots, fc.integer({ min: 5, max: 50 }), (all, total) => {
        const shuffled = all.toSorted((a, b) => a.household.localeCompare(b.household) || b.order - a.order)
        expect(tallyBallots(shuffled, total)).toEqual(tallyBallots(all, total))
        expect(tallyBallots(all.toReversed(), total)).toEqual(tallyBallots(all, total))
      }),
    )
  })

  it('adds up: the four choices to the households, the channels to the answers', () => {
    fc.assert(
      fc.property(ballots, fc.integer({ min: 5, max: 50 }), (all, total) => {
        const tally = tallyBallots(all, total)
        const { agree, disagree, abstain, unanswered } = tally
        expect(agree + disagree + abstain + unanswered).toBe(total)
        expect(sumChannels(tally.channels)).toEqual({ agree, disagree, abstain })
        expect(tally.replaced + new Set(all.map((one) => one.household)).size).toBe(all.length)
      }),
    )
  })
})

describe('the four gates', () => {
  const counts = { households: 5973, agree: 4778, consulted: null, schemeAgree: null, satisfaction: null }

  it('fails at 4778 of 5973 and passes at 4779', () => {
    expect(consentGates(counts, policy)[0]).toMatchObject({ verdict: 'fail', needed: 4779, missing: 1 })
    expect(consentGates({ ...counts, agree: 4779 }, policy)[0]).toMatchObject({ verdict: 'pass', missing: 0 })
  })

  it('passes at exactly 80 % and never one household below, for every compound up to 10 000 households', () => {
    for (let households = 1; households <= 10_000; households += 1) {
      const needed = Number((BigInt(households) * 80n + 99n) / 100n)
      const at = (agree: number) => consentGates({ ...counts, households, agree }, policy)[0]
      if (at(needed)?.verdict !== 'pass' || at(needed - 1)?.verdict !== 'fail')
        expect.fail(`${needed} of ${households}`)
      if (at(0)?.missing !== needed) expect.fail(`${households} households are missing ${at(0)?.missing}`)
    }
  })

  it('holds each of the four gates to its own count and threshold, for any numbers', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.integer({ min: 1, max: 10_000 }),
        fc.tuple(fc.nat(10_000), fc.nat(10_000), fc.nat(10_000), fc.nat(10_000)),
        (households, valid, [agree, consulted, schemeAgree, satisfied]) => {
          const gates = consentGates(
            { households, agree, consulted, schemeAgree, satisfaction: { valid, satisfied } },
            policy,
          )
          const parts = [agree, consulted, schemeAgree, satisfied]
          const wholes = [households, households, households, valid]
          gates.forEach(({ verdict, missing }, at) => {
            const [part = 0, whole = 1] = [parts[at], wholes[at]]
            // The oracle counts in BigInt fifths: 80 % is four of five, met at equality.
            const reached = BigInt(part) * 5n >= BigInt(whole) * 4n
            expect(verdict).toBe(reached ? 'pass' : 'fail')
            const lifted = BigInt(part + (missing ?? 0)) * 5n
            expect(lifted >= BigInt(whole) * 4n).toBe(true)
            if (!reached) expect(lifted - 5n >= BigInt(whole) * 4n).toBe(false)
          })
        },
      ),
    )
  })

  it('counts satisfaction over the valid answers, and marks what the province asks for', () => {
    const gates = consentGates(
      { ...counts, consulted: 5000, satisfaction: { valid: 100, satisfied: 80 } },
      policy,
    )
    expect(gates.map(({ id, verdict, provincial }) => [id, verdict, provincial])).toEqual([
      ['K1', 'fail', false],
      ['K2', 'pass', true],
      ['K3', 'unknown', true],
      ['K4', 'pass', false],
    ])
  })
})

describe('counts as entered', () => {
  const good = {
    agree: 80,
    disagree: 5,
    abstain: 5,
    total: 100,
    consulted: 95,
    schemeAgree: null,
    channels: null,
  }

  it('must fit the households and add up by channel', () => {
    expect(consentFaults(good)).toEqual([])
    expect(consentFaults({ ...good, agree: 95 }).map(({ message }) => message)).toEqual([
      '同意95+不同意5+弃权5=105户,超过总户数100户',
    ])
    const channels = { visit: { agree: 79, disagree: 5, abstain: 5 } }
    expect(consentFaults({ ...good, channels })).toMatchObject([{ field: 'channels', value: 79 }])
  })

  it('of a survey go down step by step', () => {
    expect(satisfactionFaults({ issued: 100, returned: 90, valid: 90, satisfied: 80 }, 100)).toEqual([])
    expect(
      satisfactionFaults({ issued: 101, returned: 90, valid: 95, satisfied: 96 }, 100).map(
        (one) => one.field,
      ),
    ).toEqual(['issued', 'valid', 'satisfied'])
  })
})

describe('small cells', () => {
  it('are hidden, and never alone, so that no sum tells them', () => {
    expect(hideSmallCells([100, 3, 40])).toEqual([100, null, null])
    expect(hideSmallCells([100, 3, 0])).toEqual([null, null, 0])
    expect(hideSmallCells([2, 3, 40])).toEqual([null, null, 40])
    expect(hideSmallCells([10, 5, 0])).toEqual([10, 5, 0])
  })

  it('hide at least two cells or none', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), { minLength: 2, maxLength: 6 }), (cells) => {
        const hidden = hideSmallCells(cells).filter((one) => one === null).length
        expect(hidden).not.toBe(1)
        hideSmallCells(cells).forEach((told) => expect(told === null || told === 0 || told >= 5).toBe(true))
      }),
    )
  })
})

describe('a pasted table', () => {
  it('is read with tabs, full-width letters and three ways of writing a day', () => {
    const text =
      '户号\t意见\t渠道\t日期\n3-2-501\t同意\t入户走访\t2023/9/5\n3-2-502\t反对\t公众号\t2023年9月6日\n\n4-1-101,弃权,纸质,2023-09-07'
    expect(readBallotText(text)).toEqual({
      faults: [],
      lines: [
        { household: '3-2-501', choice: 'agree', channel: 'visit', collectedOn: '2023-09-05' },
        { household: '3-2-502', choice: 'disagree', channel: 'official_account', collectedOn: '2023-09-06' },
        { household: '4-1-101', choice: 'abstain', channel: 'paper', collectedOn: '2023-09-07' },
      ],
    })
  })

  it('names every fault by row and column', () => {
    const { faults } = readBallotText('3-2-501\t赞成\t电话\t2023-02-30\n\t同意\t入户\t2023-09-01')
    expect(faults.map(({ row, column }) => [row, column])).toEqual([
      [1, 'choice'],
      [1, 'channel'],
      [1, 'collectedOn'],
      [2, 'household'],
    ])
  })
})
