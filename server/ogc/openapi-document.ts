import type { Layer, LayerField } from '../layers/layer.ts'
import { DEFAULT_LIMIT, filterFields, MAX_LIMIT } from './items-query.ts'
import { CRS84, OGC_SYSTEMS } from './reference-systems.ts'

const TYPES = { text: 'string', integer: 'integer', number: 'number', flag: 'boolean' } as const

/** OpenAPI 3.0 of everything under /ogc: each layer with its own parameters (Part 1, class `oas30`). */
export function openApiDocument(root: string, version: string, layers: readonly Layer[]) {
  const resource = (id: string, summary: string, type = 'application/json') => ({
    get: { operationId: id, summary, parameters: [parameter('f')], responses: responses(type) },
  })
  return {
    openapi: '3.0.3',
    info: {
      title: '老旧小区改造一张图 · OGC API – Features',
      version,
      description: '长度 m,面积 m²,标高 m(1985 国家高程),管径 mm,流量 L/s,金额整数元。',
      license: { name: 'MIT' },
    },
    servers: [{ url: root }],
    paths: {
      '/': resource('landing', '首页'),
      '/api': resource('api', '本说明', 'application/vnd.oai.openapi+json;version=3.0'),
      '/conformance': resource('conformance', '符合的标准'),
      '/collections': resource('collections', '图层'),
      ...Object.fromEntries(layers.flatMap(pathsOf)),
    },
    components: { parameters: PARAMETERS, schemas: SCHEMAS },
  }
}

function pathsOf(layer: Layer): [string, object][] {
  const path = `/collections/${layer.id}`
  const name = layer.id.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
  const shared = ['f', 'limit', 'bbox', 'bbox-crs', 'crs', 'datetime', 'cursor'].map(parameter)
  return [
    [
      path,
      {
        get: {
          operationId: `describe_${name}`,
          summary: layer.title,
          description: layer.description,
          parameters: [parameter('f')],
          responses: responses('application/json'),
        },
      },
    ],
    [
      `${path}/items`,
      {
        get: {
          operationId: `list_${name}`,
          summary: `${layer.title}:要素`,
          description: layer.description,
          parameters: [...shared, ...filterFields(layer).map(filterParameter)],
          responses: responses('application/geo+json'),
        },
      },
    ],
    [
      `${path}/items/{featureId}`,
      {
        get: {
          operationId: `read_${name}`,
          summary: `${layer.title}:一个要素`,
          parameters: [parameter('featureId'), parameter('f'), parameter('crs')],
          responses: responses('application/geo+json'),
        },
      },
    ],
  ]
}

function parameter(name: string) {
  return { $ref: `#/components/parameters/${name}` }
}

function filterParameter({ name, label, type, unit, words }: LayerField) {
  const codes = words === undefined ? {} : { enum: Object.keys(words) }
  return {
    name,
    in: 'query',
    required: false,
    style: 'form',
    explode: false,
    description: unit === undefined ? label : `${label}(${unit})`,
    schema: { type: TYPES[type], ...codes },
  }
}

function responses(type: string) {
  const problem = { 'application/problem+json': { schema: { $ref: '#/components/schemas/problem' } } }
  const html = { 'text/html': { schema: { type: 'string' } } }
  return {
    200: {
      description: '内容',
      headers: { 'Content-Crs': { description: '坐标系', schema: { type: 'string' } } },
      content: { [type]: { schema: { type: 'object' } }, ...html },
    },
    400: { description: '参数有误:哪一项、现值、应为什么', content: problem },
    404: { description: '没有找到', content: problem },
    500: { description: '服务内部出错', content: problem },
  }
}

const systems = OGC_SYSTEMS.map(({ uri }) => uri)

const PARAMETERS = {
  f: query('f', '格式', { type: 'string', enum: ['json', 'html'], default: 'json' }),
  limit: query('limit', '每页条数', {
    type: 'integer',
    minimum: 1,
    maximum: MAX_LIMIT,
    default: DEFAULT_LIMIT,
  }),
  bbox: query('bbox', '两个角的坐标,按坐标系的轴序', {
    type: 'array',
    oneOf: [
      { minItems: 4, maxItems: 4 },
      { minItems: 6, maxItems: 6 },
    ],
    items: { type: 'number' },
  }),
  'bbox-crs': query('bbox-crs', 'bbox 的坐标系', {
    type: 'string',
    format: 'uri',
    enum: systems,
    default: CRS84.uri,
  }),
  crs: query('crs', '回答的坐标系', { type: 'string', format: 'uri', enum: systems, default: CRS84.uri }),
  datetime: query('datetime', '时刻或起止(RFC 3339);建成年份未知的要素总在其中', { type: 'string' }),
  cursor: query('cursor', '由上一页的 next 或 prev 链接给出', { type: 'string' }),
  featureId: {
    name: 'featureId',
    in: 'path',
    required: true,
    description: '要素编号',
    schema: { type: 'string' },
  },
}

function query(name: string, description: string, schema: object) {
  return { name, in: 'query', required: false, style: 'form', explode: false, description, schema }
}

const SCHEMAS = {
  problem: {
    type: 'object',
    required: ['title', 'status'],
    properties: {
      type: { type: 'string' },
      title: { type: 'string' },
      status: { type: 'integer' },
      detail: { type: 'string' },
      instance: { type: 'string' },
    },
  },
}
