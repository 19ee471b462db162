import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CoordinateChoice } from '#core/import/coordinate-system.ts'
import { describeRowFault } from '#core/import/row-fault.ts'
import type { ImportWish } from '#core/import/who-may.ts'
import { applyImport } from '#server/import/run/apply-import.ts'
import type { ImportPlan } from '#server/import/run/import-plan.ts'
import { prepareImport, type PreparedImport } from '#server/import/run/prepare-import.ts'
import { undoImport } from '#server/import/run/undo-import.ts'
import { loadShippedData } from '#server/import/first-load.ts'
import { openDatabase } from '#server/open-database.ts'
import { readImport, saveImport } from '#server/store/imports.ts'
import type { Store } from '#server/store/store.ts'
import { SHIPPED_DATA } from './server-builder.ts'

/** A register of its own to bring files into. */
export interface ImportDesk {
  readonly store: Store
  /** Writes a file to bring in. @returns its path */
  file(name: string, content: string | Uint8Array): string
  check(wish: ImportWish, path: string, wishes?: CheckWishes): Promise<PreparedImport>
  /** Checks and stores. @returns the import's id @throws with the faults, where there are any */
  bring(wish: ImportWish, path: string, wishes?: CheckWishes): Promise<string>
  undo(id: string): Promise<void>
  close(): Promise<void>
}

interface CheckWishes {
  readonly coordinates?: CoordinateChoice | null
  readonly plan?: Partial<ImportPlan>
  readonly importer?: Parameters<typeof prepareImport>[1]['importer']
}

export const TESTER = { id: null, username: 'test', name: '测试', role: 'planner' } as const
const NOW = new Date('2024-06-01T04:00:00Z')

export async function anImportDesk(data: 'demo' | 'empty' = 'empty'): Promise<ImportDesk> {
  const folder = mkdtempSync(join(tmpdir(), 'renewal-map-import-'))
  const store = await openDatabase(folder)
  await loadShippedData(store, SHIPPED_DATA, data === 'demo' ? join(SHIPPED_DATA, 'demo') : null)
  let count = 0
  const check = async (
    wish: ImportWish,
    path: string,
    { coordinates = null, plan, importer }: CheckWishes = {},
  ) => {
    count += 1
    const request = {
      path,
      name: path,
      wish,
      coordinates,
      plan: null,
      spool: join(folder, `spool-${count}`),
      importer: importer ?? { role: 'planner' as const, subdistrictCode: null },
      now: NOW,
    }
    const prepared = await prepareImport(store, request)
    return { ...prepared, plan: { ...prepared.plan, ...plan } }
  }
  return {
    store,
    check,
    file(name, content) {
      const path = join(folder, name)
      writeFileSync(path, content)
      return path
    },
    async bring(wish, path, wishes = {}) {
      const { plan, ids, context, faults, difference } = await check(wish, path, wishes)
      if (difference === null) throw new Error(faults.map(describeRowFault).join('\n'))
      const id = `import-${count}`
      const at = NOW.toISOString()
      await store.write(async (session) => {
        await saveImport(session, {
          id,
          version: 1,
          wish,
          fileName: path,
          state: 'applied',
          authorId: null,
          author: TESTER.name,
          createdAt: at,
          updatedAt: at,
          shape: null,
          plan,
          summary: null,
        })
        const checked = { id, fileName: path, plan, spool: join(folder, `spool-${count}`), ids }
        await applyImport(session, checked, context, TESTER)
      })
      return id
    },
    async undo(id) {
      const stored = await readImport(store, id)
      if (stored === null) throw new Error(`no import ${id}`)
      await store.write((session) => undoImport(session, stored, TESTER))
    },
    async close() {
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
