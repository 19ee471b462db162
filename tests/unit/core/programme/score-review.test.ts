import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { REVIEW_COLUMNS, type ReviewEntry, type ScoreSheet } from '#core/compound/score-sheet.ts'
import { selectProgramme } from '#core/programme/evaluate.ts'
import { prepareProgramme } from '#core/programme/prepare.ts'
import { reopened, withColumn } from '#core/programme/review-edit.ts'
import { metricsOf } from '#core/programme/score.ts'
import { scoreReview, type ReviewedScore } from '#core/programme/score-review.ts'
import { aCompound } from '#tests/builders/compound-builder.ts'
import { aProgramme, aScoringTable } from '#tests/builders/programme-builder.ts'
import { aReviewedSheet, anEntry, entriesOf, SIGNED } from '#tests/builders/review-builder.ts'

const table = aScoringTable()
const YEARS = { A: 2000, B: 2005 }

function review(scoreSheet: ScoreSheet | null): ReviewedScore {
  return scoreReview(table, aCompound({ scoreSheet }), YEARS)
}

function judge(scoreSheet: ScoreSheet | null, overrides: Parameters<typeof aCompound>[0] = {}) {
  const compounds = [aCompound({ ...overrides, scoreSheet })]
  const prepared = prepareProgramme({ programme: aProgramme(), scoringTable: table, compounds })
  return { ...prepared.dossiers.get('c1')?.judgement, ...selectProgramme(prepared).judgements.get('c1') }
}

const points = (sheet: ReviewedScore, id: string) => sheet.criteria.find((one) => one.id === id)?.points
const columnOf = (sheet: ReviewedScore, id: string) => sheet.criteria.find((one) => one.id === id)?.column

describe('the three columns of a sheet', () => {
  it('take the re-check where there is one, else the township, else the residents’ own', () => {
    const scored = review(
      aReviewedSheet({
        self: entriesOf({ safety: { fact: '重大' } }),
        township: { safety: anEntry({ fact: '一般' }), demolish: anEntry({ fact: '无违建或已全部拆除' }) },
        recheck: { safety: anEntry({ fact: '无', ...SIGNED }) },
      }),
    )
    expect([points(scored, 'safety'), columnOf(scored, 'safety')]).toEqual([0, 'recheck'])
    expect([points(scored, 'demolish'), columnOf(scored, 'demolish')]).toEqual([4, 'township'])
    expect([points(scored, 'autonomy'), columnOf(scored, 'autonomy')]).toEqual([8, 'self'])
    expect(scored.unreviewed).toHaveLength(10)
    expect(scored.columnTotals).toMatchObject({ self: 72.5, township: null, recheck: null })
  })

  it('score a sheet handed over as facts alone exactly as before', () => {
    const scored = scoreReview(table, aCompound(), YEARS)
    expect(scored).toMatchObject({ total: 70.5, needOnly: 27.5, locked: true, unreviewed: [], major: false })
    expect(scored.criteria.every(({ column }) => column === 'recheck')).toBe(true)
  })

  it('rank only with every criterion re-checked, and name those that are not', () => {
    const { safety: _safety, cluster: _cluster, ...others } = entriesOf()
    const open = judge(aReviewedSheet({ township: entriesOf(), recheck: others }))
    expect(open).toMatchObject({ eligibility: 'eligible', rank: null, score: null })
    expect(open.selectionReason).toBe('实地复核未完成(未复核:安全隐患、片区连片实施),最终得分未定,不参加排名')
    expect(judge(aReviewedSheet({ township: entriesOf(), recheck: entriesOf() }))).toMatchObject({
      rank: 1,
      score: 70.5,
    })
  })

  it('let typed points stand for the fact, and never above the maximum of the sheet in force', () => {
    const typed = review(aReviewedSheet({ recheck: entriesOf({ safety: { points: 3.25, reason: '鉴定' } }) }))
    expect(points(typed, 'safety')).toBe(3.25)
    const beyond = review(aReviewedSheet({ recheck: entriesOf({ safety: { points: 4.5 } }) }))
    expect(points(beyond, 'safety')).toBeNull()
    expect(beyond.total).toBeNull()
    expect(judge(aReviewedSheet({ recheck: entriesOf({ safety: { points: 4.5 } }) }))).toMatchObject({
      rank: null,
      eligibility: 'unverified',
    })
  })

  it('never score a missing fact as 0: the total waits, P8 names it', () => {
    const judged = judge(aReviewedSheet({ recheck: entriesOf({ safety: { fact: null } }) }))
    expect(judged).toMatchObject({ score: null, eligibility: 'unverified' })
    expect(judged.reasons?.join()).toContain('待补佐证:安全隐患')
  })

  it('count what the re-check found of year, demolition and consent', () => {
    const found = (finding: Parameters<typeof aReviewedSheet>[2]) =>
      judge(aReviewedSheet({ recheck: entriesOf() }, {}, finding))
    const proof = { ...SIGNED, on: '2023-11-01', reason: '竣工资料为1978年' }
    const older = found({ findings: [{ fact: 'builtYear', found: 1978, ...proof }] })
    expect(older).toMatchObject({ builtYear: 1978, score: 72.5, rank: 1 })
    const pulled = found({
      findings: [{ fact: 'demolitionPlanned', found: true, ...proof, reason: '征收公告' }],
    })
    expect(pulled).toMatchObject({ eligibility: 'ineligible', rank: null })
    expect(pulled.reasons?.join()).toContain('实地复核认定:征收公告')
    const short = found({ findings: [{ fact: 'consent', found: { agree: 95, total: 120 }, ...proof }] })
    expect(short.checks?.find(({ id }) => id === 'P4')?.verdict).toBe('fail')
  })
})

describe('changes between columns', () => {
  const changed = (delta: number) =>
    review(
      aReviewedSheet({
        township: entriesOf({ damage: { points: 8, reason: '台账' } }),
        recheck: entriesOf({ damage: { points: 8 + delta, ...SIGNED } }),
      }),
    )

  it('are major from 3 points on one criterion', () => {
    expect([-3, -2.99, 2.99, 3].map((delta) => changed(delta).major)).toEqual([true, false, false, true])
  })

  it('are major from 10 points in total, though none is by itself', () => {
    const lowered = { infra: 7.5, consent: 12.5, participation: 3.5, autonomy: 5.5 }
    const sheet = (last: number) =>
      review(
        aReviewedSheet({
          township: entriesOf(),
          recheck: entriesOf({
            ...Object.fromEntries(
              Object.entries(lowered).map(([id, given]) => [id, { points: given, ...SIGNED }]),
            ),
            longterm: { points: last, ...SIGNED },
          }),
        }),
      )
    // infra 9 → 7.5, consent 15 → 12.5, participation 6 → 3.5, autonomy 8 → 5.5: −9 before the last one
    expect(sheet(6.01)).toMatchObject({ major: false })
    expect(sheet(6).totalChanges).toEqual([
      { column: 'recheck', before: 'township', delta: -10, major: true },
    ])
  })

  it('sum up: final total = first total + all changes, whatever the points', () => {
    const given = fc.record({ self: points100(), township: points100(), recheck: points100() })
    fc.assert(
      fc.property(given, (columns) => {
        const entries = (column: readonly number[]) =>
          Object.fromEntries(
            table.criteria.map(({ id, max }, at) => [
              id,
              anEntry({ points: Math.floor((column[at] ?? 0) * max) / 100, ...SIGNED }),
            ]),
          )
        const scored = review(
          aReviewedSheet({
            self: entries(columns.self),
            township: entries(columns.township),
            recheck: entries(columns.recheck),
          }),
        )
        const change = scored.totalChanges.reduce((sum, { delta }) => sum + Math.round(delta * 100), 0)
        const first = Math.round((scored.columnTotals.self ?? NaN) * 100)
        expect(Math.round((scored.total ?? NaN) * 100)).toBe(first + change)
        expect(scored.total).toBe(scored.columnTotals.recheck)
      }),
      { numRuns: 200 },
    )
  })
})

describe('handing in columns', () => {
  it('gives the same final score in whatever order columns and criteria come', () => {
    const columns = {
      self: entriesOf({ safety: { fact: '重大' } }),
      township: entriesOf({ damage: { points: 5, ...SIGNED } }),
      recheck: entriesOf({ infra: { points: 2, ...SIGNED } }),
    }
    const register = metricsOf(aCompound(), YEARS)
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...REVIEW_COLUMNS], { minLength: 3 }),
        fc.shuffledSubarray(Object.keys(columns.self), { minLength: table.criteria.length }),
        (order, criteria) => {
          const shuffled = (entries: Record<string, ReviewEntry>) =>
            Object.fromEntries(criteria.map((id) => [id, entries[id] ?? anEntry()]))
          const sheet = order.reduce<ScoreSheet | null>(
            (known, column) =>
              withColumn(
                table,
                known,
                { column, entries: shuffled(columns[column]) },
                register,
                '2023-11-02',
              ),
            null,
          )
          const scored = review(sheet)
          expect(scored.total).toBe(63.5)
          expect(scored.locked).toBe(true)
        },
      ),
    )
  })

  it('locks with the re-check of the last criterion, and reopens with a decision on record', () => {
    const register = metricsOf(aCompound(), YEARS)
    const { cluster: _cluster, ...most } = entriesOf()
    const edit = (entries: Record<string, ReviewEntry>) => ({ column: 'recheck' as const, entries })
    const partial = withColumn(table, aCompound().scoreSheet, edit(most), register, '2023-11-20')
    expect(partial.recheckedOn).toBeNull()
    const whole = withColumn(table, partial, edit(entriesOf()), register, '2023-11-21')
    expect(whole.recheckedOn).toBe('2023-11-21')
    const open = reopened(table, whole, { on: '2023-12-01', by: '丙', reason: '公示异议' })
    expect(open.review?.decisions).toEqual([{ on: '2023-12-01', by: '丙', reason: '公示异议' }])
    expect(judge(open)).toMatchObject({ rank: null, eligibility: 'eligible' })
    expect(judge(open).selectionReason).toContain('重新开启')
  })
})

function points100() {
  return fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 11, maxLength: 11 })
}
