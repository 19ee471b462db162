import type { Layer, LayerField, LayerQuery, PageWish } from '../layers/layer.ts'
import type { Box } from '../store/dialect.ts'
import { areaOfBox } from './area.ts'
import { latestYearOf } from './datetime.ts'
import { CRS84, OGC_SYSTEMS, systemOf } from './reference-systems.ts'
import type { OgcSystem } from './reference-systems.ts'

export const DEFAULT_LIMIT = 1000
export const MAX_LIMIT = 10_000

/** What is wrong with one parameter, in Chinese. */
export interface ParameterFault {
  readonly field: string
  readonly message: string
  readonly value: string
}

export interface ItemsWish {
  readonly query: LayerQuery
  readonly page: PageWish
  /** Of the answer. */
  readonly system: OgcSystem
}

export type ItemsWishResult =
  | { readonly ok: true; readonly wish: ItemsWish }
  | { readonly ok: false; readonly faults: readonly ParameterFault[] }

/** Parameters of every `items` address, beside one for each field that may be asked for. */
export const ITEMS_PARAMETERS = ['f', 'limit', 'bbox', 'bbox-crs', 'crs', 'datetime', 'cursor'] as const

/** Reads the query of an `items` address; an unknown parameter is a fault (Part 1, 7.15.8 and requirement 8). */
export function readItemsWish(layer: Layer, parameters: URLSearchParams): ItemsWishResult {
  const faults: ParameterFault[] = []
  const read = <Value>(name: string, parse: (text: string) => Value | string, otherwise: Value): Value => {
    const text = parameters.get(name)
    if (text === null) return otherwise
    const value = parse(text)
    if (typeof value !== 'string') return value
    faults.push({ field: name, message: value, value: text })
    return otherwise
  }
  for (const name of new Set(parameters.keys())) faults.push(...nameFaults(layer, parameters, name))
  const limit = read('limit', parseLimit, DEFAULT_LIMIT)
  const system = read('crs', parseSystem, CRS84)
  const boxSystem = read('bbox-crs', parseSystem, CRS84)
  const box = read<Box | null>('bbox', (text) => parseBox(text, boxSystem), null)
  const time = read<{ builtBy: number | null }>('datetime', parseTime, { builtBy: null })
  const cursor = read<Omit<PageWish, 'limit'>>('cursor', parseCursor, {})
  const equal = Object.fromEntries(
    filterFields(layer).flatMap((field) => {
      const value = read<{ is: string | number | boolean } | null>(
        field.name,
        (text) => parseValue(field, text),
        null,
      )
      return value === null ? [] : [[field.name, value.is]]
    }),
  )
  if (faults.length > 0) return { ok: false, faults }
  const area = box === null ? null : areaOfBox(boxSystem, box)
  return {
    ok: true,
    wish: { query: { area, equal, ...time, among: null }, page: { limit, ...cursor }, system },
  }
}

/** Fields that the open service lets people ask for. */
export function filterFields(layer: Layer): readonly LayerField[] {
  return layer.fields.filter((field) => field.filter === true && field.filesOnly !== true)
}

/** What an address hands out to go on from a feature, or back before it. */
export function cursorText(direction: 'after' | 'before', key: number): string {
  return `${direction}-${key}`
}

function nameFaults(layer: Layer, parameters: URLSearchParams, name: string): ParameterFault[] {
  const known = [...ITEMS_PARAMETERS, ...filterFields(layer).map((field) => field.name)]
  const [value = '', second] = parameters.getAll(name)
  if (!known.includes(name)) {
    return [{ field: name, message: `没有这个参数;可用:${known.join('、')}`, value }]
  }
  return second === undefined ? [] : [{ field: name, message: '只能给一次', value: second }]
}

function parseLimit(text: string): number | string {
  const limit = Number(text)
  if (!/^\d+$/.test(text) || limit < 1) return `应为 1–${MAX_LIMIT} 的整数`
  return Math.min(limit, MAX_LIMIT)
}

function parseSystem(text: string): OgcSystem | string {
  // Safe CURIEs are not offered: the conformance class names full addresses.
  return systemOf(text) ?? `应为 ${OGC_SYSTEMS.map(({ uri }) => uri).join('、')} 之一`
}

function parseBox(text: string, system: OgcSystem): Box | string {
  const numbers = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)))
  if ((numbers.length !== 4 && numbers.length !== 6) || !numbers.every(Number.isFinite)) {
    return '应为四个数(或带高程的六个数):两个角的坐标,按坐标系的轴序'
  }
  const half = numbers.length / 2
  const [a = 0, b = 0] = numbers
  const [c = 0, d = 0] = numbers.slice(half)
  const [west, south, east, north] = system.northFirst ? [b, a, d, c] : [a, b, c, d]
  if (south > north) return '南应不大于北'
  const isPlane = system.system === 'EPSG:4549'
  if (isPlane && west > east) return '西应不大于东'
  if (
    !isPlane &&
    (Math.max(Math.abs(south), Math.abs(north)) > 90 || Math.max(Math.abs(west), Math.abs(east)) > 180)
  ) {
    return '经度应在 ±180、纬度应在 ±90 之内'
  }
  return [west, south, east, north]
}

function parseTime(text: string): { builtBy: number | null } | string {
  const year = latestYearOf(text)
  return year === 'invalid' ? '应为时刻(RFC 3339)或用 / 分开的起止,开放的一端写 ..' : { builtBy: year }
}

function parseCursor(text: string): Omit<PageWish, 'limit'> | string {
  const match = /^(after|before)-(\d{1,15})$/.exec(text)
  if (match === null) return '应为上一页回答的 next 或 prev 链接中的值'
  return match[1] === 'before' ? { before: Number(match[2]) } : { after: Number(match[2]) }
}

/** The value of a filter in its field's own type, or what it should have been. */
export function parseValue(field: LayerField, text: string): { is: string | number | boolean } | string {
  switch (field.type) {
    case 'text':
      return { is: text }
    case 'flag':
      return text === 'true' || text === 'false' ? { is: text === 'true' } : '应为 true 或 false'
    case 'integer':
      return /^-?\d{1,15}$/.test(text) ? { is: Number(text) } : '应为整数'
    case 'number':
      return text.trim() !== '' && Number.isFinite(Number(text)) ? { is: Number(text) } : '应为数字'
  }
}
