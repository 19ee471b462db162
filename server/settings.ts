import { resolve } from 'node:path'
import type { BaseMap } from '#core/api/service.ts'
import { baseMapsFromList, tiandituBaseMaps } from './base-maps.ts'

/** What the operator may set, read once at the start. */
export interface ServerSettings {
  readonly port: number
  readonly host: string
  /** Absolute path of the folder with the database. */
  readonly dataDir: string
  /** Load the demo programme into an empty database? */
  readonly demo: boolean
  /** Folder of a synthetic city made by `cli demo`, instead of the one that ships; null for that one. */
  readonly demoDir: string | null
  /** `private` closes every route but health and sign-in to whoever is not signed in. */
  readonly access: 'public' | 'private'
  /** Address people use, e.g. that of the proxy in front; https makes the session cookie Secure. */
  readonly publicUrl: string | null
  /** Take a visitor's address from the proxy's X-Forwarded-For? */
  readonly trustProxy: boolean
  readonly baseMaps: readonly BaseMap[]
  /** 审图号 */
  readonly mapApprovalNumber: string | null
  /** Longest file taken as an attachment. */
  readonly attachmentMaxBytes: number
}

export type SettingsResult =
  | { readonly ok: true; readonly settings: ServerSettings }
  /** Chinese, one line each: which variable, its value, what was expected. */
  | { readonly ok: false; readonly faults: readonly string[] }

type Environment = Readonly<Record<string, string | undefined>>

/** Reads the settings from the environment; every fault is listed, not only the first. */
export function readSettings(environment: Environment): SettingsResult {
  const faults: string[] = []
  const settings: ServerSettings = {
    port: readPort(environment, faults),
    host: text(environment, 'HOST') ?? '127.0.0.1',
    dataDir: readDataDir(environment),
    demo: readChoice(environment, 'DEMO', ['on', 'off'], faults) === 'on',
    demoDir: readDemoDir(environment),
    access: readChoice(environment, 'ACCESS', ['public', 'private'], faults),
    publicUrl: readPublicUrl(environment, faults),
    trustProxy: readChoice(environment, 'TRUST_PROXY', ['off', 'on'], faults) === 'on',
    baseMaps: readBaseMaps(environment, faults),
    mapApprovalNumber: text(environment, 'MAP_APPROVAL_NUMBER') ?? null,
    attachmentMaxBytes: readMegabytes(environment, 'ATTACHMENT_MAX_MB', 20, faults) * 1024 * 1024,
  }
  return faults.length === 0 ? { ok: true, settings } : { ok: false, faults }
}

/** The data folder alone, for commands that need nothing else. */
export function readDataDir(environment: Environment): string {
  return resolve(text(environment, 'DATA_DIR') ?? 'var')
}

function readDemoDir(environment: Environment): string | null {
  const folder = text(environment, 'DEMO_DIR')
  return folder === undefined ? null : resolve(folder)
}

function readPort(environment: Environment, faults: string[]): number {
  const value = text(environment, 'PORT') ?? '3000'
  const port = Number(value)
  if (/^\d{1,5}$/.test(value) && port <= 65_535) return port
  faults.push(`PORT=${value} 无效,应为 0–65535 之间的整数(默认 3000)`)
  return 0
}

function readMegabytes(environment: Environment, name: string, usual: number, faults: string[]): number {
  const value = text(environment, name) ?? String(usual)
  if (/^\d{1,4}$/.test(value) && Number(value) >= 1) return Number(value)
  faults.push(`${name}=${value} 无效,应为 1–9999 之间的整数(兆字节,默认 ${usual})`)
  return usual
}

function readPublicUrl(environment: Environment, faults: string[]): string | null {
  const value = text(environment, 'PUBLIC_URL')
  if (value === undefined) return null
  if (URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)) return new URL(value).origin
  faults.push(`PUBLIC_URL=${value} 无效,应为对外访问的网址,例如 https://map.example.gov.cn`)
  return null
}

function readChoice<Choice extends string>(
  environment: Environment,
  name: string,
  choices: readonly [Choice, ...Choice[]],
  faults: string[],
): Choice {
  const value = text(environment, name)
  if (value === undefined) return choices[0]
  const chosen = choices.find((choice) => choice === value.toLowerCase())
  if (chosen !== undefined) return chosen
  faults.push(`${name}=${value} 无效,应为 ${choices.join(' 或 ')}(默认 ${choices[0]})`)
  return choices[0]
}

function readBaseMaps(environment: Environment, faults: string[]): readonly BaseMap[] {
  const key = text(environment, 'TIANDITU_KEY')
  const list = baseMapsFromList(text(environment, 'BASEMAP_URLS') ?? '')
  faults.push(...list.faults)
  return [...(key === undefined ? [] : tiandituBaseMaps(key)), ...list.baseMaps]
}

/** An empty variable counts as not set: that is how shells and compose files switch one off. */
function text(environment: Environment, name: string): string | undefined {
  const value = environment[name]?.trim()
  return value === undefined || value === '' ? undefined : value
}
