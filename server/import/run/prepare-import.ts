import type { CoordinateChoice } from '#core/import/coordinate-system.ts'
import type { RowFault } from '#core/import/row-fault.ts'
import { kindsOf, type ImportWish } from '#core/import/who-may.ts'
import type { Session } from '../../store/store.ts'
import { openSource } from '../source/open-source.ts'
import { UnreadableFile, type Source, type SourceRequest } from '../source/source.ts'
import { checkFile, type Watch } from './check-file.ts'
import { compareWithRegister, type Difference } from './difference.ts'
import { readImportContext, type ImportContext, type Importer } from './import-context.ts'
import { fieldsOf, proposeParts, type ImportPlan } from './import-plan.ts'
import { createSpool } from './spool.ts'

/** A file to be looked through. */
export interface ImportRequest {
  readonly path: string
  readonly name: string
  readonly wish: ImportWish
  /** null: as the file offers by itself. */
  readonly plan: ImportPlan | null
  /** With no plan: the system that was named beside the file. */
  readonly coordinates?: CoordinateChoice | null
  /** Where rows in order are put meanwhile. */
  readonly spool: string
  readonly importer: Importer
  readonly now: Date
}

/** What a check has found. */
export interface PreparedImport {
  readonly plan: ImportPlan
  readonly rows: number
  readonly faults: readonly RowFault[]
  readonly faultCount: number
  /** The system that was worked in. */
  readonly choice: CoordinateChoice | null
  readonly ids: ReadonlyMap<string, ReadonlySet<string>>
  readonly context: ImportContext
  /** null where there are faults: then nothing can be stored. */
  readonly difference: Difference | null
}

/** Opens, reads and checks a file against the register; nothing is stored. */
export async function prepareImport(
  session: Session,
  request: ImportRequest,
  watch: Watch = {},
): Promise<PreparedImport> {
  const context = await readImportContext(session, kindsOf(request.wish), request.importer, request.now)
  const opened = await openOrExplain({ ...request, fields: fieldsOf(request.wish) })
  const { coordinates = null } = request
  if ('unreadable' in opened) return nothingReadable(request, context, opened.unreadable)
  const { source } = opened
  try {
    const plan = request.plan ?? { parts: proposeParts(source, request.wish), coordinates, gone: 'keep' }
    const spool = createSpool(request.spool)
    const checked = await checkFile(source, plan, context, spool, watch).finally(() => spool.close())
    const { faults, ids } = checked
    const difference =
      faults.count === 0
        ? await compareWithRegister(session, request.spool, plan.parts, ids, context, faults)
        : null
    return {
      plan,
      context,
      ids,
      rows: checked.rows,
      choice: checked.choice,
      faults: faults.kept,
      faultCount: faults.count,
      difference: faults.count === 0 ? difference : null,
    }
  } finally {
    await source.close()
  }
}

async function openOrExplain(
  request: SourceRequest,
): Promise<{ readonly source: Source } | { readonly unreadable: UnreadableFile }> {
  try {
    return { source: await openSource(request) }
  } catch (error) {
    if (error instanceof UnreadableFile) return { unreadable: error }
    throw error
  }
}

function nothingReadable(
  { plan, coordinates = null }: ImportRequest,
  context: ImportContext,
  { message, place }: UnreadableFile,
): PreparedImport {
  return {
    context,
    plan: plan ?? { parts: [], coordinates, gone: 'keep' },
    rows: 0,
    faults: [
      { layer: place.layer ?? '', row: place.row ?? null, column: null, value: '', expected: message },
    ],
    faultCount: 1,
    choice: null,
    ids: new Map(),
    difference: null,
  }
}
