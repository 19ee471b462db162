import { describe, expect, it } from 'vitest'
import { CityTooLargeError } from '#server/demo/town.ts'
import { cityOf } from './shipped-city.ts'

describe('a city of any size', () => {
  it.each([
    [1, 30],
    [72, 500],
    [600, 5000],
  ])('has exactly the %i compounds and %i pipes asked for', async (compounds, pipes) => {
    const { city, files } = await cityOf({ seed: 3, compounds, pipes })
    expect(city.compounds).toHaveLength(compounds)
    expect(city.mains.pipes).toHaveLength(pipes)
    expect(new Set(city.compounds.map(({ id }) => id)).size).toBe(compounds)
    const counted = JSON.parse(files.get('demo.json') ?? '{}') as { counts: Record<string, number> }
    expect(counted.counts).toMatchObject({ compounds, pipes })
  })

  it('names nobody', async () => {
    const { city } = await cityOf({ seed: 5, compounds: 120, pipes: 400 })
    expect(city.compounds.every(({ name, source }) => /^示例小区 \d+$/.test(name) && source === 'demo')).toBe(
      true,
    )
  })

  it('every pipe joins two wells of the file, and every well belongs to a pipe', async () => {
    const { city } = await cityOf({ seed: 3, compounds: 30, pipes: 300 })
    const wells = new Set(city.mains.wells)
    const joined = new Set(city.mains.pipes.flatMap(({ from, to }) => [from, to]))
    expect([...joined].every((well) => wells.has(well))).toBe(true)
    expect(city.mains.pipes.every(({ dn }) => dn >= 300)).toBe(true)
  })

  it('says how much fits where the district is too small', async () => {
    await expect(cityOf({ seed: 1, compounds: 60_000, pipes: null })).rejects.toThrow(CityTooLargeError)
  })
})
