import type { ExportFormat, ExportLayerId, ExportWish } from '#core/api/exports.ts'
import { EXPORT_LAYERS } from '#core/api/exports.ts'
import { geometryTouchesBox } from '#core/geo/box-touch.ts'
import type { OutputSystem } from '#core/geo/reference-systems.ts'
import { LAYERS } from '../../layers/all-layers.ts'
import type { Layer, LayerField, LayerQuery, LayerSources } from '../../layers/layer.ts'
import { featuresOf } from './layer-export.ts'
import type { ExportStamp, LayerExport } from './layer-export.ts'

/** Systems a kind of file has by habit: drawings in metres, everything else as it is kept. */
const USUAL_SYSTEM: Readonly<Record<ExportFormat, OutputSystem>> = {
  geojson: 'CRS84',
  gpkg: 'EPSG:4490',
  dxf: 'EPSG:4549',
  zip: 'EPSG:4490',
  csv: 'EPSG:4490',
  xlsx: 'EPSG:4549',
}

/** What is wrong with a wish, in Chinese. */
export interface ExportFault {
  readonly field: string
  readonly message: string
  readonly value?: string
}

export interface ExportRequest {
  readonly layer: Layer
  readonly format: ExportFormat
  readonly wish: ExportWish
  /** Values of filter fields. */
  readonly equal: LayerQuery['equal']
  readonly year: number
  readonly stamp: ExportStamp
  /** May the whole dossier be in it? */
  readonly restricted: boolean
}

export function exportLayer(id: string): Layer | null {
  const known: readonly string[] = EXPORT_LAYERS
  return known.includes(id) ? (LAYERS.find((layer) => layer.id === id) ?? null) : null
}

/** Fields a person may take away. */
export function exportFields(layer: Layer, restricted: boolean): readonly LayerField[] {
  return layer.fields.filter((field) => restricted || field.restricted !== true)
}

/** The field by which a layer belongs to compounds; null for the network, which belongs to the city. */
export function compoundField(layer: Layer): 'id' | 'compoundId' | null {
  if (layer.id === 'compounds') return 'id'
  return layer.fields.some(({ name }) => name === 'compoundId') ? 'compoundId' : null
}

export type PreparedExport =
  | { readonly ok: true; readonly tables: readonly LayerExport[] }
  | { readonly ok: false; readonly faults: readonly ExportFault[] }

/** What goes into the file; files that hold several tables take the branches with the tie-ins. */
export async function prepareExport(sources: LayerSources, request: ExportRequest): Promise<PreparedExport> {
  const { layer, format, wish } = request
  const fields = fieldsOf(request)
  const faults = [
    ...('faults' in fields ? fields.faults : []),
    ...(wish.compoundIds !== undefined && compoundField(layer) === null
      ? [{ field: 'compoundIds', message: `${layer.title}不属于小区,请按范围导出` }]
      : []),
  ]
  if (faults.length > 0 || 'faults' in fields) return { ok: false, faults }
  const tables = [await tableOf(sources, request, fields.chosen)]
  if (layer.id === 'connections' && ['gpkg', 'dxf', 'zip'].includes(format)) {
    const branches = exportLayer('branches' satisfies ExportLayerId)
    const whole = { ...request, equal: {} }
    if (branches !== null) tables.push(await tableOf(sources, { ...whole, layer: branches }, branches.fields))
  }
  return { ok: true, tables }
}

function fieldsOf({
  layer,
  wish,
  restricted,
}: ExportRequest): { readonly chosen: readonly LayerField[] } | { readonly faults: readonly ExportFault[] } {
  const open = exportFields(layer, restricted)
  const names = wish.columns
  if (names === undefined) return { chosen: open.filter((field) => field.restricted !== true) }
  const unknown = names.filter((name) => !open.some((field) => field.name === name))
  if (unknown.length > 0) {
    const message = `没有或不能导出这些列:${unknown.join('、')};可用:${open.map(({ name }) => name).join('、')}`
    return { faults: [{ field: 'columns', message, value: names.join(',') }] }
  }
  const chosen = [...new Set(names)].flatMap((name) => open.find((field) => field.name === name) ?? [])
  const source = open.find(({ name }) => name === 'source')
  // 示例数据 is no column that somebody may leave out.
  return { chosen: source === undefined || chosen.includes(source) ? chosen : [...chosen, source] }
}

async function tableOf(
  sources: LayerSources,
  { layer, format, wish, equal, year, stamp }: ExportRequest,
  fields: readonly LayerField[],
): Promise<LayerExport> {
  const { bbox, compoundIds } = wish
  const field = compoundField(layer)
  const query: LayerQuery = {
    area:
      bbox === undefined
        ? null
        : { boxes: [bbox], inner: [bbox], touches: (geometry) => geometryTouchesBox(geometry, bbox) },
    equal,
    builtBy: null,
    among: compoundIds === undefined || field === null ? null : { field, values: new Set(compoundIds) },
  }
  const reader = layer.open(sources, year)
  const system = wish.crs ?? USUAL_SYSTEM[format]
  return {
    layer,
    fields,
    system,
    count: await reader.count(query),
    demo: await anyDemo(reader, query),
    stamp,
    features: () => featuresOf(reader, query, system),
  }
}

/** Portion by portion until the first synthetic record, which in a demo is the very first. */
async function anyDemo(reader: ReturnType<Layer['open']>, query: LayerQuery): Promise<boolean> {
  let after: number | undefined
  for (;;) {
    const page = await reader.page(query, { limit: 1000, ...(after === undefined ? {} : { after }) })
    if (page.some(({ feature }) => feature.properties['source'] === 'demo')) return true
    after = page.at(-1)?.key
    if (after === undefined) return false
  }
}
