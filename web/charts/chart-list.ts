import type { AttributeId } from '../attributes/attributes.ts'

/** One chart of the drawer. `classes`: bars of a range, which are brushed; `codes`: bars that are turned on and off. */
export type ChartPlan =
  | { readonly id: AttributeId; readonly kind: 'classes'; readonly width: number; readonly line?: number }
  | { readonly id: AttributeId; readonly kind: 'codes'; readonly order: readonly string[] }

/** In the order they are shown. Widths in the attribute's unit: points, 元/m², %, years. */
export const CHARTS: readonly ChartPlan[] = [
  { id: 'tier', kind: 'codes', order: ['A', 'B', 'none'] },
  { id: 'score', kind: 'classes', width: 5 },
  { id: 'unitCost', kind: 'classes', width: 50 },
  { id: 'consent', kind: 'classes', width: 2 },
  { id: 'subdistrict', kind: 'codes', order: [] },
  { id: 'builtYear', kind: 'classes', width: 5 },
]
