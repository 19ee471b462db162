import { z } from 'zod'
import type { BaseMap } from '#core/api/service.ts'

const entrySchema = z.object({
  label: z.string().min(1),
  url: z.string().regex(/^https?:\/\//),
  crs: z.enum(['wgs84', 'gcj02']).default('wgs84'),
  kind: z.enum(['raster', 'vector']).optional(),
  attribution: z.string().default(''),
  maxZoom: z.number().int().min(0).max(24).optional(),
})

/**
 * 天地图's vector and satellite maps with their Chinese labels. CGCS2000 in its web-mercator matrix (`_w`), which
 * differs from WGS84 by centimetres. The key is a browser key and is seen by every visitor.
 */
export function tiandituBaseMaps(key: string): BaseMap[] {
  const layer = (name: string): string =>
    `https://t0.tianditu.gov.cn/${name}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=${name}` +
    `&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk=${encodeURIComponent(key)}`
  const shared = { kind: 'raster', attribution: '天地图', crs: 'wgs84', maxZoom: 18 } as const
  return [
    { ...shared, id: 'tianditu-vector', label: '天地图 矢量', url: layer('vec'), labelsUrl: layer('cva') },
    { ...shared, id: 'tianditu-imagery', label: '天地图 影像', url: layer('img'), labelsUrl: layer('cia') },
  ]
}

/**
 * Reads `BASEMAP_URLS`: a JSON list of `{label, url, crs?, kind?, attribution?, maxZoom?}`, or lines (or parts
 * between `;`) of `label|url|crs`.
 */
export function baseMapsFromList(list: string): { baseMaps: BaseMap[]; faults: string[] } {
  if (list === '') return { baseMaps: [], faults: [] }
  const entries = list.startsWith('[') ? parseJson(list) : parseLines(list)
  if (entries === null)
    return { baseMaps: [], faults: ['BASEMAP_URLS 不是有效的 JSON 列表,请检查引号和逗号'] }
  const baseMaps: BaseMap[] = []
  const faults: string[] = []
  entries.forEach((entry, index) => {
    const parsed = entrySchema.safeParse(entry)
    if (parsed.success) {
      const baseMap = toBaseMap(parsed.data, index)
      const fault = cannotDraw(baseMap)
      if (fault === null) baseMaps.push(baseMap)
      else faults.push(`BASEMAP_URLS 第 ${index + 1} 项“${baseMap.label}”${fault}`)
    } else
      faults.push(
        `BASEMAP_URLS 第 ${index + 1} 项的 ${parsed.error.issues[0]?.path.join('.') || '内容'} 无效,` +
          '应为 名称|http(s)://…/{z}/{x}/{y}…|wgs84 或 gcj02',
      )
  })
  return { baseMaps, faults }
}

function toBaseMap(entry: z.infer<typeof entrySchema>, index: number): BaseMap {
  const { kind, ...rest } = entry
  const url = tileNumbers(entry.url)
  // An address without tile numbers is a style or TileJSON document, which only vector maps have.
  const drawn = /\{z\}/.test(url) && !/\.(mvt|pbf)\b/.test(url) ? 'raster' : 'vector'
  return { ...rest, url, id: `custom-${index + 1}`, kind: kind ?? drawn }
}

/** A WMTS's own names for the numbers of a tile. */
function tileNumbers(url: string): string {
  return url
    .replaceAll(/\{tilematrix\}/gi, '{z}')
    .replaceAll(/\{tilerow\}/gi, '{y}')
    .replaceAll(/\{tilecol\}/gi, '{x}')
}

/** Why the page could not draw it; null where it can. */
function cannotDraw({ kind, url }: BaseMap): string | null {
  if (/^https?:\/\/[^/]*\{/.test(url)) return '的主机名里有 {…},请写成一个具体的主机'
  if (kind === 'raster') {
    return ['{z}', '{x}', '{y}'].every((part) => url.includes(part))
      ? null
      : '是栅格底图,地址应含 {z}、{x}、{y}'
  }
  return url.includes('{z}') ? '是矢量瓦片,但没有图层说明;请写 style.json 或 TileJSON 的地址' : null
}

function parseJson(list: string): unknown[] | null {
  try {
    const value: unknown = JSON.parse(list)
    return Array.isArray(value) ? value : null
  } catch {
    return null
  }
}

function parseLines(list: string): unknown[] {
  return list
    .split(/[;\n]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [label, url, crs] = line.split('|').map((part) => part.trim())
      return {
        label,
        url,
        ...(crs === undefined || crs === '' ? {} : { crs: crs.toLowerCase().replace('-', '') }),
      }
    })
}
