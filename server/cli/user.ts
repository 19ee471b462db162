import { Option } from 'commander'
import type { Command } from 'commander'
import { passwordFaults } from '#core/access/password-rules.ts'
import { ROLES } from '#core/access/roles.ts'
import type { Role } from '#core/access/roles.ts'
import { addAccount } from '../auth/add-account.ts'
import { changeAccount } from '../auth/change-account.ts'
import { describePasswordFault } from '../auth/describe-password-fault.ts'
import { hashPassword } from '../auth/passwords.ts'
import { roleNames } from '../auth/role-names.ts'
import { readAccountByUsername } from '../store/accounts.ts'
import { withDatabase } from './with-database.ts'
import { readPassword } from './read-password.ts'

/** Whoever has the console may choose; this much even there. */
const CONSOLE_MIN_LENGTH = 8

/** The command line in the audit log. */
export const COMMAND_LINE = { id: null, username: 'cli', name: '命令行', role: 'console' } as const

interface AddOptions {
  readonly role: Role
  readonly name?: string
  readonly subdistrict?: string
}

/** `user add` and `user reset`, also while the server runs and before there is an administrator. */
export function registerUser(program: Command): void {
  const user = program.command('user').description('账号')
  registerReset(program, user)
  user
    .command('add')
    .description('新增账号;密码从标准输入读取')
    .argument('<name>', '用户名')
    .addOption(new Option('--role <role>', '角色').choices(ROLES).makeOptionMandatory())
    .option('--name <姓名>', '显示的姓名;不给则与用户名相同')
    .option('--subdistrict <code>', '镇街账号的辖区:代码或名称')
    .action(async (username: string, options: AddOptions) => {
      const password = await askPassword(program, username, 'user add', '账号没有新增')
      await withDatabase(program, async (store) => {
        const result = await addAccount(
          store,
          {
            username,
            name: options.name ?? username,
            role: options.role,
            subdistrict: options.subdistrict ?? null,
            password,
            mustChangePassword: false,
          },
          { ...COMMAND_LINE, request: 'cli user add' },
        )
        if (!result.ok) {
          const lines = result.faults.map(({ field, value, message }) => `${field} ${value}:${message}`)
          program.error(`user add:${lines.join(';')};账号没有新增`, { exitCode: 2 })
        }
        const { account } = result
        console.log(`已新增账号 ${account.username}(${account.name}),角色:${roleNames[account.role]}`)
        if (account.role === 'subdistrict' && account.subdistrictCode === null) {
          console.error('提醒:没有给出 --subdistrict,该账号暂不能办理任何小区')
        }
      })
    })
}

/** A forgotten password, a locked or a disabled account: whoever has the console opens it again. */
function registerReset(program: Command, user: Command): void {
  user
    .command('reset')
    .description('重置密码并解除锁定和停用;密码从标准输入读取,本人下次登录须改密码')
    .argument('<name>', '用户名')
    .action(async (username: string) => {
      const password = await askPassword(program, username, 'user reset', '密码没有改动')
      await withDatabase(program, async (store) => {
        const known = await readAccountByUsername(store, username)
        if (known === null) {
          program.error(`user reset:没有用户名为 ${username} 的账号;没有改动`, { exitCode: 2 })
        }
        const change = { passwordHash: await hashPassword(password), disabled: false, reason: '命令行重置' }
        const actor = { ...COMMAND_LINE, request: 'cli user reset' }
        const result = await changeAccount(store, known.id, known.version, change, actor)
        if (result.kind !== 'changed') {
          program.error('user reset:账号正被他人修改,密码没有改动,请重试', { exitCode: 2 })
        }
        console.log(`已重置 ${result.account.username} 的密码,原有登录全部结束;本人下次登录须改密码`)
      })
    })
}

/** Short ones are refused, weak ones warned of. */
async function askPassword(
  program: Command,
  username: string,
  command: string,
  unchanged: string,
): Promise<string> {
  const password = await readPassword(`${username} 的密码:`)
  if ([...password].length < CONSOLE_MIN_LENGTH) {
    program.error(`${command}:密码至少 ${CONSOLE_MIN_LENGTH} 个字符(从标准输入读取);${unchanged}`, {
      exitCode: 2,
    })
  }
  for (const fault of passwordFaults(password, username)) {
    console.error(`提醒:${describePasswordFault(fault)}`)
  }
  return password
}
