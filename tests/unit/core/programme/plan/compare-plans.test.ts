import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { selectProgramme } from '#core/programme/evaluate.ts'
import { comparedEvaluation, comparePlans, type PlanComparison } from '#core/programme/plan/compare-plans.ts'
import { planSnapshot } from '#core/programme/plan/plan-snapshot.ts'
import { prepareProgramme } from '#core/programme/prepare.ts'
import { aProgramme, aScoringTable } from '#tests/builders/programme-builder.ts'
import { aRandomInput, aRandomRegister } from '#tests/builders/random-register.ts'

const scoringTable = aScoringTable()
const programme = aProgramme({}, 60_000_000)

/** What a comparison shows, without what only a frozen row knows. */
const seen = ({ compounds, subdistricts }: PlanComparison) => ({
  subdistricts,
  compounds: compounds.map(({ rows, ...rest }) => ({
    ...rest,
    rows: rows.map((row) => row && [row.rank, row.selected, row.cost, row.households]),
  })),
})

describe('plans side by side', () => {
  it('tell of every compound which plans have it, and of every 镇街 what it gets, adding up to each plan', () => {
    fc.assert(
      fc.property(
        aRandomRegister(),
        fc.array(aRandomInput(), { minLength: 2, maxLength: 4 }),
        (compounds, inputs) => {
          const prepared = prepareProgramme({ programme, scoringTable, compounds })
          const plans = inputs.map((input, at) => ({
            id: `p${at}`,
            name: `方案${at}`,
            ...planSnapshot(prepared, 'x', { budget: 60_000_000, policy: 'strict', ...input }, () => 'demo'),
          }))
          const comparison = comparePlans(plans)
          // Not saved yet, each stands beside the others exactly as it will once it is.
          const tried = inputs.map((input, at) =>
            comparedEvaluation(
              `p${at}`,
              `方案${at}`,
              selectProgramme(prepared, { budget: 60_000_000, policy: 'strict', ...input }),
            ),
          )
          expect(seen(comparePlans(tried))).toEqual(seen(comparison))
          plans.forEach(({ totals, rows }, at) => {
            const own = comparison.compounds.filter(({ selected }) => selected[at])
            expect(own.map(({ compoundId }) => compoundId).sort()).toEqual(
              rows
                .filter(({ selected }) => selected)
                .map(({ compoundId }) => compoundId)
                .sort(),
            )
            const shares = comparison.subdistricts.map((one) => one.shares[at])
            expect(shares.reduce((sum, share) => sum + (share?.compounds ?? 0), 0)).toBe(totals.compounds)
            expect(shares.reduce((sum, share) => sum + (share?.cost ?? 0), 0)).toBe(totals.cost)
          })
          for (const { differs, selected } of comparison.compounds) {
            expect(selected).toContain(true)
            expect(differs).toBe(new Set(selected).size > 1)
          }
        },
      ),
      { numRuns: 60 },
    )
  })
})
