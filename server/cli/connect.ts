import { rename, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { InvalidArgumentError, type Command } from 'commander'
import { connectCompounds, type ConnectInput } from '#core/drainage/connect.ts'
import type { ConnectAnswer, NetworkFault } from '#core/drainage/model.ts'
import { withBranches } from '#core/drainage/with-branches.ts'
import { answeredBranches } from '../compute/laid-branches.ts'
import { encodeConnectAnswer } from '../export/connect-answer.ts'
import { encodeNetworkInp } from '../export/network-inp.ts'
import { networkTitle } from '../export/network-title.ts'
import { readConnectFiles, type ConnectFiles } from '../import/connect-files.ts'
import type { CoordinateFrame } from '../import/coordinate-frame.ts'
import { readDrainageRulesFile } from '../import/drainage-rules-file.ts'
import { faultLine } from '../import/import-fault.ts'

interface ConnectOptions extends ConnectFiles {
  readonly out: string
  readonly returnPeriod: number
  readonly together?: boolean
  readonly best?: boolean
  readonly inp?: string
}

const DEFAULT_RULES = fileURLToPath(new URL('../../data/drainage/rules-default.json', import.meta.url))

/** `cli connect`: the connection engine on files. Exit 2 with one line per fault and no output file on bad input. */
export function registerConnect(program: Command): void {
  program
    .command('connect')
    .description('find where the storm pipes of compounds join the mains')
    .option('--wells <file>', 'wells, GeoJSON')
    .option('--pipes <file>', 'pipes, GeoJSON')
    .option('--network <file>', 'an EPA SWMM input file in place of wells and pipes')
    .option('--system <code>', 'what the links of --network are: YS, WS or HS (default YS)')
    .option('--compounds <file>', 'compounds, GeoJSON')
    .option('--roads <file>', 'road centre lines, GeoJSON')
    .option('--buildings <file>', 'buildings, GeoJSON')
    .option('--rules <file>', 'rules and prices, JSON; what is absent keeps its default')
    .option('--return-period <years>', 'return period that decides feasibility', parseYears, 3)
    .option('--crs <code>', 'the coordinates are plane metres of this system, e.g. EPSG:4549')
    .option('--together', 'all compounds at once on the shared mains')
    .option(
      '--inp <file>',
      'also the storm network with the best branches in it, as an EPA SWMM 5 input file',
    )
    .option('--best', 'only the best connection of each compound')
    .requiredOption('--out <file>', 'the answer, GeoJSON')
    .action(async (options: ConnectOptions) => {
      process.exitCode = await connect(options)
    })
}

async function connect(options: ConnectOptions): Promise<number> {
  const defaults = await readDrainageRulesFile(DEFAULT_RULES)
  const { input, frame, faults, notes } = await readConnectFiles(options, defaults)
  if (input === null) {
    process.stderr.write(faults.map((fault) => `${faultLine(fault)}\n`).join(''))
    return 2
  }
  if (options.network !== undefined && options.system === undefined) {
    process.stderr.write('--system is not given: the links of the network are taken as YS (storm)\n')
  }
  const answer = connectCompounds({
    ...input,
    returnPeriod: options.returnPeriod,
    together: options.together ?? false,
  })
  const whole = { ...answer, faults: [...notes, ...answer.faults] }
  process.stderr.write(whole.faults.map((fault) => `${reportLine(fault)}\n`).join(''))
  const text = `${JSON.stringify(encodeConnectAnswer(whole, frame, options.best ?? false))}\n`
  if (
    options.inp !== undefined &&
    !(await writeWhole(options.inp, networkFile(input, answer, options, frame)))
  ) {
    return 2
  }
  return (await writeWhole(options.out, text)) ? 0 : 2
}

/** The network that was asked about, with rank 1 of each compound laid. */
function networkFile(
  input: Pick<ConnectInput, 'wells' | 'pipes' | 'compounds' | 'rules'>,
  answer: ConnectAnswer,
  { returnPeriod }: ConnectOptions,
  frame: CoordinateFrame,
): string {
  const { rules } = input
  const connections = answer.compounds.flatMap((compound) => compound.connections)
  const branches = answeredBranches(connections, input.compounds, rules)
  const title = { year: null, returnPeriod, rules, branches: branches.length, isDemo: false, crs: frame.crs }
  return encodeNetworkInp({
    ...withBranches(input, branches, rules.roughness.newPipe),
    rules,
    returnPeriod,
    title: networkTitle(title),
    place: frame.fromPlane,
  })
}

/** Writes beside the target first, so that a broken run leaves no half file. */
async function writeWhole(path: string, text: string): Promise<boolean> {
  const draft = `${path}.${process.pid}.part`
  try {
    await writeFile(draft, text)
    await rename(draft, path)
    return true
  } catch (error) {
    await rm(draft, { force: true })
    process.stderr.write(
      `${path}: cannot be written (${error instanceof Error ? error.message : 'unknown'})\n`,
    )
    return false
  }
}

function reportLine({ code, pipeId, wellId, leftOut, ...numbers }: NetworkFault): string {
  const place = pipeId !== undefined ? `pipe ${pipeId}` : wellId !== undefined ? `well ${wellId}` : 'network'
  const detail = Object.entries(numbers).map(([name, value]) => `${name} ${String(value)}`)
  return [`${place}: ${code}`, ...detail, leftOut ? 'left out of the paths' : 'kept'].join(', ')
}

function parseYears(value: string): number {
  const years = Number(value)
  if (!Number.isFinite(years) || years < 0.25 || years > 1000) {
    throw new InvalidArgumentError('expected years from 0.25 to 1000')
  }
  return years
}
