import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PlanState, PlanSummary } from '#core/api/plans.ts'
import { NEXT_STATES, unmetGuards } from '#core/programme/plan/plan-state.ts'

const TOTALS = {
  compounds: 3,
  buildings: 9,
  households: 300,
  floorArea: 24_000,
  cost: 9_000_000,
  tierA: 3,
  tierB: 0,
  reserveTemporary: 0,
  reserveMaintenance: 0,
}

function aPlan(overrides: Partial<PlanSummary> = {}): PlanSummary {
  return {
    id: 'p1',
    version: 1,
    year: 2024,
    series: 'p1',
    revision: 1,
    reason: null,
    name: '方案一',
    note: '',
    author: '示例',
    createdAt: '2024-01-02T00:00:00.000Z',
    updatedAt: '2024-01-02T00:00:00.000Z',
    state: 'draft',
    input: { budget: 10_000_000, policy: 'strict' },
    wayOut: null,
    publicity: null,
    approval: null,
    inputs: 'x',
    dataVersion: 1,
    scoringTable: { id: 't', title: 't', status: 'suggested' },
    totals: TOTALS,
    remaining: 0,
    official: null,
    demo: true,
    ...overrides,
  }
}

const PUBLICITY = { from: '2024-01-03', to: '2024-01-10' }
const guards = (...of: Parameters<typeof unmetGuards>): string[] =>
  unmetGuards(...of).map(({ guard }) => guard)

describe('the steps of a plan', () => {
  it('go draft, 公示, 批准, 执行, 办结, and in no other order', () => {
    const states = Object.keys(NEXT_STATES) as PlanState[]
    fc.assert(
      fc.property(fc.constantFrom(...states), fc.constantFrom(...states), (from, to) => {
        const step = {
          to,
          publicity: PUBLICITY,
          approval: { meeting: '会', on: '2024-02-01', documentNumber: null },
          reason: '有意见',
        }
        const unmet = guards(aPlan({ state: from, publicity: PUBLICITY }), step, [])
        expect(unmet).toEqual(NEXT_STATES[from].includes(to) ? [] : ['ORDER'])
      }),
    )
  })

  it('publish nothing without dates, and nothing that is no legal order', () => {
    expect(guards(aPlan(), { to: 'publicised' }, [])).toEqual(['PUBLICITY_DATES'])
    const backwards = { from: '2024-01-10', to: '2024-01-03' }
    expect(guards(aPlan(), { to: 'publicised', publicity: backwards }, [])).toEqual(['PUBLICITY_DATES'])
    const bent = aPlan({
      input: { budget: 1, policy: 'optimise', weights: { consent: 30 }, tierBGate: 'open' },
      totals: { ...TOTALS, compounds: 0 },
    })
    expect(guards(bent, { to: 'publicised', publicity: PUBLICITY }, [])).toEqual([
      'SELECTED',
      'LEGAL_ORDER',
      'SHEET_WEIGHTS',
      'TIER_GATE',
    ])
  })

  it('let a filled plan through only with the decision to skip on record', () => {
    const filled = aPlan({ input: { budget: 1, policy: 'fill' } })
    const step = { to: 'publicised', publicity: PUBLICITY } as const
    expect(guards(filled, step, [])).toEqual(['FILL_DECISION'])
    const wayOut = { compoundId: 'c1', way: 'skip', note: '会议纪要' } as const
    expect(guards({ ...filled, wayOut }, step, [])).toEqual([])
    expect(guards({ ...filled, wayOut: { ...wayOut, way: 'phase' } }, step, [])).toEqual(['FILL_DECISION'])
  })

  it('publish nobody left out without a reason', () => {
    const step = { to: 'publicised', publicity: PUBLICITY } as const
    const input = { budget: 10_000_000, policy: 'strict', exclude: ['a', 'b'] } as const
    const plan = aPlan({ input: { ...input, exclude: [...input.exclude] } })
    expect(guards(plan, step, [])).toEqual(['EXCLUSION_REASON'])
    const half = { ...plan, exclusionReasons: { a: '已撤回申请', b: ' ', c: '不在剔除之列' } }
    expect(unmetGuards(half, step, [])[0]?.message).toContain('剔除的 2 个小区中有 1 个没有说明理由')
    expect(guards({ ...half, exclusionReasons: { a: '已撤回申请', b: '拆迁' } }, step, [])).toEqual([])
  })

  it('approve only with a meeting, after the publicity, and one plan a year', () => {
    const shown = aPlan({ state: 'publicised', publicity: PUBLICITY })
    expect(guards(shown, { to: 'approved' }, [])).toEqual(['APPROVAL_MEETING'])
    const early = { meeting: '', on: '2024-01-09', documentNumber: null }
    expect(guards(shown, { to: 'approved', approval: early }, [])).toEqual([
      'APPROVAL_MEETING',
      'PUBLICITY_OVER',
    ])
    const approval = { meeting: '区政府常务会议', on: '2024-01-10', documentNumber: null }
    const other = aPlan({ id: 'p0', series: 'p0', state: 'approved' })
    expect(guards(shown, { to: 'approved', approval }, [other])).toEqual(['ONE_IN_FORCE'])
    expect(guards(shown, { to: 'approved', approval }, [{ ...other, series: 'p1' }])).toEqual([])
    expect(guards(shown, { to: 'approved', approval }, [{ ...other, state: 'closed' }])).toEqual([])
  })

  it('take a publicity back only with a reason', () => {
    const shown = aPlan({ state: 'publicised', publicity: PUBLICITY })
    expect(guards(shown, { to: 'draft' }, [])).toEqual(['REASON'])
    expect(guards(shown, { to: 'draft', reason: '收到异议' }, [])).toEqual([])
  })
})
