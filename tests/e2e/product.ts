import { spawn, type ChildProcess } from 'node:child_process'
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/** The built product, running as `npm start` runs it. */
export interface Product {
  readonly address: string
  stop(): Promise<void>
  /** As a power cut does: at once, nothing is finished. */
  kill(): Promise<void>
}

/** Starts the server on a free port with its own data folder and waits until it says it is healthy. */
export async function startProduct(
  dataDirectory: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Product> {
  const port = await freePort()
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', DATA_DIR: dataDirectory, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: string[] = []
  child.stdout.on('data', (bytes) => said.push(String(bytes)))
  child.stderr.on('data', (bytes) => said.push(String(bytes)))
  const address = `http://127.0.0.1:${port}`
  try {
    await healthy(address, child)
  } catch (error) {
    child.kill('SIGKILL')
    throw new Error(`the product did not start: ${String(error)}\n${said.join('')}`)
  }
  return { address, stop: () => stop(child), kill: () => stop(child, 'SIGKILL') }
}

async function healthy(address: string, child: ChildProcess): Promise<void> {
  const patience = Date.now() + 120_000
  while (Date.now() < patience) {
    if (child.exitCode !== null) throw new Error(`it ended with code ${child.exitCode}`)
    const answer = await fetch(`${address}/api/health`).catch(() => null)
    if (answer?.status === 200) return
    await wait(150)
  }
  throw new Error('no healthy answer within two minutes')
}

async function stop(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null) return
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill(signal)
  await Promise.race([ended, wait(5_000).then(() => child.kill('SIGKILL'))])
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port)
        else reject(new Error('no free port'))
      })
    })
  })
}
