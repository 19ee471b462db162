import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const FOLDER = mkdtempSync(join(tmpdir(), 'renewal-map-start-'))

// root may write anywhere: there the read-only folder is tried as nobody, who has to see program and folder.
const NOBODY = process.getuid?.() === 0 ? 65_534 : undefined
chmodSync(FOLDER, 0o755)
const readable =
  NOBODY === undefined ||
  spawnSync(process.execPath, ['-e', `fs.readFileSync(${JSON.stringify(join(ROOT, 'package.json'))})`], {
    uid: NOBODY,
    gid: NOBODY,
  }).status === 0

afterAll(() => rmSync(FOLDER, { recursive: true, force: true }))

interface Ended {
  readonly code: number | null
  readonly errors: string
}

/** The real program as a process of its own. */
function start(environment: Record<string, string>, root = ROOT, user?: number) {
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'server', 'main.ts')], {
    cwd: root,
    // Nothing of this machine's own settings.
    env: { PATH: process.env.PATH, HOME: FOLDER, TSX_DISABLE_CACHE: '1', PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(user === undefined ? {} : { uid: user, gid: user }),
  })
  let output = ''
  let errors = ''
  child.stdout.on('data', (bytes: Buffer) => (output += bytes.toString()))
  child.stderr.on('data', (bytes: Buffer) => (errors += bytes.toString()))
  const ended = once(child, 'close').then(([code]): Ended => ({ code: code as number | null, errors }))
  return {
    child,
    ended,
    errors: () => errors,
    async address(): Promise<string> {
      while (child.exitCode === null) {
        const found = /http:\/\/\S+/.exec(output)
        if (found !== null) return found[0]
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
      throw new Error(`ended before it was ready: ${errors}`)
    },
  }
}

/** One clear line in Chinese, no stack, and the exit code of a failure. */
function expectOneLine({ code, errors }: Ended, ...parts: readonly string[]): void {
  expect(code).toBe(1)
  expect(errors.trim().split('\n')).toHaveLength(1)
  expect(errors).toMatch(/[\u4e00-\u9fff]/)
  for (const part of parts) expect(errors).toContain(part)
}

describe('two starts', () => {
  const dataDir = join(FOLDER, 'two-starts')

  test('the first loads, answers and ends in order; the second keeps what was changed in between', async () => {
    const first = start({ DATA_DIR: dataDir })
    const address = await first.address()
    expect((await fetch(`${address}/api/health`)).status).toBe(200)
    const before = (await (await fetch(`${address}/api/connections`)).json()) as { numberMatched: number }
    expect(before.numberMatched).toBeGreaterThan(0)
    first.child.kill('SIGTERM')
    expect(await first.ended).toEqual({ code: 0, errors: '' })

    const file = join(dataDir, 'renewal-map.sqlite')
    const database = new Database(file)
    database.prepare("update compounds set name = '改过的名字' where id = 'XQ-001'").run()
    database.close()

    const second = start({ DATA_DIR: dataDir })
    const again = await second.address()
    expect(await (await fetch(`${again}/api/compounds/XQ-001`)).json()).toMatchObject({
      properties: { name: '改过的名字' },
    })
    expect(await (await fetch(`${again}/api/connections`)).json()).toMatchObject(before)
    second.child.kill('SIGINT')
    expect((await second.ended).code).toBe(0)
  })
})

describe('a start that cannot succeed', () => {
  test('a busy port', async () => {
    const blocker = createServer().listen(0, '127.0.0.1')
    await once(blocker, 'listening')
    const address = blocker.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const ended = await start({ DATA_DIR: join(FOLDER, 'busy'), PORT: String(port) }).ended
    blocker.close()
    expectOneLine(ended, `端口 ${port} 已被占用`)
  })

  test('settings that make no sense: a line for each', async () => {
    const { code, errors } = await start({ PORT: 'abc', ACCESS: 'open' }).ended
    expect(code).toBe(1)
    expect(errors.trim().split('\n')).toHaveLength(2)
    expect(errors).toContain('PORT=abc')
  })

  test('a DATA_DIR that cannot be made', async () => {
    writeFileSync(join(FOLDER, 'a-file'), '')
    const dataDir = join(FOLDER, 'a-file', 'below')
    expectOneLine(await start({ DATA_DIR: dataDir }).ended, `数据目录 ${dataDir} 不可写`)
  })

  test.skipIf(!readable)('a read-only DATA_DIR', async () => {
    const dataDir = join(FOLDER, 'read-only')
    mkdirSync(dataDir, { mode: 0o555 })
    const ended = await start({ DATA_DIR: dataDir, HOME: '/nonexistent' }, ROOT, NOBODY).ended
    expectOneLine(ended, `数据目录 ${dataDir} 不可写(EACCES)`)
  })

  test('a database of a newer version, a damaged one', async () => {
    const dataDir = join(FOLDER, 'newer')
    const running = start({ DATA_DIR: dataDir, DEMO: 'off' })
    await running.address()
    running.child.kill('SIGTERM')
    await running.ended
    const file = join(dataDir, 'renewal-map.sqlite')
    const database = new Database(file)
    database.prepare("insert into kysely_migration (name, timestamp) values ('9999-future', '')").run()
    database.close()
    const newer = readFileSync(file)
    expectOneLine(await start({ DATA_DIR: dataDir }).ended, '更新版本', '9999-future')
    expect(readFileSync(file).equals(newer)).toBe(true)

    writeFileSync(file, newer.subarray(0, newer.length / 3))
    expectOneLine(await start({ DATA_DIR: dataDir }).ended, '已损坏')
    expect(readFileSync(file).length).toBe(Math.floor(newer.length / 3))
  })

  describe('with the files that ship', () => {
    const root = join(FOLDER, 'copy')

    beforeAll(() => {
      for (const part of ['core', 'server', 'data', 'package.json', 'tsconfig.json']) {
        cpSync(join(ROOT, part), join(root, part), { recursive: true })
      }
      symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'))
    })

    test.each([
      ['demo/wells.geojson', null, '不存在'],
      ['demo/pipes.geojson', '{"type":"FeatureColl', '不是完整的 JSON'],
      ['programme-2024.json', '{"schemaVersion":1}', '内容无效'],
      ['drainage/rules-default.json', '[]', '内容无效'],
    ])('%s missing or broken; once it is back, the same folder starts', async (name, content, what) => {
      const file = join(root, 'data', name)
      const dataDir = join(FOLDER, `data-${name.replace('/', '-')}`)
      if (content === null) rmSync(file)
      else writeFileSync(file, content)
      expectOneLine(await start({ DATA_DIR: dataDir }, root).ended, name, what)
      cpSync(join(ROOT, 'data', name), file)
      const running = start({ DATA_DIR: dataDir }, root)
      expect((await fetch(`${await running.address()}/api/health`)).status).toBe(200)
      running.child.kill('SIGTERM')
      await running.ended
    })
  })
})
