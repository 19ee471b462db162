import { compoundSchema } from '../compound-files.ts'

const { shape } = compoundSchema.shape.properties

/** What our own files nest, read by the schema of the files that ship; null where it is in order. */
export function nestedFault(id: string, value: unknown): string | null {
  const schema = id in shape ? shape[id as keyof typeof shape] : undefined
  if (schema === undefined) return '不认识的内容'
  return schema.safeParse(value).success ? null : '应为本系统导出的内容'
}
