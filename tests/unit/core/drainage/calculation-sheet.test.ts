import { describe, expect, it } from 'vitest'
import { calculationSheet } from '#core/drainage/calculation-sheet.ts'
import { connectCompounds } from '#core/drainage/connect.ts'
import { toRecord } from '#server/compute/connection-records.ts'
import { goldenG1, rules } from '#tests/builders/drainage.ts'

const NAMES = { outlet: 'outlet', manhole: (n: number) => `new ${n}` }

/** The sheet of G1's tie-in at M2, P = 3, through the record the store keeps. */
function sheetOfM2() {
  const { compounds } = connectCompounds({ ...goldenG1(), rules, returnPeriod: 3, together: false })
  const found = compounds[0]?.connections.find(({ wellId }) => wellId === 'M2')
  if (!found) throw new Error('M2')
  const { facts, wellId, pipeId } = toRecord(found, { year: 2024, compoundName: 'G1', source: 'demo' })
  return { found, facts, rows: calculationSheet({ ...facts, wellId, pipeId }, NAMES) }
}

describe('雨水管道水力计算表', () => {
  it('prints the golden case as its table says, branch first, then every main', () => {
    const { rows } = sheetOfM2()
    expect(rows.map(({ kind, pipe }) => `${kind} ${pipe}`)).toEqual(['branch 1', 'main M2-M3', 'main M3-OUT'])
    const [branch, first, second] = rows
    expect(branch).toMatchObject({ from: 'outlet', to: 'M2', dn: 500, slope: 0.0144, load: 1.545, time: 10 })
    expect(branch?.flow).toBeCloseTo(452.3, 1)
    expect(branch?.intensity).toBeCloseTo(292.7, 1)
    expect((branch?.fall ?? 0) / (branch?.length ?? 1)).toBeCloseTo(0.0144, 6)
    expect(first).toMatchObject({ from: 'M2', to: 'M3', dn: 1000 })
    expect(first?.time).toBeCloseTo(15.85, 2)
    expect(second?.time).toBeCloseTo(17.11, 2)
    expect(first?.fullFlow).toBeCloseTo(830.5, 1)
    expect((first?.flow ?? 0) / (first?.fullFlow ?? 1)).toBeCloseTo(0.741, 3)
    expect((second?.flow ?? 0) / (second?.fullFlow ?? 1)).toBeCloseTo(0.922, 3)
    expect(first?.slope).toBeCloseTo(0.0012, 6)
    expect(first?.travel).toBeCloseTo((second?.time ?? 0) - (first?.time ?? 0), 2)
  })

  it('carries the whole of the branch: its sections add up and meet the levels of the answer', () => {
    const { found, rows } = sheetOfM2()
    const branch = rows.filter(({ kind }) => kind === 'branch')
    expect(branch.reduce((sum, { length }) => sum + length, 0)).toBeCloseTo(found.length ?? NaN, 6)
    expect(branch[0]?.invertStart).toBeCloseTo(found.invertStart ?? NaN, 6)
    expect(branch.at(-1)?.invertEnd).toBeCloseTo(found.invertEnd ?? NaN, 6)
    for (const row of branch) expect(row.fullFlow ?? 0).toBeGreaterThanOrEqual(row.flow ?? Infinity)
  })

  it('shows the ratios of the other return periods beside the one that decides', () => {
    const { facts } = sheetOfM2()
    const at = (main: number, P: number) =>
      facts.capacity[main]?.at?.find(({ returnPeriod }) => returnPeriod === P)?.after
    expect(facts.capacity[0]?.at?.map(({ returnPeriod }) => returnPeriod)).toEqual([2, 5])
    // The branch keeps the size P = 3 asks for; the mains of the golden case are told at their own branch sizes.
    expect(at(0, 2)).toBeCloseTo(0.668, 2)
    expect(at(1, 5)).toBeCloseTo(1.036, 2)
  })
})
