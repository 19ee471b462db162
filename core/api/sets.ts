import { z } from 'zod'

const NAME = '名称应为 1 至 40 个字'
const IDS = '至少要有一个小区,最多 10000 个'

/** What a person says of a set of compounds (小区集). */
export const setRequestSchema = z.object({
  name: z.string().trim().min(1, NAME).max(40, NAME),
  compoundIds: z.array(z.string().min(1).max(64)).min(1, IDS).max(10_000, IDS),
})

/** One or both of them change. */
export const setChangeSchema = setRequestSchema
  .partial()
  .refine(({ name, compoundIds }) => name !== undefined || compoundIds !== undefined, '没有要改的内容')

/** A named set of compounds. Its members are told by id: a compound that has left the register stays named here. */
export const savedSetSchema = z.object({
  id: z.string(),
  version: z.number().int(),
  name: z.string(),
  compoundIds: z.array(z.string()),
  /** Who saved it last. */
  author: z.string(),
  updatedAt: z.string(),
})

export const savedSetListSchema = z.object({
  items: z.array(savedSetSchema),
  next: z.string().optional(),
})

/** What a spreadsheet of compounds is made of. */
export const selectionExportSchema = z.object({
  compoundIds: setRequestSchema.shape.compoundIds,
  year: z.number().int().min(1900).max(2100).optional(),
  /** Stands above the table, e.g. the set's name. */
  title: z.string().trim().max(60).optional(),
  /** Columns by id and in their order, the rows then in the order of `compoundIds`; all columns without it. */
  columns: z.array(z.string().max(40)).min(1, '至少要有一列').max(40).optional(),
})

export type SavedSet = z.infer<typeof savedSetSchema>
export type SavedSetList = z.infer<typeof savedSetListSchema>
export type SetRequest = z.infer<typeof setRequestSchema>
export type SetChange = z.infer<typeof setChangeSchema>
export type SelectionExport = z.infer<typeof selectionExportSchema>
