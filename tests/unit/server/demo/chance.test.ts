import { array, assert, double, integer, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Random } from '#server/demo/random.ts'
import { apportion } from '#server/demo/slabs.ts'

describe('seeded chance', () => {
  it('repeats itself by seed and label, and by nothing else', () => {
    const draw = (random: Random) => Array.from({ length: 5 }, () => random.next())
    expect(draw(new Random(1, 'a'))).toEqual(draw(new Random(1, 'a')))
    expect(draw(new Random(1, 'a'))).not.toEqual(draw(new Random(2, 'a')))
    const random = new Random(9)
    const before = draw(random.fork('x'))
    random.next()
    expect(draw(random.fork('x'))).toEqual(before)
  })

  it('spreads evenly', () => {
    const random = new Random(42)
    const counts = Array.from({ length: 10 }, () => 0)
    for (let index = 0; index < 20_000; index++) {
      const bin = Math.floor(random.next() * 10)
      counts[bin] = (counts[bin] ?? 0) + 1
    }
    for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(200)
  })

  it('shuffles without losing anything', () => {
    const list = Array.from({ length: 50 }, (_, index) => index)
    expect(new Random(3).shuffled(list).sort((a, b) => a - b)).toEqual(list)
  })
})

describe('apportion', () => {
  it('adds up exactly and stays within one of the exact share', () => {
    assert(
      property(
        integer({ min: 0, max: 1_000_000 }),
        array(double({ min: 0.1, max: 20, noNaN: true }), { minLength: 1, maxLength: 20 }),
        (whole, weights) => {
          const parts = apportion(whole, weights)
          const sum = weights.reduce((total, weight) => total + weight, 0)
          expect(parts.reduce((total, part) => total + part, 0)).toBe(whole)
          parts.forEach((part, index) => {
            expect(Math.abs(part - (whole * (weights[index] ?? 0)) / sum)).toBeLessThan(1 + 1e-6)
          })
        },
      ),
    )
  })
})
