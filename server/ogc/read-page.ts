import type { KeyedFeature, LayerReader } from '../layers/layer.ts'
import type { ItemsWish } from './items-query.ts'

export interface FoundPage {
  readonly features: readonly KeyedFeature[]
  /** Is there more in the direction that was read? */
  readonly more: boolean
  readonly matched: number
}

/** One page and, by one feature beyond it, whether there is another. */
export async function readPage(reader: LayerReader, { query, page }: ItemsWish): Promise<FoundPage> {
  const found = await reader.page(query, { ...page, limit: page.limit + 1 })
  const more = found.length > page.limit
  const beyondAtStart = more && page.before !== undefined
  return {
    features: beyondAtStart ? found.slice(1) : found.slice(0, page.limit),
    more,
    matched: await reader.count(query),
  }
}
