import { createRoute, z } from '@hono/zod-openapi'
import { connectionCollectionSchema, downstreamSchema } from '#core/api/connections.ts'
import { branchToFeature, connectionToFeature, isShownByDefault } from '../compute/connection-view.ts'
import { downstreamOf } from '../compute/downstream.ts'
import { staleCompounds } from '../compute/stale-connections.ts'
import { faultCodesOf, pipeToFeature, wellInverts, wellToFeature } from '../compute/network-view.ts'
import { notFound } from '../middleware/problem.ts'
import { readConnection, readConnectionRun, readConnections } from '../store/connections.ts'
import type { StoredConnection } from '../store/connections.ts'
import { readPipes, readWells } from '../store/network.ts'
import type { Parts } from '../parts.ts'
import { answering, answeringOne, createApiApp } from './api-app.ts'
import { planYear } from './plan-year.ts'
import { pageOf, pageSchema, yearSchema } from './query.ts'

const listRoute = createRoute({
  method: 'get',
  path: '/api/connections',
  summary: '接驳点位及支管',
  description: '默认给出第一名、移动过和确认过的点位;all=1 另给出其余候选点及其不可行的原因。',
  tags: ['接驳'],
  request: {
    query: pageSchema.extend({
      year: yearSchema.optional(),
      compoundId: z.string().optional().openapi({ description: '只看一个小区' }),
      all: z.enum(['0', '1']).default('0').openapi({ description: '1 = 全部候选点' }),
    }),
  },
  responses: answering('GeoJSON 要素集:connection 点和 branch 线', connectionCollectionSchema),
})

const downstreamRoute = createRoute({
  method: 'get',
  path: '/api/connections/{id}/downstream',
  summary: '从接驳点到出水口的管道,按水流次序,最后是出水口',
  tags: ['接驳'],
  request: { params: z.object({ id: z.string().openapi({ description: '接驳点编号' }) }) },
  responses: answeringOne('GeoJSON 要素集', downstreamSchema),
})

export function connectionRoutes({ answers, derived, drainageRules, evaluations, store }: Parts) {
  return createApiApp()
    .openapi(listRoute, async (context) => {
      const { year: asked, compoundId, all, limit, cursor } = context.req.valid('query')
      const year = await planYear(evaluations, asked)
      return answers.json(context, ['connections', year, compoundId, all, limit, cursor], async () => {
        const connections = await derived.get(`connections ${year}`, () => readConnections(store, year))
        const stale = await staleCompounds({ store, derived, evaluations, drainageRules }, year)
        const matched = connections
          .filter((connection) => compoundId === undefined || connection.compoundId === compoundId)
          .filter((connection) => all === '1' || isShownByDefault(connection))
          .sort(byId)
        const { page, next } = pageOf(matched, limit, cursor)
        return {
          type: 'FeatureCollection' as const,
          features: page.flatMap((connection) => featuresOf(connection, stale)),
          ...(next === undefined ? {} : { next }),
          numberMatched: matched.length,
          numberReturned: page.length,
        }
      })
    })
    .openapi(downstreamRoute, async (context) => {
      const { id } = context.req.valid('param')
      return answers.json(context, ['downstream', id], async () => {
        const connection = await readConnection(store, id)
        if (connection === null) throw notFound(`没有编号为 ${id} 的接驳点`)
        return {
          type: 'FeatureCollection' as const,
          features: await wayToOutfall({ derived, store }, connection),
        }
      })
    })
}

async function wayToOutfall(
  { derived, store }: Pick<Parts, 'derived' | 'store'>,
  connection: StoredConnection,
) {
  const [pipes, wells, run] = await Promise.all([
    derived.get('pipes', () => readPipes(store)),
    derived.get('wells', () => readWells(store)),
    readConnectionRun(store, connection.year),
  ])
  const faults = faultCodesOf(run)
  const byPipeId = new Map(pipes.map((pipe) => [pipe.id, pipe]))
  // The engine has walked this way already; the survey alone answers for a candidate it refused earlier.
  const walked = connection.facts.capacity.flatMap(({ pipeId }) => byPipeId.get(pipeId) ?? [])
  const first = byPipeId.get(connection.pipeId ?? '')
  const way = walked.length > 0 || first === undefined ? walked : downstreamOf(first, pipes)
  const end = wells.find((well) => well.id === way.at(-1)?.to)
  return [
    ...way.map((pipe, order) => withOrder(pipeToFeature(pipe, faults), order)),
    ...(end === undefined
      ? []
      : [withOrder(wellToFeature(end, wellInverts(pipes).get(end.id) ?? null, faults), way.length)]),
  ]
}

function withOrder<Geometry>(
  feature: { id?: string | number; geometry: Geometry; properties: object | null },
  order: number,
) {
  return {
    type: 'Feature' as const,
    id: String(feature.id),
    geometry: feature.geometry,
    properties: { ...feature.properties, order },
  }
}

function featuresOf(connection: StoredConnection, stale: ReadonlySet<string>) {
  const branch = branchToFeature(connection)
  const point = connectionToFeature(connection, stale)
  return branch === null ? [point] : [point, branch]
}

function byId(a: StoredConnection, b: StoredConnection): number {
  return a.id < b.id ? -1 : 1
}
