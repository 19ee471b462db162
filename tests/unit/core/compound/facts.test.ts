import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { correctFacts, type FactContext } from '#core/compound/fact-faults.ts'
import { FACT_FIELDS } from '#core/compound/fact-fields.ts'
import { factChanges, factsOf, withFacts, type CompoundFacts } from '#core/compound/facts.ts'
import { aCompound } from '#tests/builders/compound-builder.ts'

const context: FactContext = {
  role: 'planner',
  planYear: 2024,
  today: '2024-02-01',
  subdistricts: new Set(['130302001', '130302002']),
}
const facts = factsOf(aCompound())

const correct = (set: Record<string, unknown>, more: Partial<FactContext> = {}, from = facts) =>
  correctFacts(from, set, { ...context, ...more })

const faultyFields = (result: ReturnType<typeof correct>): string[] =>
  result.ok ? [] : result.faults.map((fault) => fault.field)

/** Any facts that can stand together. */
const someFacts = fc
  .record({
    name: fc.stringMatching(/^[a-z]{1,20}$/),
    builtYear: fc.option(fc.integer({ min: 1900, max: 1990 }), { nil: null }),
    renovatedYear: fc.option(fc.integer({ min: 1991, max: 2024 }), { nil: null }),
    inDistrict: fc.option(fc.boolean(), { nil: null }),
    demolitionPlanned: fc.option(fc.boolean(), { nil: null }),
    managementMode: fc.constantFrom('property_company', 'community_trust', null),
    managementFeeAgreed: fc.option(fc.boolean(), { nil: null }),
    declaredHouseholds: fc.integer({ min: 0, max: 100_000 }),
    declaredFloorArea: fc.integer({ min: 0, max: 10_000_000 }).map((hundredths) => hundredths / 100),
    applied: fc.constantFrom(
      { applicant: null, applicationFiledOn: null },
      { applicant: 'none', applicationFiledOn: null },
      { applicant: 'owners_committee', applicationFiledOn: '2023-02-28' },
    ),
    heritage: fc.constantFrom(
      { heritageListed: null, heritageProtectionPlan: null },
      { heritageListed: false, heritageProtectionPlan: null },
      { heritageListed: true, heritageProtectionPlan: true },
    ),
  })
  .map(({ applied, heritage, ...rest }) => ({ ...rest, ...applied, ...heritage }))

describe('correcting the facts of a compound', () => {
  test('a fact that was missing becomes known, and nothing else moves', () => {
    const open = factsOf(aCompound({ demolitionPlanned: null }))
    const result = correct({ demolitionPlanned: false }, {}, open)
    expect(result.ok && factChanges(open, result.facts)).toEqual([
      { field: 'demolitionPlanned', before: null, after: false },
    ])
  })

  test('every fault is told at once, with the value and what it has to be', () => {
    const result = correct({
      builtYear: 2025,
      declaredHouseholds: -1,
      ownership: 'mine',
      colour: 'red',
      name: ' ',
    })
    expect(result).toEqual({
      ok: false,
      faults: [
        { field: 'builtYear', value: 2025, expected: '应为 1900 至 2024 的年份,或待核实' },
        { field: 'declaredHouseholds', value: -1, expected: '应为 0 至 100000 的整数' },
        { field: 'ownership', value: 'mine', expected: expect.stringContaining('housing_reform') },
        { field: 'colour', value: 'red', expected: '不是可以修改的项目' },
        { field: 'name', value: ' ', expected: '必填' },
      ],
    })
  })

  test.each([
    ['a year before 1900', { builtYear: 1899 }],
    ['half a household', { declaredHouseholds: 3.5 }],
    ['a number as text', { declaredHouseholds: '120' }],
    ['NaN', { declaredFloorArea: Number.NaN }],
    ['a thousandth of a square metre', { declaredFloorArea: 10.001 }],
    ['a 镇街 that is not there', { subdistrictCode: '999' }],
    ['a day that is in no calendar', { applicationFiledOn: '2023-02-29' }],
    ['a day to come', { applicationFiledOn: '2024-02-02' }],
    ['money with fen', { estimates: [{ kind: 'estimate', amount: 10.5, on: '2023-01-01' }] }],
    ['money of no kind', { estimates: [{ kind: 'guess', amount: 10, on: '2023-01-01' }] }],
    ['an unknown where it must be known', { maintenanceOnly: null }],
    ['a text that goes on for ever', { community: 'x'.repeat(101) }],
  ])('refuses %s', (_what, set) => {
    expect(faultyFields(correct(set))).toEqual(Object.keys(set))
  })

  test('what hangs together is checked together', () => {
    expect(faultyFields(correct({ applicant: null }))).toEqual([])
    const unapplied = factsOf(aCompound({ application: null }))
    expect(faultyFields(correct({ applicant: 'owners_committee' }, {}, unapplied))).toEqual([
      'applicationFiledOn',
    ])
    expect(faultyFields(correct({ heritageProtectionPlan: true }))).toEqual(['heritageProtectionPlan'])
    expect(faultyFields(correct({ renovatedYear: 1987 }))).toEqual(['renovatedYear'])
  })

  test('a 镇街 corrects facts, but moves no compound between areas, tracks or budgets', () => {
    const fields = FACT_FIELDS.filter((field) => !field.roles.includes('subdistrict')).map(
      (field) => field.id,
    )
    expect(fields).toEqual(['subdistrictCode', 'inDistrict', 'maintenanceOnly', 'estimates'])
    expect(faultyFields(correct({ subdistrictCode: '130302002' }, { role: 'subdistrict' }))).toEqual([
      'subdistrictCode',
    ])
    expect(faultyFields(correct({ builtYear: null }, { role: 'subdistrict' }))).toEqual([])
    expect(faultyFields(correct({ builtYear: null }, { role: 'leader' }))).toEqual(['builtYear'])
  })

  test('facts that were taken back are the facts there were: an undo loses nothing', () => {
    fc.assert(
      fc.property(someFacts, someFacts, (first, second) => {
        const start = correct(first)
        if (!start.ok) throw new Error(JSON.stringify(start.faults))
        const compound = withFacts(aCompound(), start.facts, '文化路街道')
        expect(factsOf(compound)).toEqual(start.facts)
        const next = correct(second, {}, start.facts)
        if (!next.ok) throw new Error(JSON.stringify(next.faults))
        const back: Partial<Record<keyof CompoundFacts, unknown>> = {}
        for (const change of factChanges(start.facts, next.facts)) back[change.field] = change.before
        const undone = correct(back, {}, next.facts)
        expect(undone).toEqual({ ok: true, facts: start.facts })
      }),
    )
  })
})
