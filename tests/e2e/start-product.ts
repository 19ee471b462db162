import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import 'vitest'
import type { TestProject } from 'vitest/node'
import { findBrowser } from './find-browser.ts'
import { startProduct } from './product.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the running product with the demo programme in it. */
    readonly address: string
    /** Its data folder, for what an operator does on the command line. */
    readonly dataDirectory: string
  }
}

/** Runs once before the journeys: a browser, and the built product on a data folder of its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  findBrowser()
  const folder = await mkdtemp(join(tmpdir(), 'renewal-map-'))
  const product = await startProduct(folder)
  project.provide('address', product.address)
  project.provide('dataDirectory', folder)
  return async () => {
    await product.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
