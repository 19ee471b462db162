import { randomInt, timingSafeEqual } from 'node:crypto'
import { passwordFaults } from '#core/access/password-rules.ts'
import { countEnabled } from '../store/accounts.ts'
import type { StoredAccount } from '../store/accounts.ts'
import type { Store } from '../store/store.ts'
import { addAccountIn } from './add-account.ts'
import type { AccountFault } from './add-account.ts'
import { describePasswordFault } from './describe-password-fault.ts'
import { hashPassword } from './passwords.ts'

/** How long a code holds, ms. */
export const CODE_MS = 30 * 60 * 1000

/** Wrong codes before the code itself is given up. */
const MAX_WRONG_CODES = 5

/** No 0/O, 1/I/L: the code is read from one screen and typed at another. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

export interface SetUpWish {
  readonly code: string
  readonly username: string
  readonly name: string
  readonly password: string
}

export type SetUpResult =
  | { readonly kind: 'done'; readonly account: StoredAccount }
  | { readonly kind: 'not-needed' }
  | { readonly kind: 'wrong-code' }
  | {
      readonly kind: 'faults'
      readonly faults: readonly (AccountFault | { field: 'password'; message: string })[]
    }

/** The first administrator: whoever can read the console of the server may become it, once. */
export interface SetUp {
  isNeeded(): Promise<boolean>
  /** Prints a code where there is no administrator yet. */
  announce(): Promise<void>
  complete(wish: SetUpWish): Promise<SetUpResult>
}

/** @param say prints a line on the server's console */
export function createSetUp(store: Store, say: (line: string) => void): SetUp {
  let code: { readonly text: string; readonly until: number; wrong: number } | null = null

  const isNeeded = async (): Promise<boolean> => (await countEnabled(store, 'admin')) === 0

  function printCode(): void {
    const text = Array.from({ length: 12 }, () => ALPHABET[randomInt(ALPHABET.length)] ?? '').join('')
    code = { text, until: Date.now() + CODE_MS, wrong: 0 }
    const shown = text.replace(/(.{4})(?=.)/g, '$1-')
    say(`还没有系统管理员。请打开网页,点“登录”→“首次设置”,输入一次性代码:${shown}(30 分钟内有效)`)
  }

  /** A code is used up by one try that is right, or by time, or by too many that are wrong. */
  function accepts(typed: string): boolean {
    if (code === null || code.until < Date.now() || code.wrong >= MAX_WRONG_CODES) {
      printCode()
      return false
    }
    const given = Buffer.from(
      typed
        .toUpperCase()
        .replace(/[^0-9A-Z]/g, '')
        .padEnd(12)
        .slice(0, 12),
    )
    if (timingSafeEqual(given, Buffer.from(code.text))) return true
    code.wrong += 1
    return false
  }

  return {
    isNeeded,
    async announce() {
      if (await isNeeded()) printCode()
    },
    async complete(wish) {
      if (!(await isNeeded())) return { kind: 'not-needed' }
      if (!accepts(wish.code)) return { kind: 'wrong-code' }
      const weak = passwordFaults(wish.password, wish.username).map((fault) => ({
        field: 'password' as const,
        message: describePasswordFault(fault),
      }))
      if (weak.length > 0) return { kind: 'faults', faults: weak }
      const passwordHash = await hashPassword(wish.password)
      return store.writeAside(async (session): Promise<SetUpResult> => {
        if ((await countEnabled(session, 'admin')) > 0) return { kind: 'not-needed' }
        const result = await addAccountIn(
          session,
          { ...wish, role: 'admin', subdistrict: null, passwordHash, mustChangePassword: false },
          {
            id: null,
            username: 'set-up',
            name: '首次设置',
            role: 'console',
            request: 'POST /api/set-up',
          },
        )
        if (!result.ok) return { kind: 'faults', faults: result.faults }
        code = null
        return { kind: 'done', account: result.account }
      })
    },
  }
}
