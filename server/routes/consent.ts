import { createRoute, z } from '@hono/zod-openapi'
import { ABILITIES, isOwnArea, may } from '#core/access/roles.ts'
import {
  ballotsRequestSchema,
  consentEntrySchema,
  consentRequestSchema,
  consentSchema,
  satisfactionRequestSchema,
} from '#core/api/consent.ts'
import { consentAnswer } from '../compute/consent-view.ts'
import { recordBallots, recordCounts, recordSatisfaction } from '../compute/record-consent.ts'
import { setConsentEntry } from '../compute/take-back-consent.ts'
import { expectedVersion, refuseStale } from '../middleware/if-match.ts'
import { notFound } from '../middleware/problem.ts'
import { requireOwnArea, requireRole, type Actor } from '../middleware/require-role.ts'
import type { Parts } from '../parts.ts'
import { readCompound, type StoredCompound } from '../store/compounds.ts'
import { readConsentRecord } from '../store/consent.ts'
import type { Session } from '../store/store.ts'
import { answeringOne, createApiApp } from './api-app.ts'
import { evaluationOf, planYear } from './plan-year.ts'
import { yearSchema } from './query.ts'

const tags = ['征询']
const request = {
  params: z.object({ id: z.string().openapi({ description: '小区编号' }) }),
  query: z.object({ year: yearSchema.optional() }),
}
const body = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true,
  content: { 'application/json': { schema } },
})

const readRoute = createRoute({
  method: 'get',
  path: '/api/compounds/{id}/consent',
  summary: '一个小区的征询情况:户数、渠道和四道 80% 关口',
  description: '户号从不给出。对非经办账号,1 至 4 户的分项不显示,以免推知到户。',
  tags,
  request,
  responses: answeringOne('征询情况', consentSchema),
})
const countsRoute = createRoute({
  ...requireRole(...ABILITIES.consent),
  method: 'put',
  path: '/api/compounds/{id}/consent',
  summary: '登记征询汇总数;需带 If-Match',
  description: 'total 须等于小区户数;分渠道合计须与各项相等。资格条件 P4 随即更新。',
  tags,
  request: { ...request, body: body(consentRequestSchema) },
  responses: answeringOne('登记后的征询情况', consentSchema),
})
const ballotsRoute = createRoute({
  ...requireRole(...ABILITIES.household),
  method: 'post',
  path: '/api/compounds/{id}/consent/ballots',
  summary: '逐户登记意见,全部登记或全部不登记;需带 If-Match',
  description: '同一户以日期较后者为准,同日以后登记者为准。库中只存户号的密钥摘要。',
  tags,
  request: { ...request, body: body(ballotsRequestSchema) },
  responses: answeringOne('登记后的征询情况', consentSchema),
})
const satisfactionRoute = createRoute({
  ...requireRole(...ABILITIES.consent),
  method: 'put',
  path: '/api/compounds/{id}/satisfaction',
  summary: '登记满意度调查;需带 If-Match',
  description: '满意 ≤ 有效 ≤ 回收 ≤ 发放 ≤ 户数;按有效份数计算是否达到 80%。',
  tags,
  request: { ...request, body: body(satisfactionRequestSchema) },
  responses: answeringOne('登记后的征询情况', consentSchema),
})

const entryRoute = createRoute({
  ...requireRole(...ABILITIES.consent),
  method: 'put',
  path: '/api/compounds/{id}/consent/entries/{entry}',
  summary: '撤回或恢复一次征询登记;需带 If-Match',
  description:
    'entry 为登记时所答的编号。只能撤回最后一次仍有效的登记;此后另有登记时答 409。逐户意见保留,不再计算。',
  tags,
  request: {
    ...request,
    params: request.params.extend({
      entry: z.coerce.number().int().min(1).openapi({ description: '登记编号' }),
    }),
    body: body(consentEntrySchema),
  },
  responses: answeringOne('撤回或恢复后的征询情况', consentSchema),
})

export function consentRoutes({ answers, evaluations, store }: Parts) {
  const answerOf = async (session: Session, compound: StoredCompound, year: number, whole: boolean) => {
    const { programme } = await evaluationOf(evaluations, year)
    const record = await readConsentRecord(session, compound.id)
    return consentAnswer(compound, record, programme.policy, whole)
  }
  /** One write of one compound: area and version first, then `work`, then how it stands. */
  const write = async (
    actor: Actor,
    { id, version, year }: { id: string; version: number; year: number | undefined },
    work: (session: Session, compound: StoredCompound) => Promise<number>,
  ) => {
    const asked = await planYear(evaluations, year)
    const { after, entry } = await store.write(async (session) => {
      const compound = await existing(session, id)
      requireOwnArea(actor, compound.subdistrictCode)
      refuseStale(version, compound)
      const number = await work(session, compound)
      return { after: await existing(session, id), entry: number }
    })
    return { ...(await answerOf(store, after, asked, true)), entry }
  }

  return createApiApp()
    .openapi(readRoute, async (context) => {
      const { id } = context.req.valid('param')
      const year = await planYear(evaluations, context.req.valid('query').year)
      const compound = await existing(store, id)
      const person = (await context.var.identity())?.person
      const whole =
        person !== undefined && may(person.role, 'household') && isOwnArea(person, compound.subdistrictCode)
      return answers.json(context, ['consent', year, id, whole], () => answerOf(store, compound, year, whole))
    })
    .openapi(countsRoute, async (context) => {
      const counts = context.req.valid('json')
      const { actor } = context.var
      const target = { ...context.req.valid('param'), version: expectedVersion(context) }
      const answer = await write(
        actor,
        { ...target, year: context.req.valid('query').year },
        (session, compound) => recordCounts(session, compound, counts, actor),
      )
      return context.json(answer, 200)
    })
    .openapi(ballotsRoute, async (context) => {
      const ballots = context.req.valid('json')
      const { actor } = context.var
      const target = { ...context.req.valid('param'), version: expectedVersion(context) }
      const answer = await write(
        actor,
        { ...target, year: context.req.valid('query').year },
        (session, compound) => recordBallots(session, compound, ballots, actor),
      )
      return context.json(answer, 200)
    })
    .openapi(satisfactionRoute, async (context) => {
      const survey = context.req.valid('json')
      const { actor } = context.var
      const target = { ...context.req.valid('param'), version: expectedVersion(context) }
      const answer = await write(
        actor,
        { ...target, year: context.req.valid('query').year },
        (session, compound) => recordSatisfaction(session, compound, survey, actor),
      )
      return context.json(answer, 200)
    })
    .openapi(entryRoute, async (context) => {
      const { inForce } = context.req.valid('json')
      const { actor } = context.var
      const { id, entry } = context.req.valid('param')
      const answer = await write(
        actor,
        { id, version: expectedVersion(context), year: context.req.valid('query').year },
        async (session, compound) => {
          await setConsentEntry(session, compound, { sequence: entry, inForce }, actor)
          return entry
        },
      )
      return context.json(answer, 200)
    })
}

async function existing(session: Session, id: string): Promise<StoredCompound> {
  const compound = await readCompound(session, id)
  if (compound === null) throw notFound(`没有编号为 ${id} 的小区`)
  return compound
}
