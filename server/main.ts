import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { serve } from '@hono/node-server'
import packageJson from '../package.json' with { type: 'json' }
import { createApp } from './app.ts'
import { openAuth } from './auth/auth.ts'
import { connectPlans } from './compute/connect-plan.ts'
import { readDrainageRulesFile } from './import/drainage-rules-file.ts'
import { catchUpShippedData } from './import/catch-up.ts'
import { loadShippedData } from './import/first-load.ts'
import { makeParts } from './make-parts.ts'
import { openDatabase } from './open-database.ts'
import type { Parts } from './parts.ts'
import { createReadiness } from './readiness.ts'
import type { ReadinessControl } from './readiness.ts'
import { readSettings } from './settings.ts'
import type { ServerSettings } from './settings.ts'
import { describeStartFailure } from './start-failure.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const DATA_FOLDER = join(ROOT, 'data')

/** How long running requests may take to end after a signal. */
const SHUTDOWN_GRACE_MS = 3000

interface Running {
  /** Port in fact listened on: `PORT=0` takes any. */
  readonly port: number
  stop(): Promise<void>
}

const settings = readSettings(process.env)
if (!settings.ok) fail(settings.faults.map((fault) => `环境变量 ${fault}`))
await run(settings.settings).catch((error: unknown) => {
  const line = describeStartFailure(error, settings.settings)
  if (line === null) console.error(error)
  fail([line ?? '启动失败,原因见上。数据库没有改动;请把以上内容告知系统管理员'])
})

async function run(chosen: ServerSettings): Promise<void> {
  const stopping = new AbortController()
  const readiness = createReadiness()
  const store = await openDatabase(chosen.dataDir)
  const parts = makeParts({
    store,
    readiness,
    settings: chosen,
    auth: await openAuth({ store, publicUrl: chosen.publicUrl, say: (line) => console.log(line) }),
    drainageRules: await readDrainageRulesFile(join(DATA_FOLDER, 'drainage', 'rules-default.json')),
    version: packageJson.version,
    pageFolder: join(ROOT, 'dist'),
    report: (error, path) => console.error(`请求 ${path} 出错:`, error),
  })
  const running = await listen(parts, chosen)
  stopOnSignal(running, parts, stopping)
  await loadEverything(parts, readiness, chosen, stopping.signal)
  if (!stopping.signal.aborted) {
    console.log(
      `老旧小区改造一张图已启动(Renewal Map is running): http://${shownHost(chosen.host)}:${running.port}`,
    )
    await parts.auth.setUp.announce()
  }
}

async function loadEverything(
  parts: Parts,
  readiness: ReadinessControl,
  chosen: ServerSettings,
  signal: AbortSignal,
): Promise<void> {
  readiness.step = '正在装载数据'
  await loadShippedData(
    parts.store,
    DATA_FOLDER,
    chosen.demo ? (chosen.demoDir ?? join(DATA_FOLDER, 'demo')) : null,
  )
  if (await catchUpShippedData(parts.store, DATA_FOLDER))
    console.log('已补入新版本随附的数据;已录入和修改过的内容不变')
  readiness.step = '正在计算接驳点'
  const { store, evaluations, drainageRules: rules, version } = parts
  try {
    await connectPlans({ store, evaluations, rules, version, signal })
  } catch (error) {
    if (signal.aborted) return
    throw error
  }
  readiness.ready = true
}

function listen(parts: Parts, { host, port }: ServerSettings): Promise<Running> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: createApp(parts).fetch, hostname: host, port }, (address) => {
      server.off('error', reject)
      resolve({ port: address.port, stop })
    })
    server.once('error', reject)

    const stop = (): Promise<void> =>
      new Promise((done) => {
        server.close(() => done())
        if ('closeIdleConnections' in server) server.closeIdleConnections()
        const deadline = setTimeout(() => {
          if ('closeAllConnections' in server) server.closeAllConnections()
        }, SHUTDOWN_GRACE_MS)
        deadline.unref()
      })
  })
}

/** The first signal ends in order: no new requests, the running ones finish, the database is closed. */
function stopOnSignal(running: Running, { store, jobs }: Parts, stopping: AbortController): void {
  const stop = async (): Promise<void> => {
    if (stopping.signal.aborted) return
    stopping.abort(new Error('stopping'))
    jobs.cancelAll()
    await running.stop()
    await store.close()
    process.exit(0)
  }
  process.on('SIGTERM', () => void stop())
  process.on('SIGINT', () => void stop())
}

/** Any address of this machine is reached under this name. */
function shownHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}

function fail(lines: readonly string[]): never {
  for (const line of lines) console.error(line)
  process.exit(1)
}
