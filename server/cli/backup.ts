import { existsSync } from 'node:fs'
import type { Command } from 'commander'
import { backUp, restore } from '../backup.ts'
import type { BackupFacts } from '../backup.ts'
import { databaseFile } from '../open-database.ts'
import { readDataDir } from '../settings.ts'
import { StoreError } from '../store/store-error.ts'
import { COMMAND_LINE } from './user.ts'

/** `backup` and `restore`: one file, a consistent copy while people work, and back. */
export function registerBackup(program: Command): void {
  program
    .command('backup')
    .description('备份数据库和附件到一个文件;服务运行时也可以')
    .argument('<file>', '备份文件')
    .action(async (file: string) => {
      const dataDir = readDataDir(process.env)
      if (!existsSync(databaseFile(dataDir))) {
        program.error(`backup:${dataDir} 中还没有数据库,没有写出文件`, { exitCode: 2 })
      }
      const facts = await backUp(dataDir, file).catch((error: unknown) => fail(program, 'backup', error))
      console.log(`已备份到 ${file}:${describe(facts)}`)
      if (facts.missingFiles > 0) {
        console.error(`提醒:有 ${facts.missingFiles} 个附件文件不在数据目录中,未能备份`)
      }
    })
  program
    .command('restore')
    .description('用备份文件替换数据库;原数据库另存一份')
    .argument('<file>', '备份文件')
    .action(async (file: string) => {
      if (!existsSync(file)) program.error(`restore:没有文件 ${file};数据库没有改动`, { exitCode: 2 })
      const actor = { ...COMMAND_LINE, request: 'cli restore' }
      const done = await restore(readDataDir(process.env), file, actor, new Date()).catch((error: unknown) =>
        fail(program, 'restore', error),
      )
      console.log(`已恢复 ${file}:${describe(done)}`)
      if (done.keptAs !== null) console.log(`恢复前的数据库存为 ${done.keptAs}`)
    })
}

function describe({ compounds, dataVersion, auditRows, files }: BackupFacts): string {
  return `小区 ${compounds} 个,数据版本 ${dataVersion},审计记录 ${auditRows} 条,附件文件 ${files} 个`
}

function fail(program: Command, command: string, error: unknown): never {
  if (error instanceof StoreError) {
    const faults = {
      'not-writable': '文件不可读或目录不可写',
      'disk-full': '磁盘已满',
      corrupt: '文件已损坏或不是数据库',
      foreign: '文件是别的程序的数据库',
      newer: '文件由更新版本的程序写过',
      locked: '数据库正被占用,请稍后再试',
      unknown: '数据库不能使用',
    } as const
    program.error(`${command}:${faults[error.fault]}(${error.detail});数据库没有改动`, { exitCode: 2 })
  }
  throw error
}
