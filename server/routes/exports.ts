import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { EXPORT_FORMATS, EXPORT_LAYERS, exportLayersSchema, exportWishSchema } from '#core/api/exports.ts'
import type { ExportFormat, ExportWish } from '#core/api/exports.ts'
import { may } from '#core/access/roles.ts'
import { confirmedConnections } from '../compute/confirmed-connections.ts'
import { connectionSheet } from '../export/files/connection-sheet.ts'
import { localTime } from '../export/files/layer-export.ts'
import type { ExportStamp } from '../export/files/layer-export.ts'
import { compoundField, exportFields, exportLayer, prepareExport } from '../export/files/prepare-export.ts'
import type { ExportFault, ExportRequest } from '../export/files/prepare-export.ts'
import { EXPORT_TYPES, writeExport } from '../export/files/write-export.ts'
import { contentOf } from '../layers/layer-content.ts'
import type { Layer, LayerQuery } from '../layers/layer.ts'
import type { ApiEnv } from '../middleware/identity.ts'
import { notFound, ProblemError } from '../middleware/problem.ts'
import { exporterOf } from '../middleware/record-export.ts'
import { openToEveryone } from '../middleware/require-role.ts'
import { filterFields, parseValue } from '../ogc/items-query.ts'
import type { Parts } from '../parts.ts'
import { answering, createApiApp } from './api-app.ts'
import { planYear } from './plan-year.ts'
import { boxSchema, yearSchema } from './query.ts'

const params = z.object({
  name: z.string().openapi({
    example: 'pipes.gpkg',
    description: `图层.格式;图层:${EXPORT_LAYERS.join('、')};格式:${EXPORT_FORMATS.join('、')}(zip 为 SHP)`,
  }),
})
const list = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .openapi({ type: 'string' })

const querySchema = exportWishSchema
  .extend({
    year: yearSchema.optional(),
    columns: list.optional().openapi({ description: '列,按此顺序,用逗号分开' }),
    compoundIds: list.optional().openapi({ description: '只要这些小区的,用逗号分开' }),
    bbox: boxSchema.optional(),
  })
  .loose()

const responses = {
  200: { description: '文件', content: { 'application/octet-stream': { schema: z.string() } } },
}

const listRoute = createRoute({
  method: 'get',
  path: '/api/exports',
  summary: '可导出的图层和列',
  tags: ['导出'],
  request: { query: z.object({ year: yearSchema.optional() }) },
  responses: answering('图层、条数、列', exportLayersSchema),
})
const getRoute = createRoute({
  method: 'get',
  path: '/exports/{name}',
  summary: '图层文件:全部,或按字段、范围、小区筛选;可选列、坐标系',
  tags: ['导出'],
  request: { params, query: querySchema },
  responses,
})
const postRoute = createRoute({
  ...openToEveryone(),
  method: 'post',
  path: '/exports/{name}',
  summary: '图层文件,按清单筛选,不写入任何数据',
  tags: ['导出'],
  request: {
    params,
    body: { required: true, content: { 'application/json': { schema: exportWishSchema } } },
  },
  responses,
})

/** Comes after every route of one file: what has an address of its own is not ours. */
export function exportRoutes(parts: Parts) {
  async function answer(
    context: Context<ApiEnv>,
    name: string,
    wish: ExportWish,
    equal: LayerQuery['equal'],
  ): Promise<Response> {
    const { layer, format } = named(name)
    const identity = await context.var.identity()
    const { name: person, username } = exporterOf(identity)
    const request: ExportRequest = {
      layer,
      format,
      wish,
      equal,
      year: await planYear(parts.evaluations, wish.year),
      stamp: {
        by: person === username ? person : `${person}(${username})`,
        at: new Date().toISOString(),
      },
      restricted: identity !== null && may(identity.person.role, 'plan'),
    }
    if (name === 'connections.xlsx' && wish.columns === undefined) {
      return officialTable(context, request)
    }
    const prepared = await prepareExport(parts, request)
    if (!prepared.ok) throw refused(prepared.faults)
    const [table] = prepared.tables
    context.set('exportFacts', {
      count: table?.count,
      columns: table?.fields.map((field) => field.name).join(','),
      crs: table?.system,
      compounds: wish.compoundIds?.length,
    })
    const bytes = await writeExport(format, prepared.tables, wish.encoding ?? 'utf-8')
    const demo = prepared.tables.some((one) => one.demo)
    return fileResponse(bytes, request, demo, username)
  }

  async function officialTable(context: Context<ApiEnv>, request: ExportRequest): Promise<Response> {
    const { wish, year, stamp } = request
    const rows = await confirmedConnections(parts, year, wish.compoundIds ?? null)
    context.set('exportFacts', { count: rows.length, compounds: wish.compoundIds?.length })
    const { username } = exporterOf(await context.var.identity())
    const demo = rows.some(({ connection }) => connection.source === 'demo')
    return fileResponse(await connectionSheet(year, rows, stamp), request, demo, username)
  }

  return createApiApp()
    .openapi(listRoute, async (context) => {
      const year = await planYear(parts.evaluations, context.req.valid('query').year)
      const identity = await context.var.identity()
      const restricted = identity !== null && may(identity.person.role, 'plan')
      const layers = await Promise.all(EXPORT_LAYERS.map((id) => describe(parts, id, year, restricted)))
      return context.json({ layers }, 200, { 'cache-control': 'no-store' })
    })
    .openapi(getRoute, (context) => {
      const { year, columns, crs, encoding, bbox, compoundIds, ...rest } = context.req.valid('query')
      const { name } = context.req.valid('param')
      const given = { year, columns, crs, encoding, bbox: bbox && [...bbox], compoundIds }
      const wish = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
      return answer(context, name, wish, filtersOf(named(name).layer, rest))
    })
    .openapi(postRoute, (context) =>
      answer(context, context.req.valid('param').name, context.req.valid('json'), {}),
    )
}

async function describe(parts: Parts, id: (typeof EXPORT_LAYERS)[number], year: number, restricted: boolean) {
  const layer = exportLayer(id)
  if (layer === null) throw new Error(`${id} is no layer`)
  const { count, demo } = await contentOf(parts, layer, year)
  const fields = exportFields(layer, restricted).map((field) => ({
    name: field.name,
    label: field.label,
    unit: field.unit ?? null,
    usual: field.restricted !== true,
  }))
  return { id, title: layer.title, count, demo, ofCompounds: compoundField(layer) !== null, fields }
}

/** @throws {ProblemError} 404 for a file that there is not */
function named(name: string): { readonly layer: Layer; readonly format: ExportFormat } {
  const [, id = '', end = ''] = /^([a-z]+)\.(?:shp\.)?([a-z]+)$/.exec(name) ?? []
  const layer = exportLayer(id)
  const format = EXPORT_FORMATS.find((candidate) => candidate === end)
  if (layer !== null && format !== undefined) return { layer, format }
  throw notFound(`没有 ${name} 这个导出;图层:${EXPORT_LAYERS.join('、')},格式:${EXPORT_FORMATS.join('、')}`)
}

function filtersOf(layer: Layer, given: Readonly<Record<string, unknown>>): LayerQuery['equal'] {
  const fields = filterFields(layer)
  const faults: ExportFault[] = []
  const equal = Object.entries(given).flatMap(([name, text]) => {
    const field = fields.find((one) => one.name === name)
    const value = field === undefined ? null : parseValue(field, String(text))
    if (value !== null && typeof value !== 'string') return [[name, value.is] as const]
    const message = value ?? `没有这个参数;可筛选:${fields.map((one) => one.name).join('、')}`
    faults.push({ field: name, message, value: String(text) })
    return []
  })
  if (faults.length > 0) throw refused(faults)
  return Object.fromEntries(equal)
}

function refused(faults: readonly ExportFault[]): ProblemError {
  return new ProblemError(400, {
    detail: `不能导出:${faults.map(({ message }) => message).join(';')}`,
    errors: [...faults],
  })
}

/** Named by what it holds, 示例数据, who took it and when: a file found later says so by its name already. */
function fileResponse(
  bytes: ReadableStream<Uint8Array> | Uint8Array,
  {
    layer,
    format,
    wish,
    stamp,
  }: { layer: Layer; format: ExportFormat; wish: ExportWish; stamp: ExportStamp },
  demo: boolean,
  username: string,
): Response {
  const minute = localTime(stamp.at).replaceAll(/[-:]/g, '').replace(' ', '-')
  const end = format === 'zip' ? 'shp.zip' : format
  const name = [layer.title, ...(demo ? ['示例数据'] : []), minute, username].join('-')
  const charset = format === 'csv' ? `; charset=${wish.encoding ?? 'utf-8'}` : ''
  return new Response(bytes as BodyInit, {
    headers: {
      'content-type': `${EXPORT_TYPES[format]}${charset}`,
      'content-disposition': `attachment; filename="${layer.id}-${minute}.${end}"; filename*=UTF-8''${encodeURIComponent(`${name}.${end}`)}`,
      'cache-control': 'no-store',
    },
  })
}
