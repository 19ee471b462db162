import type { LayerSpecification } from 'maplibre-gl'
import { describe, expect, test } from 'vitest'
import { layerChanges } from '#web/map/layer-changes.ts'
import { layers } from '#web/map/style/layers.ts'
import type { Look } from '#web/map/style/layers.ts'
import { scoreBreaks } from '#web/map/style/score-classes.ts'

const LOOK: Look = {
  theme: 'light',
  colouring: 'eligibility',
  breaks: scoreBreaks([60, 80]),
  hidden: [],
  foreignBase: false,
  tieInsFirst: false,
  lettered: true,
  complete: true,
}

/** What a map does with the changes, on a plain list. */
function applied(before: readonly LayerSpecification[], after: readonly LayerSpecification[]): string[] {
  const ids = before.map(({ id }) => id)
  for (const change of layerChanges(before, after)) {
    if (change.kind !== 'add') continue
    ids.splice(change.before === undefined ? ids.length : ids.indexOf(change.before), 0, change.layer.id)
  }
  return ids
}

describe('turning one look of the map into another', () => {
  test('the first map holds ground and compounds, and no letter or pipe', () => {
    const ids = layers({ ...LOOK, complete: false, lettered: false }).map(({ id }) => id)
    expect(ids).toEqual(
      expect.arrayContaining([
        'sea',
        'river',
        'road-arterial',
        'district-outline',
        'compound-fill',
        'compound-point-ring',
      ]),
    )
    expect(ids.filter((id) => /^(label|pipe|well|connections|building|measure)/.test(id))).toEqual([])
  })

  test('at the desk of the centre tie-ins are seen from afar, and the discs step back', () => {
    const usual = layers(LOOK)
    const centre = layers({ ...LOOK, tieInsFirst: true })
    const point = (all: readonly LayerSpecification[]) => all.find(({ id }) => id === 'connections-point')
    expect(point(centre)?.minzoom).toBeLessThan(point(usual)?.minzoom ?? 0)
    const changes = layerChanges(usual, centre)
    expect(changes).toContainEqual({ kind: 'zooms', layer: 'connections-point', from: 9, to: 24 })
    expect(changes.some(({ kind, layer }) => kind === 'paint' && layer === 'compound-point')).toBe(true)
  })

  test('the rest joins it in the order of the whole', () => {
    const first = layers({ ...LOOK, complete: false, lettered: false })
    const whole = layers(LOOK)
    expect(applied(first, whole)).toEqual(whole.map(({ id }) => id))
    expect(first.length).toBeLessThan(whole.length / 2)
  })

  test('another theme changes colours only, and the same look nothing', () => {
    expect(layerChanges(layers(LOOK), layers(LOOK))).toEqual([])
    const changes = layerChanges(layers(LOOK), layers({ ...LOOK, theme: 'dark' }))
    expect(changes.length).toBeGreaterThan(20)
    expect(new Set(changes.map(({ kind }) => kind))).toEqual(new Set(['paint']))
  })
})
