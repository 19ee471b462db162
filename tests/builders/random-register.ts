import fc from 'fast-check'
import type { Compound, CostEstimate } from '#core/compound/compound.ts'
import type { SelectInput } from '#core/programme/evaluation.ts'
import { aCompound, COMPLETE_FACTS } from './compound-builder.ts'
import { aScoringTable } from './programme-builder.ts'

const estimate = fc.record<CostEstimate>({
  kind: fc.constantFrom('estimate', 'preliminary', 'reviewed', 'tender', 'settled'),
  amount: fc.integer({ min: 0, max: 30_000_000 }),
  on: fc.constantFrom('2023-10-01', '2023-11-15'),
})

/** Facts of one compound of any verdict: tiers, gaps, withdrawals, ties and missing records among them. */
const facts = fc.record({
  builtYear: fc.constantFrom(1978, 1990, 1990, 2000, 2001, 2003, 2005, 2010, null),
  households: fc.integer({ min: 0, max: 900 }),
  share: fc.integer({ min: 60, max: 100 }),
  surveyed: fc.constantFrom(true, true, true, true, false),
  estimates: fc.array(estimate, { maxLength: 2 }),
  nonFiscal: fc.constantFrom(0, 50, 100, 200, null),
  safety: fc.constantFrom('重大', '一般', '无'),
  rechecked: fc.constantFrom(true, true, true, true, false),
  renovated: fc.constantFrom(null, null, null, null, 2023),
  demolition: fc.constantFrom(false, false, false, false, true, null),
  stage: fc.constantFrom('verified', 'verified', 'verified', 'withdrawn'),
  maintenanceOnly: fc.constantFrom(false, false, true),
  subdistrict: fc.constantFrom(['130302001', '文化路街道'], ['130302002', '建设大街街道']),
})

/** A register of up to `size` compounds. */
export function aRandomRegister(size = 14): fc.Arbitrary<Compound[]> {
  return fc.array(facts, { maxLength: size }).map((all) =>
    all.map((one, at) =>
      aCompound({
        id: `c${at}`,
        name: `示例${at}`,
        subdistrictCode: one.subdistrict[0] ?? '',
        subdistrict: one.subdistrict[1] ?? '',
        builtYear: one.builtYear,
        buildings: [],
        declared: { buildings: 2, households: one.households, floorArea: one.households * 77.25 },
        consent: one.surveyed
          ? { agree: Math.floor((one.households * one.share) / 100), total: one.households }
          : null,
        estimates: one.estimates,
        scoreSheet: {
          facts: { ...COMPLETE_FACTS, safetyHazard: one.safety, nonFiscalPermille: one.nonFiscal },
          evidenceComplete: true,
          submittedOn: '2023-10-10',
          recheckedOn: one.rechecked ? '2023-11-01' : null,
        },
        renovatedYear: one.renovated,
        demolitionPlanned: one.demolition,
        stage: one.stage,
        maintenanceOnly: one.maintenanceOnly,
      }),
    ),
  )
}

/** Any what-if on such a register. */
export function aRandomInput(): fc.Arbitrary<SelectInput> {
  const criteria = aScoringTable().criteria.map(({ id }) => id)
  return fc.record(
    {
      budget: fc.integer({ min: 0, max: 400_000_000 }),
      policy: fc.constantFrom('strict', 'fill', 'optimise'),
      weights: fc.dictionary(fc.constantFrom(...criteria), fc.integer({ min: 0, max: 50 })),
      tierBGate: fc.constantFrom('open', 'shut'),
      exclude: fc.array(
        fc.nat(13).map((at) => `c${at}`),
        { maxLength: 3 },
      ),
    },
    { requiredKeys: [] },
  )
}
