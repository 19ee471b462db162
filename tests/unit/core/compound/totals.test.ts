import { describe, expect, it } from 'vitest'
import { countCompound, sumCounts } from '#core/compound/totals.ts'
import { aBuilding, aCompound } from '#tests/builders/compound-builder.ts'

describe('counting a compound', () => {
  it('counts its buildings when they are recorded', () => {
    const declared = { buildings: 9, households: 999, floorArea: 9 }
    expect(countCompound(aCompound({ declared }))).toEqual({ buildings: 2, households: 120, floorArea: 9600 })
  })

  it('takes what is declared when no building is recorded', () => {
    const declared = { buildings: 9, households: 999, floorArea: 80_000.5 }
    expect(countCompound(aCompound({ declared, buildings: [] }))).toEqual(declared)
  })

  it('adds areas without the noise of binary fractions', () => {
    const buildings = Array.from({ length: 10 }, () => aBuilding({ floorArea: 0.1 }))
    expect(countCompound(aCompound({ buildings })).floorArea).toBe(1)
    const counts = Array.from({ length: 1000 }, () => ({ buildings: 1, households: 1, floorArea: 465.2 }))
    expect(sumCounts(counts)).toEqual({ buildings: 1000, households: 1000, floorArea: 465_200 })
  })
})
