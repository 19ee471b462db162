import { DICTIONARY } from '#core/import/dictionary.ts'
import type { CoordinateChoice, ToDegrees } from '#core/import/coordinate-system.ts'
import { EXAMPLE_MARK } from '#core/import/example-row.ts'
import { isRemark } from '#core/import/remark-row.ts'
import { bindColumns, readRow, type BoundColumn } from '#core/import/read-row.ts'
import type { ValueContext } from '#core/import/read-value.ts'
import { createFaultList, type FaultList, type RowFault } from '#core/import/row-fault.ts'
import { stageRow, type StageContext, type StagedRow } from '#core/import/stage-row.ts'
import { UnreadableFile, type Source, type SourceLayer, type SourceRow } from '../source/source.ts'
import { chooseCoordinates, sampleCoordinates } from './choose-coordinates.ts'
import type { ImportContext } from './import-context.ts'
import type { ImportPart, ImportPlan } from './import-plan.ts'
import type { SpoolWriter } from './spool.ts'

/** What the rows of a file look like by themselves. */
export interface FileCheck {
  readonly rows: number
  readonly faults: FaultList
  /** The system that was worked in; null where none could be taken. */
  readonly choice: CoordinateChoice | null
  /** Ids of the file by kind: what it does not name is gone. */
  readonly ids: ReadonlyMap<string, ReadonlySet<string>>
}

export interface Watch {
  readonly signal?: AbortSignal | undefined
  onRows?: ((rows: number) => void) | undefined
}

/** Reads a file to its end, puts what is in order on the spool, and lists every fault. */
export async function checkFile(
  source: Source,
  plan: ImportPlan,
  context: ImportContext,
  spool: SpoolWriter,
  watch: Watch = {},
): Promise<FileCheck> {
  const faults = createFaultList()
  const ids = new Map(plan.parts.map(({ kind }) => [kind as string, new Set<string>()]))
  let rows = 0
  let choice: CoordinateChoice | null = null
  try {
    const samples = await sampleCoordinates(source, plan.parts)
    const coordinates = chooseCoordinates(plan.coordinates, source, samples, context.district)
    if ('problem' in coordinates) {
      faults.add({ layer: '', row: null, column: null, value: '', expected: coordinates.problem })
    } else choice = coordinates.choice
    const convert: ToDegrees = 'problem' in coordinates ? (x, y) => [x, y] : coordinates.convert
    const district = 'problem' in coordinates ? null : context.district
    for (const part of plan.parts) {
      const reader = readerOf(
        source,
        part,
        context,
        { convert, district },
        ids.get(part.kind) ?? new Set(),
        faults,
      )
      if (reader === null) continue
      for await (const portion of reader.layer.rows(watch.signal)) {
        watch.signal?.throwIfAborted()
        const data = portion.filter((row) => !isPassedOver(row, reader.layer))
        await spool.write(data.flatMap(reader.read))
        rows += data.length
        watch.onRows?.(rows)
      }
      if (ids.get(part.kind)?.size === 0 && faults.count === 0) {
        faults.add({ layer: part.layer, row: null, column: null, value: '', expected: '表头下没有数据行' })
      }
    }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    const { layer = '', row = null } = error.place
    faults.add({ layer, row, column: null, value: '', expected: error.message })
  }
  return { rows, faults, choice, ids }
}

/** No row of data: a template's example, or a line of words under an office's table. */
function isPassedOver(row: SourceRow, { columns, headRow }: SourceLayer): boolean {
  if (row.cell(columns.length) === EXAMPLE_MARK) return true
  return headRow !== null && isRemark(columns.map((_, index) => row.cell(index)))
}

/** Reads the rows of one part; null where its columns do not fit. */
function readerOf(
  source: Source,
  { kind, layer: layerName, mapping }: ImportPart,
  context: ImportContext,
  ground: Pick<StageContext, 'convert' | 'district'>,
  seen: Set<string>,
  faults: FaultList,
): { layer: SourceLayer; read: (row: SourceRow) => StagedRow[] } | null {
  const layer = source.layers.find(({ name }) => name === layerName)
  const report = (found: readonly RowFault[]): void => found.forEach(faults.add)
  if (layer === undefined) {
    report([{ layer: layerName, row: null, column: null, value: '', expected: '文件中没有这个工作表或图层' }])
    return null
  }
  const bound = bindColumns(DICTIONARY[kind].fields, layer.columns, mapping, layerName)
  report(bound.faults)
  if (bound.faults.length > 0) return null
  const stage: StageContext = { ...ground, wellAt: (id) => context.wells.get(id) ?? null }
  const values = valueContext(context)
  const read = (row: SourceRow): StagedRow[] => {
    const { staged, faults: found } = readOne(kind, bound.columns, row, layerName, values, stage)
    report(found)
    if (staged === null) return []
    if (seen.has(staged.id)) {
      report([
        {
          layer: layerName,
          row: row.row,
          column: mapping['id'] ?? null,
          value: staged.id,
          expected: '编号重复,文件内应唯一',
        },
      ])
      return []
    }
    seen.add(staged.id)
    if (kind === 'wells' && staged.geometry?.type === 'Point') {
      const [longitude = 0, latitude = 0] = staged.geometry.coordinates
      const ground = typeof staged.values['ground'] === 'number' ? staged.values['ground'] : null
      context.wells.set(staged.id, { position: [longitude, latitude], ground })
    }
    return [staged]
  }
  return { layer, read }
}

function readOne(
  kind: ImportPart['kind'],
  columns: readonly BoundColumn[],
  row: SourceRow,
  layer: string,
  values: ValueContext,
  stage: StageContext,
) {
  const place = { layer, row: row.row }
  const read = readRow(columns, (index) => row.cell(index), place, values)
  if (read.faults.length > 0) return { staged: null, faults: read.faults }
  return stageRow(kind, read.values, row.geometry, place, stage)
}

function valueContext({ planYear, today, places }: ImportContext): ValueContext {
  const subdistricts = new Map<string, string>()
  for (const [code, name] of places) {
    subdistricts.set(code, code)
    subdistricts.set(name, code)
  }
  return { planYear, today, subdistricts }
}
