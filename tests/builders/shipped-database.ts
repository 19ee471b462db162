import { copyFile, mkdir, rename, rm } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import 'vitest'
import { inject } from 'vitest'
import { connectPlans } from '#server/compute/connect-plan.ts'
import { createEvaluations } from '#server/compute/evaluations.ts'
import { createPerVersion } from '#server/compute/per-version.ts'
import { readDrainageRulesFile } from '#server/import/drainage-rules-file.ts'
import { loadShippedData } from '#server/import/first-load.ts'
import { databaseFile, openDatabase } from '#server/open-database.ts'
import { readDataVersion } from '#server/store/data-version.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder of this run of tests alone. */
    readonly runFolder: string
  }
}

/** The `data` folder that ships. */
export const SHIPPED_DATA = fileURLToPath(new URL('../../data', import.meta.url))

/** How long a test file waits for another one that makes the database. */
const PATIENCE_MS = 240_000

/**
 * Puts a database with the demo programme and its connections, as a first start leaves it, into a data folder. It is
 * made once in a run of tests, by whoever asks first, and copied for everybody.
 */
export async function copyShippedDatabase(dataDirectory: string): Promise<void> {
  const shared = join(inject('runFolder'), 'shipped')
  await mkdir(dataDirectory, { recursive: true })
  await copyFile(await madeOnce(shared), databaseFile(dataDirectory))
}

async function madeOnce(shared: string): Promise<string> {
  const made = databaseFile(shared)
  if (existsSync(made)) return made
  const making = `${shared}-making`
  const first = await mkdir(making).then(
    () => true,
    () => false,
  )
  if (first) {
    await makeIn(making).catch(async (error: unknown) => {
      await rm(making, { recursive: true, force: true })
      throw error
    })
    await rename(making, shared)
  }
  const patience = Date.now() + PATIENCE_MS
  while (!existsSync(made)) {
    if (Date.now() > patience) throw new Error('another test file did not get the shipped database ready')
    await wait(50)
  }
  return made
}

async function makeIn(folder: string): Promise<void> {
  const store = await openDatabase(folder)
  try {
    await loadShippedData(store, SHIPPED_DATA, join(SHIPPED_DATA, 'demo'))
    const derived = createPerVersion(() => readDataVersion(store))
    const rules = await readDrainageRulesFile(join(SHIPPED_DATA, 'drainage', 'rules-default.json'))
    await connectPlans({ store, evaluations: createEvaluations(store, derived), rules, version: 'test' })
  } finally {
    // Closing writes everything into the one file.
    await store.close()
  }
}
