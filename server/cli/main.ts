import { Command, CommanderError } from 'commander'
import packageJson from '../../package.json' with { type: 'json' }
import { registerAudit } from './audit.ts'
import { registerBackup } from './backup.ts'
import { registerConnect } from './connect.ts'
import { registerDemo } from './demo.ts'
import { inChinese } from './in-chinese.ts'
import { registerImport } from './import.ts'
import { registerUser } from './user.ts'

/** Bad input, as the contract has it. */
const EXIT_BAD_INPUT = 2

const program = new Command('renewal-map')
  .description('老旧小区改造一张图 的命令行工具')
  .version(packageJson.version, '-V, --version', '显示版本')
  .helpOption('-h, --help', '显示用法')
  .helpCommand('help [command]', '显示某个命令的用法')
  .configureOutput({ outputError: (text, write) => write(inChinese(text)) })
  .exitOverride()

registerConnect(program)
registerAudit(program)
registerBackup(program)
registerDemo(program)
registerImport(program)
registerUser(program)
for (const command of program.commands.flatMap((one) => [one, ...one.commands]))
  command.helpOption('-h, --help', '显示用法').copyInheritedSettings(program)

try {
  await program.parseAsync()
} catch (error) {
  if (!(error instanceof CommanderError)) throw error
  // commander has said it already; a wrong argument is bad input like any other, a command names its own code
  process.exitCode =
    error.exitCode === 0 || error.code === 'commander.error' ? error.exitCode : EXIT_BAD_INPUT
}
