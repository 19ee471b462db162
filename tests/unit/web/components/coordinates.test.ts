import { describe, expect, test } from 'vitest'
import { toPlane } from '#core/geo/projection.ts'
import { readPosition } from '#web/components/top-bar/coordinates.ts'

const near = (text: string): void => {
  const found = readPosition(text)
  expect(found?.position[0]).toBeCloseTo(119.6, 6)
  expect(found?.position[1]).toBeCloseTo(39.94, 6)
}

describe('a position that somebody types', () => {
  test.each([
    '119.6,39.94',
    '119.6,39.94',
    '119.6 39.94',
    ' 39.94 , 119.6 ',
    '东经119.6,北纬39.94',
    `119°36'0"E, 39°56'24"N`,
    `39°56′24″N 119°36′0″E`,
    '119度36分0秒 39度56分24秒',
    `119° 36' 0" 39° 56' 24"`,
    `39°56.4'N,119°36'E`,
  ])('%s', near)

  test('plane metres of EPSG:4549 in either order', () => {
    const [x, y] = toPlane([119.6, 39.94])
    near(`${x},${y}`)
    near(`${y} ${x}`)
    expect(readPosition(`${x},${y}`)?.system).toBe('plane')
  })

  test.each(['新北里', '119.6', '1,2', '119.6,39.94,12', 'YS-0631', '119°61′0″,39°56′24″', '0,0', '', ','])(
    'is none in "%s"',
    (text) => {
      expect(readPosition(text)).toBeNull()
    },
  )
})
