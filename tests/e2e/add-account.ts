import { spawn } from 'node:child_process'

/** An account for a journey, added as an operator adds it: by the command line, while the server runs. */
export async function addAccount(
  dataDirectory: string,
  username: string,
  password: string,
  role: string,
): Promise<void> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'server/cli/main.ts', 'user', 'add', username, '--role', role],
    { env: { ...process.env, DATA_DIR: dataDirectory }, stdio: ['pipe', 'ignore', 'pipe'] },
  )
  const said: string[] = []
  child.stderr.on('data', (bytes) => said.push(String(bytes)))
  child.stdin.end(`${password}\n`)
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve))
  if (code !== 0) throw new Error(`user add ended with ${code}: ${said.join('')}`)
}
