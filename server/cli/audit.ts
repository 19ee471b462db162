import type { Command } from 'commander'
import { verifyAudit } from '../store/audit-trail.ts'
import type { AuditBreak } from '../store/audit-trail.ts'
import { withDatabase } from './with-database.ts'

const BREAKS: Readonly<Record<AuditBreak, string>> = {
  missing: '序号不连续:此前有记录被删除或插入',
  relinked: '与前一条的哈希不符:前一条被替换过',
  altered: '内容与哈希不符:此条被改动过',
  'cut-short': '末尾的记录被删除',
}

/** `audit verify`: follows the hash chain; exit 1 at the first row that is not as it was written. */
export function registerAudit(program: Command): void {
  const audit = program.command('audit').description('审计日志')
  audit
    .command('verify')
    .description('核对审计日志的哈希链')
    .action(async () => {
      const verdict = await withDatabase(program, verifyAudit)
      if (verdict.whole) {
        console.log(`审计日志完整:${verdict.rows} 条,哈希链逐条相符`)
        return
      }
      program.error(`审计日志第 ${verdict.sequence} 条有问题:${BREAKS[verdict.why]}`, { exitCode: 1 })
    })
}
