import { createRoute, z } from '@hono/zod-openapi'
import { buildingPatchAnswerSchema, buildingPatchSchema } from '#core/api/building-edits.ts'
import { buildingChanges, type BuildingEdit, type BuildingFault } from '#core/compound/building-edit.ts'
import { findBuildingField } from '#core/compound/building-fields.ts'
import { planBuildings, previewBuildings, type PlannedBuildings } from '../compute/building-edits.ts'
import { compoundDetail } from '../compute/compound-view.ts'
import { expectedVersion, refuseStale } from '../middleware/if-match.ts'
import { notFound, ProblemError } from '../middleware/problem.ts'
import { requireOwnArea, requireRole, type Actor } from '../middleware/require-role.ts'
import type { Parts } from '../parts.ts'
import { recordAudit } from '../store/audit.ts'
import { replaceBuildings, takenBuildingIds } from '../store/buildings.ts'
import { countVersionUp, readCompound, type StoredCompound } from '../store/compounds.ts'
import type { Session } from '../store/session.ts'
import { answeringOne, createApiApp } from './api-app.ts'
import { evaluationOf, planYear } from './plan-year.ts'
import { yearSchema } from './query.ts'

const NOT_KEPT = { 'cache-control': 'no-store' }

const route = createRoute({
  ...requireRole('planner', 'subdistrict'),
  method: 'patch',
  path: '/api/compounds/{id}/buildings',
  summary: '修改、新增、移除楼栋:全部成功或全部不改;dryRun 只预览',
  description:
    '写入须带 If-Match: "<小区的 version>"。预览给出户数、面积、栋数合计,按楼栋年代认定的分类,以及资格、名次、入选的变化;问题逐栋逐项列出。镇街只能修改本辖区。',
  tags: ['小区'],
  request: {
    params: z.object({ id: z.string().openapi({ description: '小区编号' }) }),
    query: z.object({ year: yearSchema.optional() }),
    body: { required: true, content: { 'application/json': { schema: buildingPatchSchema } } },
  },
  responses: answeringOne('修改前后的楼栋和影响', buildingPatchAnswerSchema),
})

export function buildingEditRoutes({ store, evaluations }: Parts) {
  return createApiApp().openapi(route, async (context) => {
    const { id } = context.req.valid('param')
    const { dryRun, reason, set, add, remove } = context.req.valid('json')
    const { actor } = context.var
    const year = await planYear(evaluations, context.req.valid('query').year)
    const known = await evaluationOf(evaluations, year)
    const edit: BuildingEdit = {
      set,
      add: add.map(({ id: own, footprint, facts }) => ({
        ...(own === undefined ? {} : { id: own }),
        footprint: footprint ?? null,
        facts,
      })),
      remove,
    }
    if (dryRun) {
      const planned = planBuildings(await ownCompound(store, id, actor), edit, year)
      return context.json({ ...previewBuildings(known, planned), compound: null }, 200, NOT_KEPT)
    }
    const version = expectedVersion(context)
    if (reason === undefined) throw reasonMissing()
    const written = await store.write(async (session) => {
      const current = await ownCompound(session, id, actor)
      const standing = { id, name: current.name, version: current.version, buildings: current.buildings }
      refuseStale(version, standing)
      const planned = planBuildings(current, edit, year)
      refuseFaults(planned.faults)
      await refuseTaken(session, planned)
      await write(session, planned, actor, reason)
      return planned
    })
    const answer = previewBuildings(known, written)
    const compound = compoundDetail(await evaluationOf(evaluations, year), id)
    const effect = { ...answer.effect, applied: true }
    return context.json({ ...answer, effect, compound }, 200, NOT_KEPT)
  })
}

/** @throws ProblemError 404, 403 */
async function ownCompound(session: Session, id: string, actor: Actor): Promise<StoredCompound> {
  const compound = await readCompound(session, id)
  if (compound === null) throw notFound(`没有编号为 ${id} 的小区`)
  requireOwnArea(actor, compound.subdistrictCode)
  return compound
}

async function write(
  session: Session,
  { current, buildings }: PlannedBuildings,
  actor: Actor,
  reason: string,
): Promise<void> {
  const changes = buildingChanges(current.buildings, buildings)
  if (changes.length === 0) return
  await replaceBuildings(session, current.buildings, buildings)
  await countVersionUp(session, current)
  await recordAudit(session, {
    actor,
    action: 'edit_buildings',
    entity: 'compound',
    entityId: current.id,
    before: Object.fromEntries(changes.map(({ field, before }) => [field, before])),
    after: Object.fromEntries(changes.map(({ field, after }) => [field, after])),
    reason,
  })
}

/** An id is given once in the whole register. */
async function refuseTaken(session: Session, { current, buildings }: PlannedBuildings): Promise<void> {
  const own = new Set(current.buildings.map(({ id }) => id))
  const added = buildings.filter(({ id }) => !own.has(id)).map(({ id }) => id)
  const taken = await takenBuildingIds(session, added)
  if (taken.length === 0) return
  throw new ProblemError(409, {
    detail: `楼栋编号 ${taken.join('、')} 已属其他小区。一项都没有保存;请重新打开本小区后再新增`,
  })
}

function refuseFaults(faults: readonly BuildingFault[]): void {
  if (faults.length === 0) return
  const label = (field: string): string => findBuildingField(field)?.label ?? field
  throw new ProblemError(400, {
    detail: `${faults.map(({ building, field, expected }) => `${building} ${label(field)}:${expected}`).join(';')}。一项都没有保存`,
    errors: faults.map(({ id, field, value, expected }) => ({
      field: `buildings.${id}.${field}`,
      message: expected,
      value,
    })),
  })
}

function reasonMissing(): ProblemError {
  return new ProblemError(400, {
    detail: '请求内容中 reason:请写明修改原因,至少两个字。一项都没有保存',
    errors: [{ field: 'reason', message: '请写明修改原因,至少两个字', value: null }],
  })
}
