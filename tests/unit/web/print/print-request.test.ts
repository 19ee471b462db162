import { describe, expect, test } from 'vitest'
import { printAddress } from '#web/print/print-address.ts'
import { readPrintRequest } from '#web/print/print-request.ts'

describe('an address of a page for paper', () => {
  test('names one of the pages there are, and nothing stands for another', () => {
    expect(readPrintRequest('/print/ranking', '')).toEqual({ kind: 'ranking', year: 2024, plans: [] })
    expect(readPrintRequest('/print/briefing', '?plan=p-1&year=2025')).toEqual({
      kind: 'briefing',
      year: 2025,
      plans: ['p-1'],
    })
    for (const path of ['/print/', '/print/rankings', '/print/ranking/x', '/print/RANKING'])
      expect(readPrintRequest(path, '?plan=p-1'), path).toBeNull()
  })

  test('leaves out what cannot be meant', () => {
    expect(readPrintRequest('/print/compare', '?plans=a,<b>,c,d,e,f')?.plans).toEqual(['a', 'c', 'd', 'e'])
    expect(readPrintRequest('/print/ranking', '?year=20x4')?.year).toBe(2024)
  })

  test('is written in the language on screen and read back as it was meant', () => {
    const address = printAddress('compare', { plans: 'a,b', year: null }, 'en')
    expect(address).toBe('/print/compare?plans=a,b&lang=en')
    const [path = '', query = ''] = address.split('?')
    expect(readPrintRequest(path, `?${query}`)?.plans).toEqual(['a', 'b'])
    expect(printAddress('ranking', {}, 'zh-CN')).toBe('/print/ranking')
  })
})
