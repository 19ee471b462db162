import type { OutputSystem } from '#core/geo/reference-systems.ts'
import { mapPositions, toSystem } from '#core/geo/reference-systems.ts'
import type {
  FieldValue,
  Layer,
  LayerFeature,
  LayerField,
  LayerQuery,
  LayerReader,
} from '../../layers/layer.ts'

/** Who took a file away and when: stands in the file and in the audit log. */
export interface ExportStamp {
  /** Name and user name, or 未登录. */
  readonly by: string
  /** ISO time. */
  readonly at: string
}

/** One layer on its way into a file. */
export interface LayerExport {
  readonly layer: Layer
  /** In the order of the columns. */
  readonly fields: readonly LayerField[]
  readonly system: OutputSystem
  readonly count: number
  /** Is any record synthetic? */
  readonly demo: boolean
  readonly stamp: ExportStamp
  /** The features with coordinates of the system, easting first. */
  features(): AsyncIterable<LayerFeature>
}

/** 示例数据 as it stands in files. */
export const DEMO_NOTICE = '示例数据:含合成记录,不得用于申报或决策'

const PORTION = 2000

/** Reads a layer portion by portion, so that a file may be longer than memory. */
export async function* featuresOf(
  reader: LayerReader,
  query: LayerQuery,
  system: OutputSystem,
): AsyncGenerator<LayerFeature> {
  let after: number | undefined
  for (;;) {
    const page = await reader.page(query, { limit: PORTION, ...(after === undefined ? {} : { after }) })
    for (const { feature } of page) {
      yield { ...feature, geometry: mapPositions(feature.geometry, (at) => toSystem(system, at)) }
    }
    after = page.at(-1)?.key
    if (after === undefined || page.length < PORTION) return
  }
}

/** Where a file came from, in one line: 由 李明(li.ming) 于 2024-05-06 10:20 导出. */
export function stampText({ by, at }: ExportStamp): string {
  return `由 ${by} 于 ${localTime(at)} 导出`
}

/** In the office's own time, whatever the server's clock is set to. */
export function localTime(at: string): string {
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(new Date(at))
}

/** `建筑面积(m²)`: a head of a people's table. */
export function headOf({ label, unit }: LayerField): string {
  return unit === undefined ? label : `${label}(${unit})`
}

/** A value as people write it: words for codes, 是 and 否. */
export function wordsOf({ words }: LayerField, value: FieldValue): string | number | null {
  if (value === null) return null
  if (typeof value === 'boolean') return value ? '是' : '否'
  return words?.[String(value)] ?? value
}
