import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatUrlState, parseUrlState, type UrlState } from '#web/url-state.ts'

const plain: UrlState = parseUrlState('')

describe('a link', () => {
  test('says nothing when everything is as it is anyway', () => {
    expect(formatUrlState(plain)).toBe('')
  })

  test('brings back the whole view', () => {
    const state: UrlState = {
      year: 2024,
      compoundId: 'C-007',
      connectionId: 'C-007:YS-0631',
      text: '新北 里',
      subdistricts: ['130302001', '130302004'],
      eligibilities: ['eligible', 'unverified'],
      selectedOnly: true,
      setId: '5b0b1c0e-8f3e-4a51-9f0e-2f6f5f6f7a10',
      sort: 'score',
      descending: true,
      expression: '户数>300 且 得分≥70',
      conditions: {
        households: { kind: 'range', min: 300, max: null, unknown: false },
        ownership: { kind: 'values', values: ['commodity', ''] },
        reasons: { kind: 'contains', text: '还差 12 户;(三)' },
      },
      drawer: 'table',
      tab: 'what-if',
      colouring: 'score',
      baseMapId: 'tianditu-vec',
      camera: { zoom: 14.25, lat: 39.94, lng: 119.6, bearing: 12.5, pitch: 30 },
      locale: 'en',
      chapter: null,
      planId: null,
      workDesk: true,
    }
    expect(parseUrlState(formatUrlState(state))).toEqual(state)
  })

  test('leads to a chapter of the presentation, whatever the desk behind shows', () => {
    const state: UrlState = { ...plain, year: 2024, chapter: 'plan', selectedOnly: true, compoundId: 'C-007' }
    expect(formatUrlState(state)).toBe('?year=2024&desk=brief&chapter=plan')
    expect(parseUrlState('?desk=brief&chapter=plan').chapter).toBe('plan')
    expect(parseUrlState('?desk=brief&chapter=nonsense').chapter).toBe('totals')
    expect(parseUrlState('?chapter=plan').chapter).toBeNull()
  })

  test('leaves out what cannot be meant', () => {
    const state = parseUrlState(
      '?year=20x4&compound=../../etc&is=eligible,nonsense&sort=;drop&map=99/200/500&colour=pink&lang=xx&selected=yes',
    )
    expect(state).toEqual({ ...plain, eligibilities: ['eligible'] })
  })

  test('never throws, whatever stands in the address bar', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const state = parseUrlState(
          `?${text}&map=${encodeURIComponent(text)}&compound=${encodeURIComponent(text)}&columns=${encodeURIComponent(text)}&where=${encodeURIComponent(text)}`,
        )
        if (state.chapter !== null) return
        expect(parseUrlState(formatUrlState(state))).toEqual({
          ...state,
          text: state.text.trim(),
          expression: state.expression.trim(),
        })
      }),
    )
  })
})
