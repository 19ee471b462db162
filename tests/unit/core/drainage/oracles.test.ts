import { describe, expect, it } from 'vitest'
import { ceilSteps, floorSteps, fullFlow, fullVelocity, leastSlopeSteps } from '#core/drainage/hydraulics.ts'
import { rainDepth, rainIntensity } from '#core/drainage/rainfall.ts'
import { lidVolume, peakStorage, runoffArea, surfaceArea } from '#core/drainage/runoff.ts'
import { rules } from '#tests/builders/drainage.ts'

const SHANGHAI = { a: 1600, c: 0.846, b: 7, n: 0.656 }
const BEIJING = { a: 2001, c: 0.811, b: 8, n: 0.711 }

describe('storm intensity against published numbers', () => {
  it.each([
    [3, 51.26],
    [5, 58.11],
    [30, 82.15],
  ])('O1: Shanghai, 60 min, P = %s gives %s mm (GB 50014-2021 commentary table 2)', (P, depth) => {
    expect(rainDepth(SHANGHAI, P, 60)).toBeCloseTo(depth, 2)
  })

  it('O2: Beijing, t = 5', () => {
    expect(rainIntensity(BEIJING, 10, 5)).toBeCloseTo(585, 0)
    expect(rainIntensity(BEIJING, 5, 5)).toBeCloseTo(506, 0)
  })

  it('O7: Beijing without return period, F 3.2, psi 0.7, t 10', () => {
    expect(rainIntensity({ ...BEIJING, c: 0 }, 1, 10) * 3.2 * 0.7).toBeCloseTo(574, 0)
  })

  it('O2: Beijing, the two design flows of the question', () => {
    const hectares = 24_550 / 10_000
    expect(rainIntensity(BEIJING, 10, 5) * 0.9 * hectares).toBeCloseTo(1293, -0.5)
  })

  it('O4: Shanghai, the older formula in mm/min, P 2 and t 5 give 418.66 (within 0.25 %, 167 for 166.67)', () => {
    const older = { form: 'depth', A: 17.812, C: 14.668, b: 10.472, n: 0.796 } as const
    expect(Math.abs(rainIntensity(older, 2, 5) / 418.66 - 1)).toBeLessThan(0.0025)
  })

  it('O8: 1500/20^0.6 · 0.6 · 15 is 2237 L/s', () => {
    expect(rainIntensity({ a: 1500, c: 0, b: 0, n: 0.6 }, 1, 20) * 0.6 * 15).toBeCloseTo(2237, 0)
  })

  it.each([
    [1, [266.0, 215.0, 183.5, 133.4, 92.6]],
    [2, [326.8, 264.0, 225.4, 163.9, 113.8]],
    [3, [362.3, 292.7, 249.9, 181.7, 126.2]],
    [5, [407.1, 328.9, 280.8, 204.1, 141.8]],
  ])('the provisional formula at P = %s', (P, expected) => {
    const found = [5, 10, 15, 30, 60].map((t) => rainIntensity(rules.rain, P, t))
    found.forEach((q, i) => expect(q).toBeCloseTo(expected[i] ?? NaN, 1))
  })

  it('takes the same formula in all three shapes', () => {
    const depth = { form: 'depth', A: 7.369, C: 5.589, b: 7.067, n: 0.615 } as const
    expect(rainIntensity(depth, 3, 10)).toBeCloseTo(rainIntensity(rules.rain, 3, 10), 1)
    const fixed = (base: number) => ({ base, factor: 0, shift: 0 })
    const lgToLn = 5.589 / Math.LN10
    const interval = {
      form: 'interval',
      intervals: [
        { from: 1, to: 10, A: { base: 7.369, factor: lgToLn, shift: 0 }, b: fixed(7.067), n: fixed(0.615) },
      ],
    } as const
    expect(rainIntensity(interval, 3, 10)).toBeCloseTo(rainIntensity(depth, 3, 10), 6)
    expect(() => rainIntensity(interval, 50, 10)).toThrow(/no parameters for P = 50 a/)
  })

  it('takes the parameters of the interval that the return period lies in, both ends of it included', () => {
    const fixed = (base: number) => ({ base, factor: 0, shift: 0 })
    const table = {
      form: 'interval',
      intervals: [
        { from: 1, to: 5, A: fixed(10), b: fixed(8), n: fixed(0.7) },
        { from: 6, to: 20, A: { base: 11, factor: 2, shift: 3 }, b: fixed(9), n: fixed(0.6) },
      ],
    } as const
    const low = (167 * 10) / 18 ** 0.7
    expect([1, 3, 5].map((P) => rainIntensity(table, P, 10))).toEqual([low, low, low])
    const high = (P: number): number => (167 * (11 + 2 * Math.log(P + 3))) / 19 ** 0.6
    for (const P of [6, 12, 20]) expect(rainIntensity(table, P, 10)).toBeCloseTo(high(P), 9)
    for (const P of [0.5, 5.5, 21]) expect(() => rainIntensity(table, P, 10)).toThrow(RangeError)
    // A parameter that does not change with P has no shift to be taken of.
    const still = { base: 10, factor: 0, shift: -100 }
    const odd = {
      form: 'interval',
      intervals: [{ from: 1, to: 5, A: still, b: fixed(8), n: fixed(0.7) }],
    } as const
    expect(rainIntensity(odd, 3, 10)).toBe(low)
  })
})

describe('Manning, full', () => {
  it('O2: DN600, n 0.011, i 0.003 carries 397.5 L/s', () => {
    expect(fullFlow(600, 0.003, 0.011)).toBeCloseTo(397.5, 1)
  })

  it.each([
    [500, 1.019, 200.1],
    [400, 0.878, 110.4],
  ])('O3: n 0.0095, i 0.0015, DN%s', (dn, v, q) => {
    expect(fullVelocity(dn, 0.0015, 0.0095)).toBeCloseTo(v, 3)
    expect(fullFlow(dn, 0.0015, 0.0095)).toBeCloseTo(q, 0)
  })

  it('O9: HEC-22 example 9.1, DN 21 in at S 0.015: 19.3 cfs and 8.0 ft/s within 1 %', () => {
    expect(fullFlow(533.4, 0.015, 0.013) / 28.316847 / 19.3).toBeCloseTo(1, 1.7)
    expect(fullVelocity(533.4, 0.015, 0.013) / 0.3048 / 8).toBeCloseTo(1, 1.7)
  })

  it.each([
    [24, 0.015, 0.017, 21.1, 6.8],
    [18, 0.03, 0.013, 18.1, 10.3],
  ])('O9: HEC-22, %s in at S %s, n %s: %s cfs and %s ft/s within 1 %', (inches, slope, n, cfs, fps) => {
    expect(Math.abs(fullFlow(inches * 25.4, slope, n) / 28.316847 / cfs - 1)).toBeLessThan(0.01)
    expect(Math.abs(fullVelocity(inches * 25.4, slope, n) / 0.3048 / fps - 1)).toBeLessThan(0.01)
  })

  it.each([
    [300, 53.0],
    [400, 114.1],
    [500, 206.8],
    [600, 336.3],
    [800, 724.3],
    [1000, 1313.2],
    [1500, 3871.8],
  ])('DN%s at 0.003, n 0.013 carries %s L/s', (dn, q) => {
    expect(fullFlow(dn, 0.003, 0.013)).toBeCloseTo(q, 0)
  })

  it('O11: DN600 at 0.002 carries 274.6 L/s', () => {
    expect(fullFlow(600, 0.002, 0.013)).toBeCloseTo(274.6, 1)
  })

  it('lets DN300 lie at 0.003 though that gives 0.749 m/s, and no size flatter than 0.745 m/s', () => {
    expect(leastSlopeSteps(300, 0.013)).toBe(30)
    expect(leastSlopeSteps(300, 0.014)).toBe(35)
    // Plastic would flow fast enough flatter, but DN300 lies at no less than 0.003; larger sizes may.
    expect(leastSlopeSteps(300, 0.01)).toBe(30)
    expect(leastSlopeSteps(200, 0.001)).toBe(30)
    expect(leastSlopeSteps(400, 0.01)).toBeLessThan(30)
    for (const dn of [400, 500, 800, 1200, 2000]) {
      const steps = leastSlopeSteps(dn, 0.013)
      expect(fullVelocity(dn, steps * 1e-4, 0.013)).toBeGreaterThanOrEqual(0.745)
      expect(fullVelocity(dn, (steps - 1) * 1e-4, 0.013)).toBeLessThan(0.745)
    }
  })
})

describe('slopes in whole steps', () => {
  it('forgive the last digits of a division', () => {
    expect(floorSteps(0.3 / 100 - 1e-13)).toBe(30)
    expect(floorSteps(0.00295)).toBe(29)
    expect(ceilSteps(0.3 / 100 + 1e-13)).toBe(30)
    expect(ceilSteps(0.00301)).toBe(31)
  })
})

describe('runoff and storage', () => {
  it('adds up every kind of surface', () => {
    const all = { roof: 1, asphalt: 2, stone: 4, gravel: 8, dryStone: 16, earth: 32, green: 64 }
    expect(surfaceArea(all)).toBe(127)
    expect(surfaceArea({ green: 0.5 })).toBe(0.5)
    expect(runoffArea(all, rules.psi)).toBeCloseTo(0.9 + 1.8 + 2.4 + 3.6 + 6.08 + 9.6 + 9.6, 9)
  })

  it('G1: psi F of the compound is 1.545 ha', () => {
    expect(runoffArea({ roof: 0.8, asphalt: 0.7, gravel: 0.2, green: 0.7 }, rules.psi)).toBeCloseTo(1.545, 9)
  })

  it.each([
    [3, 169.6, 17.9],
    [5, 219.5, 21.3],
  ])('G3: storage at P = %s is %s m³ at %s min', (P, volume, duration) => {
    const found = peakStorage(rules, P, 10, 1.545, 200)
    expect(found?.volume).toBeCloseTo(volume, 1)
    expect(found?.duration).toBeCloseTo(duration, 1)
  })

  it('has no storage for an outflow of nothing', () => {
    expect(peakStorage(rules, 3, 10, 1.545, 0)).toBeNull()
  })

  it('G3: the LID volume is 386 m³', () => {
    expect(lidVolume(25, 0.64375 * 2.4)).toBeCloseTo(386.25, 6)
  })
})
