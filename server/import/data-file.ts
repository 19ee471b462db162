import { readFile } from 'node:fs/promises'
import { relative } from 'node:path'
import { z } from 'zod'

/** A data file that ships with the program is missing or broken. The message is one Chinese line. */
export class DataFileError extends Error {
  override readonly name = 'DataFileError'

  constructor(file: string, what: string, options?: ErrorOptions) {
    super(`数据文件 ${relative(process.cwd(), file) || file} ${what}`, options)
  }
}

/** @throws {DataFileError} when it is not there or cannot be read */
export async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    const what = code === 'ENOENT' ? '不存在' : `无法读取(${code})`
    throw new DataFileError(file, what, { cause: error })
  }
}

/** Reads a JSON document of a known shape. @throws {DataFileError} */
export async function readJson<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
): Promise<z.output<Schema>> {
  const parsed = schema.safeParse(await readRawJson(file))
  if (parsed.success) return parsed.data
  throw new DataFileError(file, `内容无效:${describeIssue(parsed.error)}`)
}

const collectionSchema = z.object({ type: z.literal('FeatureCollection'), features: z.array(z.unknown()) })

/** Reads the features of a GeoJSON file, each by `schema`; the first bad one is named. @throws {DataFileError} */
export async function readFeatures<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
): Promise<z.output<Schema>[]> {
  const { features } = await readJson(file, collectionSchema)
  return features.map((feature, index) => {
    const parsed = schema.safeParse(feature)
    if (parsed.success) return parsed.data
    throw new DataFileError(
      file,
      `内容无效:第 ${index + 1} 个要素(${idOf(feature)})的 ${describeIssue(parsed.error)}`,
    )
  })
}

async function readRawJson(file: string): Promise<unknown> {
  const text = await readText(file)
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    throw new DataFileError(file, '不是完整的 JSON,可能下载或复制时损坏', { cause: error })
  }
}

function idOf(feature: unknown): string {
  const parsed = z
    .object({ properties: z.object({ id: z.union([z.string(), z.number()]) }) })
    .safeParse(feature)
  return parsed.success ? String(parsed.data.properties.id) : '无编号'
}

function describeIssue(error: z.ZodError): string {
  const issue = error.issues[0]
  const path = issue?.path.filter((part) => part !== 'properties').join('.') || '内容'
  const expected = issue?.code === 'invalid_type' ? `应为 ${issue.expected}` : (issue?.message ?? '')
  return `${path} 不对,${expected}`
}
