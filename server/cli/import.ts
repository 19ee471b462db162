import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { Option, type Command } from 'commander'
import { z } from 'zod'
import {
  nameOfSystem,
  systemOfCode,
  type AxisOrder,
  type CoordinateChoice,
} from '#core/import/coordinate-system.ts'
import { DICTIONARY } from '#core/import/dictionary.ts'
import { describeRowFault } from '#core/import/row-fault.ts'
import { IMPORT_WISHES, type ImportWish } from '#core/import/who-may.ts'
import { applyImport } from '../import/run/apply-import.ts'
import { isImportWish } from '../import/run/import-plan.ts'
import { prepareImport, type PreparedImport } from '../import/run/prepare-import.ts'
import { saveImport } from '../store/imports.ts'
import type { Store } from '../store/store.ts'
import { COMMAND_LINE } from './user.ts'
import { withDatabase } from './with-database.ts'

interface ImportOptions {
  readonly crs?: string
  readonly axes: 'auto' | AxisOrder
  readonly removeGone?: boolean
  readonly dryRun?: boolean
}

const CRS_HELP =
  '坐标系:EPSG:4490、EPSG:4513–4554、wgs84、gcj02、bd09,或控制点文件 local:FILE.json;不给则按文件所写或按数据落在何处判断'

/** `import`: the importers of the page on a file. Exit 2 with every fault listed and nothing stored. */
export function registerImport(program: Command): void {
  program
    .command('import')
    .description('导入数据文件;有一处问题就一条也不存,并逐行列出')
    .argument('<kind>', `类别:${IMPORT_WISHES.join('、')}`)
    .argument('<file>', 'XLSX、CSV、GeoJSON、SHP(zip)、GeoPackage、DXF、FlatGeobuf、SWMM inp')
    .option('--crs <code>', CRS_HELP)
    .addOption(
      new Option('--axes <order>', 'X 是东还是北(测绘习惯 X 为北);auto 按数据落在何处判断')
        .choices(['auto', 'x-east', 'x-north'])
        .default('auto'),
    )
    .option('--remove-gone', '删除文件中已没有的记录(管线、楼栋、底图)')
    .option('--dry-run', '只检查和预览,不存')
    .action(async (kind: string, file: string, options: ImportOptions) => {
      if (!isImportWish(kind)) {
        program.error(`import:没有类别 ${kind},应为 ${IMPORT_WISHES.join('、')} 之一`, { exitCode: 2 })
      }
      if (!existsSync(file)) program.error(`import:没有文件 ${file};没有导入`, { exitCode: 2 })
      const coordinates = await readCrs(program, options)
      const folder = await mkdtemp(join(tmpdir(), 'renewal-map-import-'))
      try {
        process.exitCode = await withDatabase(program, (store) =>
          runImport(store, kind, file, coordinates, options, join(folder, 'rows')),
        )
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    })
}

async function runImport(
  store: Store,
  wish: ImportWish,
  path: string,
  coordinates: CoordinateChoice | null,
  options: ImportOptions,
  spool: string,
): Promise<number> {
  const now = new Date()
  const fileName = basename(path)
  const importer = { role: 'planner', subdistrictCode: null } as const
  const watch = { onRows: showProgress() }
  const request = { path, name: fileName, wish, plan: null, coordinates, spool, importer, now }
  const prepared = await prepareImport(store, request, watch)
  if (prepared.difference === null) {
    for (const fault of prepared.faults) console.error(`${fileName} ${describeRowFault(fault)}`)
    const more = prepared.faultCount - prepared.faults.length
    if (more > 0) console.error(`……另有 ${more} 处`)
    console.error(`${fileName}:${prepared.faultCount} 处问题,一条也没有导入`)
    return 2
  }
  describe(prepared)
  if (options.dryRun === true) {
    console.log('只检查,没有导入')
    return 0
  }
  const plan = {
    ...prepared.plan,
    gone: options.removeGone === true ? ('remove' as const) : ('keep' as const),
  }
  const id = randomUUID()
  const actor = { ...COMMAND_LINE, request: 'cli import' }
  await store.write(async (session) => {
    const at = now.toISOString()
    const stored = {
      id,
      version: 1,
      wish,
      fileName,
      state: 'applied' as const,
      authorId: null,
      author: COMMAND_LINE.name,
      createdAt: at,
      updatedAt: at,
      shape: null,
      plan,
      summary: null,
    }
    await saveImport(session, stored)
    const checked = { id, fileName, plan, spool, ids: prepared.ids }
    const kinds = await applyImport(session, checked, prepared.context, actor)
    await saveImport(session, { ...stored, summary: { rows: prepared.rows, kinds } })
  })
  console.log(`已导入 ${fileName}(编号 ${id},可在页面“导入”中撤销)`)
  return 0
}

function describe({ difference, choice, rows }: PreparedImport): void {
  if (choice !== null) {
    console.log(
      `坐标系:${nameOfSystem(choice.system)},${choice.axes === 'x-north' ? 'X 为北、Y 为东' : 'X 为东、Y 为北'}`,
    )
  }
  console.log(`共 ${rows} 行`)
  for (const { kind, added, changed, same, gone } of difference?.kinds ?? []) {
    console.log(`${DICTIONARY[kind].label}:新增 ${added},改动 ${changed},不变 ${same},文件中没有的 ${gone}`)
  }
  for (const { text, count } of difference?.notes ?? []) console.log(`提醒:${count} 处${text}`)
}

/** Long files say how far they are, at a terminal alone. */
function showProgress(): (rows: number) => void {
  if (!process.stderr.isTTY) return () => undefined
  let shown = 0
  return (rows) => {
    if (rows - shown < 10_000) return
    shown = rows
    process.stderr.write(`\r已读 ${rows} 行`)
  }
}

const controlFileSchema = z.object({
  model: z.enum(['similarity', 'affine']).default('similarity'),
  points: z
    .array(z.object({ local: z.tuple([z.number(), z.number()]), known: z.tuple([z.number(), z.number()]) }))
    .min(2)
    .max(4),
})

async function readCrs(program: Command, { crs, axes }: ImportOptions): Promise<CoordinateChoice | null> {
  if (crs === undefined) return null
  const order: AxisOrder = axes === 'auto' ? 'x-east' : axes
  if (crs.startsWith('local:')) {
    const file = crs.slice('local:'.length)
    const text = await readFile(file, 'utf8').catch(() =>
      program.error(`import:没有控制点文件 ${file}`, { exitCode: 2 }),
    )
    const parsed = controlFileSchema.safeParse(safeJson(text))
    if (!parsed.success) {
      program.error(
        'import:控制点文件应为 {"model":"similarity","points":[{"local":[东,北],"known":[东,北]},…2 至 4 个]}',
        { exitCode: 2 },
      )
    }
    return { system: { type: 'local', ...parsed.data }, axes: order }
  }
  const system = systemOfCode(crs)
  if (system === null) program.error(`import:不认识坐标系 ${crs};${CRS_HELP}`, { exitCode: 2 })
  return { system, axes: order }
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
