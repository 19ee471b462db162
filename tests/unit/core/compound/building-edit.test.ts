import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  buildingChanges,
  buildingEditBetween,
  editBuildings,
  type BuildingEdit,
} from '#core/compound/building-edit.ts'
import type { Building } from '#core/compound/compound.ts'
import { tierOf } from '#core/compound/tier.ts'
import { countCompound } from '#core/compound/totals.ts'
import { aBuilding } from '#tests/builders/compound-builder.ts'

const NOTHING: BuildingEdit = { set: {}, add: [], remove: [] }
const CONTEXT = { planYear: 2024, newId: (nth: number) => `new-${nth}` }
const one = aBuilding({ id: 'b1', number: '1' })
const two = aBuilding({ id: 'b2', number: '2', builtYear: 2003, households: 40 })
const edit = (change: Partial<BuildingEdit>, buildings: readonly Building[] = [one, two]) =>
  editBuildings('c1', buildings, { ...NOTHING, ...change }, CONTEXT)
const faultsOf = (change: Partial<BuildingEdit>) => {
  const edited = edit(change)
  return edited.ok
    ? []
    : edited.faults.map(({ building, field, expected }) => `${building} ${field} ${expected}`)
}

describe('buildings corrected by hand', () => {
  it('change, come and go together, and totals and tier follow the rules they always follow', () => {
    const edited = edit({
      set: { b1: { builtYear: 2004, households: 20, number: ' 1甲 ' } },
      add: [{ facts: { number: '3', households: 100, floorArea: 7000.25, builtYear: 1999 } }],
      remove: ['b2'],
    })
    if (!edited.ok) throw new Error(JSON.stringify(edited.faults))
    expect(edited.buildings.map(({ id, number, footprint }) => [id, number, footprint === null])).toEqual([
      ['b1', '1甲', false],
      ['new-0', '3', true],
    ])
    const compound = {
      buildings: edited.buildings,
      builtYear: 1988,
      declared: { buildings: 9, households: 9, floorArea: 9 },
    }
    expect(countCompound(compound)).toEqual({ buildings: 2, households: 120, floorArea: 11_800.25 })
    // 100 of 120 households live in the block of 1999: the compound is tier A although its first block is not.
    expect(tierOf(compound, { A: 2000, B: 2005 })).toMatchObject({ tier: 'A', mixed: true, outside: ['1甲'] })
  })

  it('are refused with every fault by building and field, and nothing is corrected', () => {
    expect(
      faultsOf({
        set: { b1: { builtYear: 2025, floors: 0, households: null, use: 'shop' }, b9: { floors: 3 } },
        add: [{ facts: { floorArea: 1.234 } }],
      }),
    ).toEqual([
      'b9 id 不是本小区的楼栋',
      '1 builtYear 应为 1900 至 2024 的年份,或待核实',
      '1 floors 应为 1 至 100 的整数',
      '1 households 必填',
      '1 use 应为 residential、mixed、public 之一',
      '新增1 number 必填',
      '新增1 floorArea 应为不小于 0 的数(m²),最多两位小数',
    ])
    expect(faultsOf({ set: { b1: { footprint: null } } })).toEqual(['1 footprint 不是可以修改的项目'])
    expect(faultsOf({ set: { b2: { number: '1' } } })).toEqual(['1号楼 number 楼号不能与本小区其他楼栋相同'])
    expect(faultsOf({ add: [{ id: 'b1', facts: { number: '7' } }] })).toEqual(['新增1 id 已有此楼栋'])
    expect(faultsOf({ set: { b1: { builtYear: null, floors: null, units: null } } })).toEqual([])
    // The number of one that goes may be given to another at once.
    expect(faultsOf({ set: { b2: { number: '1' } }, remove: ['b1'] })).toEqual([])
  })

  it('are told change by change, a building that comes or goes as a whole', () => {
    const edited = edit({ set: { b1: { floors: 7 } }, remove: ['b2'] })
    if (!edited.ok) throw new Error('faults')
    expect(buildingChanges([one, two], edited.buildings)).toEqual([
      { field: '1号楼.floors', before: 6, after: 7 },
      { field: '2号楼', before: expect.objectContaining({ builtYear: 2003 }) as unknown, after: null },
    ])
  })

  const building = fc.record({
    id: fc.constantFrom('b1', 'b2', 'b3', 'b4'),
    builtYear: fc.option(fc.integer({ min: 1950, max: 2024 })),
    floors: fc.option(fc.integer({ min: 1, max: 30 })),
    households: fc.nat(200),
    floorArea: fc.nat(20_000).map((hundreds) => hundreds / 4),
    structure: fc.constantFrom<Building['structure'][]>('brick_concrete', 'frame', 'unknown'),
    surveyed: fc.boolean(),
  })
  const buildings = fc
    .uniqueArray(building, { selector: ({ id }) => id })
    .map((all) =>
      all.map(({ surveyed, ...facts }) =>
        aBuilding({ ...facts, number: facts.id, ...(surveyed ? {} : { footprint: null }) }),
      ),
    )

  it('can be turned into any other state and back: what undo relies on', () => {
    fc.assert(
      fc.property(buildings, buildings, (before, after) => {
        // An outline is surveyed and no edit of these, so it stays with the building.
        const outlines = new Map(before.map(({ id, footprint }) => [id, footprint]))
        const target = after.map((one) => ({ ...one, footprint: outlines.get(one.id) ?? one.footprint }))
        const there = edit(buildingEditBetween(before, target), before)
        if (!there.ok) throw new Error(JSON.stringify(there.faults))
        const byId = (all: readonly Building[]) => all.toSorted((a, b) => a.id.localeCompare(b.id))
        const expected = target.map((one) => ({
          ...one,
          footprint: outlines.has(one.id) ? (outlines.get(one.id) ?? null) : one.footprint,
        }))
        expect(byId(there.buildings)).toEqual(byId(expected))
        const back = edit(buildingEditBetween(there.buildings, before), there.buildings)
        if (!back.ok) throw new Error(JSON.stringify(back.faults))
        expect(byId(back.buildings)).toEqual(byId(before))
      }),
    )
  })
})
