import { SOURCE } from './words.ts'
import type { LayerField } from './layer.ts'

type Extra = Omit<LayerField, 'name' | 'label' | 'type'>

export const text = (name: string, label: string, extra: Extra = {}): LayerField => ({
  name,
  label,
  type: 'text',
  ...extra,
})
export const integer = (name: string, label: string, extra: Extra = {}): LayerField => ({
  name,
  label,
  type: 'integer',
  ...extra,
})
export const number = (name: string, label: string, extra: Extra = {}): LayerField => ({
  name,
  label,
  type: 'number',
  ...extra,
})
export const flag = (name: string, label: string, extra: Extra = {}): LayerField => ({
  name,
  label,
  type: 'flag',
  ...extra,
})

/** What every record carries: is it 示例数据? */
export const SOURCE_FIELD = text('source', '数据来源', { words: SOURCE, filter: true })
