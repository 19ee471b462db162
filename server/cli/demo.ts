import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { InvalidArgumentError, type Command } from 'commander'
import { cityFiles } from '../demo/city-files.ts'
import { buildCity, type CityWish } from '../demo/city.ts'
import { CityTooLargeError } from '../demo/town.ts'
import { DISTRICT, readGround } from '../demo/ground-files.ts'

const DATA = fileURLToPath(new URL('../../data/', import.meta.url))

/** Seed of the city that ships in data/demo. */
export const SHIPPED_SEED = 2024

interface DemoOptions {
  readonly compounds?: number
  readonly pipes?: number
  readonly programme?: boolean
  readonly out: string
  readonly seed: number
}

/** `demo`: a synthetic city of any size; same seed, same bytes. */
export function registerDemo(program: Command): void {
  program
    .command('demo')
    .description('生成任意规模的示例城市(GeoJSON);种子相同,文件逐字节相同')
    .requiredOption('--out <dir>', '输出文件夹')
    .option('--compounds <n>', '小区数量', count)
    .option('--pipes <m>', '管道数量;不给则按街道长度', count)
    .option('--seed <s>', '种子', seed, SHIPPED_SEED)
    .option('--programme', '随程序发布的 2024 年示例(data/demo)')
    .action(async (options: DemoOptions) => {
      const wish = wishOf(options)
      if (wish === null) {
        program.error('demo:请给出 --compounds N(可加 --pipes M),或 --programme', { exitCode: 2 })
      }
      try {
        await writeCity(wish, options.out)
      } catch (error) {
        if (error instanceof CityTooLargeError) program.error(`demo:${error.message}`, { exitCode: 2 })
        throw error
      }
    })
}

async function writeCity(wish: CityWish, folder: string): Promise<void> {
  const { ground, outlines } = await readGround(DATA)
  const city = buildCity(ground, wish)
  await mkdir(folder, { recursive: true })
  for (const [name, text] of cityFiles(city, wish, outlines, DISTRICT)) {
    await pipeline(Readable.from(text()), createWriteStream(join(folder, name)))
  }
}

function wishOf(options: DemoOptions): CityWish | null {
  if (options.programme === true)
    return { seed: options.seed, compounds: 'programme', pipes: options.pipes ?? null }
  if (options.compounds === undefined) return null
  return { seed: options.seed, compounds: options.compounds, pipes: options.pipes ?? null }
}

function count(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('应为不小于 1 的整数')
  return value
}

function seed(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 0 || value > 0xffffffff) {
    throw new InvalidArgumentError('应为 0 到 4294967295 的整数')
  }
  return value
}
