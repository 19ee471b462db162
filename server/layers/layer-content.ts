import { hasDemoCompounds } from '../store/compounds.ts'
import type { Box } from '../store/dialect.ts'
import { EVERYTHING } from './layer.ts'
import type { Layer, LayerSources } from './layer.ts'

/** What is known of a layer's content. */
export interface LayerContent {
  readonly count: number
  readonly bounds: Box | null
  /** Is any record synthetic? */
  readonly demo: boolean
  /** The first year of completion; null where the layer knows none. */
  readonly since: number | null
}

/** Computed once per data version. */
export function contentOf(sources: LayerSources, layer: Layer, year: number): Promise<LayerContent> {
  return sources.derived.get(`layer content ${layer.id} ${year}`, async () => {
    const reader = layer.open(sources, year)
    const knowsSource = layer.fields.some(({ name, filter }) => name === 'source' && filter === true)
    return {
      count: await reader.count(EVERYTHING),
      bounds: await reader.bounds(),
      demo: knowsSource
        ? (await reader.count({ ...EVERYTHING, equal: { source: 'demo' } })) > 0
        : await hasDemoCompounds(sources.store),
      since: layer.yearField === null ? null : await firstYear(sources, year),
    }
  })
}

async function firstYear({ evaluations }: LayerSources, year: number): Promise<number | null> {
  const compounds = (await evaluations.of(year))?.compounds ?? []
  const years = compounds.flatMap(({ builtYear, buildings }) =>
    [builtYear, ...buildings.map((building) => building.builtYear)].filter((one) => one !== null),
  )
  return years.length === 0 ? null : years.reduce((first, one) => Math.min(first, one))
}
