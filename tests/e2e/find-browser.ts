import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright-core'

const COMMANDS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'chrome',
  'msedge',
]

const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

const HOW = [
  'No Chromium, Chrome or Edge was found, and none could be installed.',
  'Install one (Debian/Ubuntu: apt-get install chromium fonts-noto-cjk), or run `npx playwright-core install chromium`,',
  'or name one: CHROME_PATH=/path/to/browser npm test',
].join('\n')

/**
 * Path of a browser for the journeys: `CHROME_PATH`, one on this machine, Playwright's own, or one installed now.
 * Throws with what to do when there is none.
 */
export function findBrowser(): string {
  const found = named() ?? onThisMachine()
  if (found !== null) return found
  console.log('no browser found: installing one for the tests …')
  run(process.execPath, [join('node_modules', 'playwright-core', 'cli.js'), 'install', 'chromium'])
  const downloaded = onThisMachine()
  if (downloaded !== null) return downloaded
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    run('apt-get', ['update', '-qq'])
    run('apt-get', ['install', '-y', '-qq', 'chromium', 'fonts-noto-cjk'])
  }
  const installed = onThisMachine()
  if (installed !== null) return installed
  throw new Error(HOW)
}

function named(): string | null {
  const path = process.env.CHROME_PATH
  if (path === undefined || path === '') return null
  if (!existsSync(path)) throw new Error(`CHROME_PATH names ${path}, which is not there.\n${HOW}`)
  return path
}

function onThisMachine(): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const endings = process.platform === 'win32' ? ['.exe'] : ['']
  for (const command of COMMANDS) {
    for (const folder of folders) {
      for (const ending of endings) {
        const path = join(folder, command + ending)
        if (existsSync(path)) return path
      }
    }
  }
  const playwrights = chromium.executablePath()
  return [...PLACES, playwrights].find((path) => path !== '' && existsSync(path)) ?? null
}

function run(command: string, options: readonly string[]): void {
  spawnSync(command, options, { stdio: 'inherit', timeout: 600_000 })
}
