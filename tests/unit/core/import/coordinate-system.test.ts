import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import fc from 'fast-check'
import gcoord from 'gcoord'
import { describe, expect, it } from 'vitest'
import {
  codeOfSystem,
  degreesFrom,
  systemOfCode,
  type CoordinateSystem,
} from '#core/import/coordinate-system.ts'
import { fitLocalSystem } from '#core/import/control-points.ts'
import { explainMisfit, guessSystems } from '#core/import/guess-system.ts'
import { toPlane } from '#core/geo/projection.ts'

const HAIGANG = [119.3, 39.8, 119.75, 40.1] as const
const CS2CS = '/usr/bin/cs2cs'

/** Metres between two places, good to a fraction of a millimetre over such distances. */
function metres([x, y]: readonly [number, number], [u, v]: readonly [number, number]): number {
  const north = (v - y) * 111_035
  const east = (u - x) * 111_320 * Math.cos((y * Math.PI) / 180)
  return Math.hypot(north, east)
}

describe('systems against PROJ', () => {
  const present = existsSync(CS2CS)
  if (!present && process.env['CI'] === 'true') throw new Error('cs2cs is missing: install proj-bin')
  // Zones 39 and 40 (CM 117 and 120), with and without the zone before the easting.
  for (const code of ['EPSG:4527', 'EPSG:4528', 'EPSG:4548', 'EPSG:4549']) {
    it.skipIf(!present)(`puts plane metres of ${code} within 1 mm of cs2cs`, () => {
      const system = systemOfCode(code)
      const convert = system === null ? null : degreesFrom({ system, axes: 'x-east' })
      if (system?.type !== 'gauss' || convert === null) throw new Error(`${code} is no zone`)
      const zone = system.zoned ? (system.meridian / 3) * 1_000_000 : 0
      const places = [-140_000, -42_000, 3, 61_000, 150_000].flatMap((east) =>
        [4_390_000, 4_424_730.512, 4_450_000].map((north) => [zone + 500_000 + east, north] as const),
      )
      // PROJ reads and writes the axes as the authority has them: northing before easting, latitude before longitude.
      const answer = execFileSync(CS2CS, ['-f', '%.11f', code, 'EPSG:4490'], {
        input: places.map(([x, y]) => `${y} ${x}`).join('\n'),
        encoding: 'utf8',
      })
      const expected = answer
        .trim()
        .split('\n')
        .map((line) => line.trim().split(/\s+/).map(Number))
      places.forEach(([x, y], at) => {
        const [latitude = NaN, longitude = NaN] = expected[at] ?? []
        const found = convert(x, y)
        expect(found).not.toBeNull()
        expect(metres(found ?? [0, 0], [longitude, latitude])).toBeLessThan(0.001)
      })
    })
  }

  it('knows every code of the 3-degree zones and gives it back', () => {
    for (let number = 4513; number <= 4554; number++) {
      const system = systemOfCode(`EPSG:${number}`)
      expect(system === null ? null : codeOfSystem(system)).toBe(`EPSG:${number}`)
    }
    expect(systemOfCode('EPSG:4512')).toBeNull()
    expect(systemOfCode('EPSG:4555')).toBeNull()
    expect(systemOfCode('rubbish')).toBeNull()
  })
})

describe('shifted degrees', () => {
  const forward = { gcj02: gcoord.GCJ02, bd09: gcoord.BD09 }
  it.each(['gcj02', 'bd09'] as const)('takes %s back to within 0.5 m over the district', (datum) => {
    const convert = degreesFrom({ system: { type: 'degrees', datum }, axes: 'x-east' })
    for (let x = 119.2; x <= 119.9; x += 0.05) {
      for (let y = 39.75; y <= 40.2; y += 0.05) {
        const shifted = gcoord.transform([x, y], gcoord.WGS84, forward[datum])
        const back = convert?.(shifted[0], shifted[1])
        expect(metres(back ?? [0, 0], [x, y])).toBeLessThan(0.5)
        expect(metres([shifted[0], shifted[1]], [x, y])).toBeGreaterThan(100)
      }
    }
  })
})

describe('guessing the system by where the data falls', () => {
  const samples = [
    [119.6, 39.95],
    [119.52, 39.92],
    [119.45, 39.98],
  ] as const
  const plane = samples.map(toPlane)

  it('tells degrees, zones with and without number, and the order of the axes apart', () => {
    const first = (pairs: readonly (readonly [number, number])[]) => guessSystems(pairs, HAIGANG)[0]
    const gauss = (zoned: boolean): CoordinateSystem => ({ type: 'gauss', meridian: 120, zoned })
    expect(first(samples)).toEqual({ system: { type: 'degrees', datum: 'cgcs2000' }, axes: 'x-east' })
    expect(first(samples.map(([x, y]) => [y, x]))?.axes).toBe('x-north')
    expect(first(plane)).toEqual({ system: gauss(false), axes: 'x-east' })
    expect(first(plane.map(([x, y]) => [y, x]))).toEqual({ system: gauss(false), axes: 'x-north' })
    expect(first(plane.map(([x, y]) => [y, x + 40_000_000]))).toEqual({
      system: gauss(true),
      axes: 'x-north',
    })
    expect(first([[0, 0]])).toBeUndefined()
  })

  it('says what would bring the data home', () => {
    const choice = { system: { type: 'gauss', meridian: 120, zoned: true }, axes: 'x-east' } as const
    const swapped = plane.map(([x, y]) => [y, x] as const)
    expect(explainMisfit(plane, choice, HAIGANG)).toContain('不带带号')
    expect(
      explainMisfit(swapped, { ...choice, system: { ...choice.system, zoned: false } }, HAIGANG),
    ).toContain('X、Y 对调')
    expect(explainMisfit([[1, 2]], choice, HAIGANG)).toContain('请核对坐标系')
  })
})

describe('a local system by control points', () => {
  const angle = 0.3
  const turned = ([x, y]: readonly [number, number]): readonly [number, number] => [
    40_000 + 1.00002 * (x * Math.cos(angle) - y * Math.sin(angle)),
    4_400_000 + 1.00002 * (x * Math.sin(angle) + y * Math.cos(angle)),
  ]
  const places = [
    [1000, 2000],
    [5200, 2100],
    [4100, 7300],
    [900, 6600],
  ] as const

  it.each(['similarity', 'affine'] as const)('finds an exact %s again', (model) => {
    const points = places.map((local) => ({ local, known: turned(local) }))
    const fit = fitLocalSystem(points, model)
    expect(fit?.error).toBeLessThan(1e-6)
    expect(fit?.scale).toBeCloseTo(1.00002, 9)
    const [x, y] = fit?.apply([3333, 4444]) ?? [NaN, NaN]
    const [u, v] = turned([3333, 4444])
    expect(Math.hypot(x - u, y - v)).toBeLessThan(1e-6)
  })

  it('shows what a wrong point does to the residuals', () => {
    const points = places.map((local, at) => {
      const [x, y] = turned(local)
      return { local, known: [at === 2 ? x + 5 : x, y] as const }
    })
    const fit = fitLocalSystem(points, 'similarity')
    expect(Math.max(...(fit?.residuals ?? []))).toBe(fit?.residuals[2])
    expect(fit?.error).toBeGreaterThan(1)
  })

  it('refuses too few points and points from which nothing follows', () => {
    const point = (x: number, y: number) => ({ local: [x, y] as const, known: [x, y] as const })
    expect(fitLocalSystem([point(0, 0)], 'similarity')).toBeNull()
    expect(fitLocalSystem([point(1, 1), point(1, 1)], 'similarity')).toBeNull()
    expect(fitLocalSystem([point(0, 0), point(1, 1), point(2, 2)], 'affine')).toBeNull()
  })

  it('keeps a similarity a similarity for any points', () => {
    const place = fc.tuple(fc.integer({ min: -9999, max: 9999 }), fc.integer({ min: -9999, max: 9999 }))
    fc.assert(
      fc.property(fc.array(place, { minLength: 2, maxLength: 4 }), (locals) => {
        const fit = fitLocalSystem(
          locals.map((local) => ({ local, known: turned(local) })),
          'similarity',
        )
        if (fit !== null) expect(fit.error).toBeLessThan(1e-3)
      }),
      { numRuns: 50 },
    )
  })
})
