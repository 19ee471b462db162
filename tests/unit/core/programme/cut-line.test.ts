import { describe, expect, test } from 'vitest'
import type { RankingRow } from '#core/api/programmes.ts'
import { cutLine } from '#core/programme/cut-line.ts'

const row = (rank: number | null, selected: boolean, cost: number): RankingRow => ({
  compoundId: `C${rank}`,
  name: `示例小区 ${rank}`,
  rank,
  tied: false,
  tieNote: null,
  score: rank === null ? null : 90 - rank,
  tier: 'A',
  cost,
  cumulativeCost: null,
  selected,
  reason: selected ? null : '临界',
})

describe('the cut line', () => {
  test('stands behind the last selected and says what the next one lacks', () => {
    const ranking = [row(null, false, 1), row(3, false, 500), row(1, true, 200), row(2, true, 300)]
    expect(cutLine(ranking, 500, 120)).toMatchObject({
      lastSelectedId: 'C2',
      cost: 500,
      remaining: 120,
      next: { name: '示例小区 3', rank: 3, cost: 500, short: 380 },
    })
  })

  test('names the reason where it is not the money', () => {
    expect(cutLine([row(1, true, 200), row(2, false, 100)], 200, 900)?.next).toMatchObject({
      short: 0,
      reason: '临界',
    })
  })

  test('has nobody behind it when all are in, and is none when nobody is', () => {
    expect(cutLine([row(1, true, 200)], 200, 0)?.next).toBeNull()
    expect(cutLine([row(1, false, 200)], 0, 0)).toBeNull()
  })
})
