import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planningSchema } from '#core/api/planning.ts'
import { evaluateProgramme, selectProgramme } from '#core/programme/evaluate.ts'
import { planningAnswer, planningProgramme } from '#core/programme/planning-columns.ts'
import { prepareProgramme } from '#core/programme/prepare.ts'
import { consentMargins } from '#core/programme/what-if/consent-sensitivity.ts'
import { needOnlyRanking } from '#core/programme/what-if/need-only.ts'
import { aProgramme, aScoringTable } from '#tests/builders/programme-builder.ts'
import { aRandomInput, aRandomRegister } from '#tests/builders/random-register.ts'

const scoringTable = aScoringTable()
const reserves = { ...aProgramme().policy.reserves, temporary: 4_000_000, maintenance: 6_000_000 }
const policies = fc.constantFrom(
  {},
  { reserves },
  { tierBGate: { rule: 'declared', assured: true, clause: '三' } as const },
  { tierBGate: { rule: 'declared', assured: false, clause: '三' } as const },
  { ceilings: { fiscalCapacity: 60_000_000, investmentCapacity: null, clause: '三' } },
  { selection: 'fill' as const },
)

/** Over the wire as bytes and back, as the page receives it. */
function sent(prepared: Parameters<typeof planningAnswer>[0]) {
  return planningProgramme(planningSchema.parse(JSON.parse(JSON.stringify(planningAnswer(prepared, 'x')))))
}

describe('planning data for the page', () => {
  it('evaluates on the page exactly as on the server, for any register, rules and what-if', () => {
    fc.assert(
      fc.property(aRandomRegister(), policies, aRandomInput(), (compounds, policy, input) => {
        const programme = aProgramme(policy, 100_000_000)
        const server = prepareProgramme({ programme, scoringTable, compounds })
        const page = sent(server)
        expect(page.compounds).toEqual(server.compounds)
        const evaluation = selectProgramme(page, input)
        expect(evaluation).toEqual(evaluateProgramme({ programme, scoringTable, compounds, ...input }))
        expect(consentMargins(page)).toEqual(consentMargins(server))
        expect(needOnlyRanking(page, input)).toEqual(needOnlyRanking(server, input))
      }),
      { numRuns: 300 },
    )
  })

  it('carries an empty register', () => {
    const prepared = prepareProgramme({ programme: aProgramme(), scoringTable, compounds: [] })
    expect(sent(prepared).compounds).toEqual([])
  })

  it('refuses columns that do not belong together', () => {
    const prepared = prepareProgramme({ programme: aProgramme(), scoringTable, compounds: [] })
    const answer = planningAnswer(prepared, 'x')
    const torn = { ...answer, columns: { ...answer.columns, id: ['c1'] } }
    expect(() => planningProgramme(torn)).toThrow(RangeError)
  })
})
