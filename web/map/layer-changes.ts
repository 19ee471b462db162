import type { FilterSpecification, LayerSpecification } from 'maplibre-gl'

export type LayerChange =
  | { readonly kind: 'add'; readonly layer: LayerSpecification; readonly before: string | undefined }
  | { readonly kind: 'paint'; readonly layer: string; readonly name: string; readonly value: unknown }
  | { readonly kind: 'layout'; readonly layer: string; readonly name: string; readonly value: unknown }
  | { readonly kind: 'filter'; readonly layer: string; readonly value: FilterSpecification | undefined }
  | { readonly kind: 'zooms'; readonly layer: string; readonly from: number; readonly to: number }

/** MapLibre's own bounds, for a layer that names none. */
const [LEAST_ZOOM, MOST_ZOOM] = [0, 24]

/**
 * What has to be set on the map to turn one list of layers into another that has the same ones in the same order
 * and perhaps more between them. Only the properties that differ: a change of theme must not throw tiles away.
 */
export function layerChanges(
  before: readonly LayerSpecification[],
  after: readonly LayerSpecification[],
): LayerChange[] {
  const old = new Map(before.map((layer) => [layer.id, layer]))
  return after.flatMap((layer, index): LayerChange[] => {
    const was = old.get(layer.id)
    if (was === undefined) {
      return [{ kind: 'add', layer, before: after.slice(index).find(({ id }) => old.has(id))?.id }]
    }
    const id = layer.id
    const changes: LayerChange[] = [
      ...differing(was.paint, layer.paint).map(
        ([name, value]) => ({ kind: 'paint', layer: id, name, value }) as const,
      ),
      ...differing(was.layout, layer.layout).map(
        ([name, value]) => ({ kind: 'layout', layer: id, name, value }) as const,
      ),
    ]
    const filter = 'filter' in layer ? layer.filter : undefined
    if (!same('filter' in was ? was.filter : undefined, filter)) {
      changes.push({ kind: 'filter', layer: id, value: filter })
    }
    if (was.minzoom !== layer.minzoom || was.maxzoom !== layer.maxzoom) {
      const { minzoom: from = LEAST_ZOOM, maxzoom: to = MOST_ZOOM } = layer
      changes.push({ kind: 'zooms', layer: id, from, to })
    }
    return changes
  })
}

function differing(before: object | undefined, after: object | undefined): [string, unknown][] {
  const was = new Map<string, unknown>(Object.entries(before ?? {}))
  const is = new Map<string, unknown>(Object.entries(after ?? {}))
  const names = [...new Set([...was.keys(), ...is.keys()])]
  return names.filter((name) => !same(was.get(name), is.get(name))).map((name) => [name, is.get(name)])
}

function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}
