import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toLngLat } from '#core/geo/projection.ts'
import type { PipeRecord, WellRecord } from '#core/import/merge/merge-network.ts'
import { checkSurvey, type SurveyedPipe } from '#core/import/survey-check.ts'

const X = 465_000
const Y = 4_424_000

function well(id: string, east: number, facts: Partial<WellRecord> = {}): WellRecord {
  return {
    id,
    kind: 'manhole',
    system: 'YS',
    ground: 5,
    load: 0,
    t1: null,
    waterLevel: null,
    street: null,
    source: 'survey',
    position: toLngLat([X + east, Y]),
    ...facts,
  }
}

const WELLS = [well('A', 0), well('B', 40), well('C', 80), well('O', 120, { kind: 'outfall' })]

function pipe(
  from: string,
  to: string,
  facts: Partial<PipeRecord> = {},
  beside: Partial<SurveyedPipe> = {},
): SurveyedPipe {
  const at = (id: string) => WELLS.find((one) => one.id === id)?.position ?? toLngLat([X, Y])
  const record: PipeRecord = {
    id: `${from}-${to}`,
    from,
    to,
    system: 'YS',
    dn: 600,
    material: null,
    roughness: null,
    invertStart: 3,
    invertEnd: 2.9,
    status: 'in_use',
    length: null,
    street: null,
    source: 'survey',
    line: { type: 'LineString', coordinates: [[...at(from)], [...at(to)]] },
    ...facts,
  }
  return { record, depths: [null, null], grounds: [null, null], misconnected: false, ...beside }
}

const sound = [
  pipe('A', 'B'),
  pipe('B', 'C', { invertStart: 2.9, invertEnd: 2.8 }),
  pipe('C', 'O', { invertStart: 2.8, invertEnd: 2.7 }),
]

function codes(pipes: readonly SurveyedPipe[], wells: readonly WellRecord[] = WELLS): string[] {
  const byId = new Map(wells.map((one) => [one.id, one]))
  return checkSurvey(wells, pipes, (id) => byId.get(id) ?? null).map(({ code, id }) => `${code} ${id}`)
}

describe('looking a survey over', () => {
  it('finds nothing where nothing is wrong', () => {
    expect(codes(sound)).toEqual([])
  })

  it.each<[string, readonly SurveyedPipe[]]>([
    ['END_MISSING A-X', [...sound, pipe('A', 'X')]],
    ['TOO_LONG A-C', [...sound, pipe('A', 'C', { length: 80.2 })]],
    ['TOO_SHORT A-B', [pipe('A', 'B', { length: 0.01 }), ...sound.slice(1)]],
    ['INVERT_MISSING A-B', [pipe('A', 'B', { invertStart: null }), ...sound.slice(1)]],
    ['ADVERSE_SLOPE A-B', [pipe('A', 'B', { invertStart: 2.5 }), ...sound.slice(1)]],
    ['DEPTH_MISMATCH A-B', [pipe('A', 'B', {}, { depths: [1.9, null] }), ...sound.slice(1)]],
    ['GROUND_MISMATCH A-B', [pipe('A', 'B', {}, { grounds: [5.1, null] }), ...sound.slice(1)]],
    ['DN_SHRINKS B-C', [sound[0] ?? pipe('A', 'B'), pipe('B', 'C', { dn: 500 }), ...sound.slice(2)]],
    ['MISCONNECTION A-B', [pipe('A', 'B', { system: 'WS' }), ...sound.slice(1)]],
    ['MISCONNECTION A-B', [pipe('A', 'B', {}, { misconnected: true }), ...sound.slice(1)]],
    ['NO_OUTFALL A-B', [pipe('A', 'B'), ...sound.slice(2)]],
    ['CYCLE B-C', [...sound, pipe('C', 'B', { invertStart: 2.8, invertEnd: 2.75 })]],
  ])('finds %s', (expected, pipes) => {
    expect(codes(pipes)).toContain(expected)
  })

  it('takes levels within 2 cm as agreeing', () => {
    expect(
      codes([pipe('A', 'B', {}, { depths: [2.0, 2.1], grounds: [5.01, 4.99] }), ...sound.slice(1)]),
    ).toEqual([])
  })

  it('names the pipes of a loop and none that hang on it', () => {
    const looped = [...sound, pipe('C', 'B', { invertStart: 2.8, invertEnd: 2.75 })]
    expect(codes(looped).filter((one) => one.startsWith('CYCLE'))).toEqual(['CYCLE B-C', 'CYCLE C-B'])
  })

  it('finds a loop exactly where following the pipes comes back', () => {
    const name = fc.constantFrom('A', 'B', 'C', 'O')
    fc.assert(
      fc.property(fc.array(fc.tuple(name, name), { maxLength: 8 }), (pairs) => {
        const pipes = pairs.filter(([from, to]) => from !== to).map(([from, to]) => pipe(from, to))
        const found = codes(pipes).some((one) => one.startsWith('CYCLE'))
        const reaches = (from: string, to: string, seen: readonly string[] = []): boolean =>
          pipes.some(
            ({ record }) =>
              record.from === from &&
              (record.to === to ||
                (!seen.includes(record.to) && reaches(record.to, to, [...seen, record.to]))),
          )
        expect(found).toBe(pipes.some(({ record }) => reaches(record.to, record.from)))
      }),
      { numRuns: 200 },
    )
  })
})
