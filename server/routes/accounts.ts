import { createRoute, z } from '@hono/zod-openapi'
import { accountListSchema, accountPatchSchema, accountSchema, newAccountSchema } from '#core/api/accounts.ts'
import type { Account } from '#core/api/accounts.ts'
import { passwordFaults } from '#core/access/password-rules.ts'
import { addAccount } from '../auth/add-account.ts'
import { changeAccount } from '../auth/change-account.ts'
import type { ChangeAccountResult } from '../auth/change-account.ts'
import { describePasswordFault } from '../auth/describe-password-fault.ts'
import { hashPassword } from '../auth/passwords.ts'
import { expectedVersion, refuseStale } from '../middleware/if-match.ts'
import { invalidFields, notFound, ProblemError } from '../middleware/problem.ts'
import { requireRole } from '../middleware/require-role.ts'
import { countEnabled, readAccount, readAccounts } from '../store/accounts.ts'
import type { StoredAccount } from '../store/accounts.ts'
import type { Parts } from '../parts.ts'
import { answering, answeringOne, createApiApp } from './api-app.ts'
import { pageOf, pageSchema } from './query.ts'

const NOT_STORED = { 'cache-control': 'no-store' }
const params = z.object({ id: z.string().openapi({ description: '账号编号' }) })

const listRoute = createRoute({
  ...requireRole('security', 'admin'),
  method: 'get',
  path: '/api/accounts',
  summary: '全部账号',
  tags: ['账号'],
  request: { query: pageSchema },
  responses: answering('账号,按编号', accountListSchema),
})

const addRoute = createRoute({
  ...requireRole('security', 'admin'),
  method: 'post',
  path: '/api/accounts',
  summary: '新增账号;本人首次登录须改密码',
  description: '安全管理员办理。还没有安全管理员时,系统管理员可以新增第一个安全管理员。',
  tags: ['账号'],
  request: { body: { required: true, content: { 'application/json': { schema: newAccountSchema } } } },
  responses: answering('新增的账号', accountSchema),
})

const changeRoute = createRoute({
  ...requireRole('security'),
  method: 'patch',
  path: '/api/accounts/{id}',
  summary: '改姓名、角色、辖区,重置密码,停用或启用',
  tags: ['账号'],
  request: {
    params,
    body: { required: true, content: { 'application/json': { schema: accountPatchSchema } } },
  },
  responses: answeringOne('改后的账号', accountSchema),
})

/** Accounts are the security officer's business; a system administrator only appoints the first one. */
export function accountRoutes({ store }: Parts) {
  return createApiApp()
    .openapi(listRoute, async (context) => {
      const { limit, cursor } = context.req.valid('query')
      const accounts = [...(await readAccounts(store))].sort((a, b) => (a.id < b.id ? -1 : 1))
      const { page, next } = pageOf(accounts, limit, cursor)
      return context.json(
        { items: page.map(accountOf), ...(next === undefined ? {} : { next }) },
        200,
        NOT_STORED,
      )
    })
    .openapi(addRoute, async (context) => {
      const { actor } = context.var
      const wish = context.req.valid('json')
      if (actor.role === 'admin') await refuseUnlessFirst(wish.role)
      refuseWeak(wish.password, wish.username)
      const result = await addAccount(
        store,
        { ...wish, subdistrict: wish.subdistrict ?? null, mustChangePassword: true },
        actor,
      )
      if (result.ok) return context.json(accountOf(result.account), 200, NOT_STORED)
      throw invalidFields(result.faults, result.taken ? 409 : 400)
    })
    .openapi(changeRoute, async (context) => {
      const { id } = context.req.valid('param')
      const version = expectedVersion(context)
      const { password, ...change } = context.req.valid('json')
      const known = await readAccount(store, id)
      if (known === null) throw noSuchAccount(id)
      if (password !== undefined) refuseWeak(password, known.username)
      const result = await changeAccount(
        store,
        id,
        version,
        { ...change, ...(password === undefined ? {} : { passwordHash: await hashPassword(password) }) },
        context.var.actor,
      )
      return context.json(accountOf(changed(result, id, version)), 200, NOT_STORED)
    })

  async function refuseUnlessFirst(role: string): Promise<void> {
    if (role === 'security' && (await countEnabled(store, 'security')) === 0) return
    throw new ProblemError(403, {
      detail: '系统管理员只能在尚无安全管理员时新增第一个安全管理员;其余账号由安全管理员办理。账号没有新增',
    })
  }
}

function changed(result: ChangeAccountResult, id: string, version: number): StoredAccount {
  switch (result.kind) {
    case 'changed':
      return result.account
    case 'missing':
      throw noSuchAccount(id)
    case 'faults':
      throw invalidFields(result.faults, 400)
    case 'refused':
      throw new ProblemError(409, { detail: `${result.why}。账号没有改动` })
    case 'stale':
      refuseStale(version, accountOf(result.current))
      return result.current
  }
}

function refuseWeak(password: string, username: string): void {
  const faults = passwordFaults(password, username)
  if (faults.length === 0) return
  throw invalidFields(
    faults.map((fault) => ({ field: 'password', message: describePasswordFault(fault) })),
    400,
  )
}

function noSuchAccount(id: string): ProblemError {
  return notFound(`没有编号为 ${id} 的账号`)
}

function accountOf(account: StoredAccount): Account {
  const { id, version, username, name, role, subdistrictCode, disabled, mustChangePassword, createdAt } =
    account
  return { id, version, username, name, role, subdistrictCode, disabled, mustChangePassword, createdAt }
}
