import type { Context } from 'hono'
import { ProblemError } from './problem.ts'

/**
 * The version a write was made from, out of `If-Match: "3"`.
 * @throws ProblemError 428 when the header is missing, 400 when it is no version
 */
export function expectedVersion(context: Context): number {
  const header = context.req.header('if-match')?.trim()
  if (header === undefined || header === '') {
    throw new ProblemError(428, {
      detail: '缺少 If-Match 请求头:请带上所改记录的 version,以免覆盖他人的修改。数据没有改动',
    })
  }
  const version = /^(?:W\/)?"(\d{1,9})"$|^(\d{1,9})$/.exec(header)
  if (version !== null) return Number(version[1] ?? version[2])
  throw new ProblemError(400, {
    detail: 'If-Match 应为记录的 version,例如 If-Match: "3"。数据没有改动',
    errors: [{ field: 'If-Match', message: '应为加引号的 version', value: header.slice(0, 40) }],
  })
}

/** Lets a write pass only from the version it was made from; else 412 with the record as it now stands. */
export function refuseStale(expected: number, current: { readonly version: number }): void {
  if (expected === current.version) return
  throw new ProblemError(412, {
    detail: `您打开的是第 ${expected} 版,现已是第 ${current.version} 版。您的修改没有保存,对方的修改也没有改动;请对照后重新提交`,
    current,
  })
}
