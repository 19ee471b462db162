import type { Command } from 'commander'
import { openDatabase } from '../open-database.ts'
import { readDataDir } from '../settings.ts'
import { describeStartFailure } from '../start-failure.ts'
import type { Store } from '../store/store.ts'

/** Works on `$DATA_DIR`, also while the server does; a database that cannot be used ends in one line. */
export async function withDatabase<Result>(
  program: Command,
  work: (store: Store) => Promise<Result>,
): Promise<Result> {
  const dataDir = readDataDir(process.env)
  const store = await openDatabase(dataDir).catch((error: unknown) => {
    const line = describeStartFailure(error, { host: '', port: 0, dataDir })
    if (line === null) throw error
    program.error(line, { exitCode: 1 })
  })
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}
