/** What the example row of a template says of itself, in a column of its own: the importer passes over such rows. */
export const EXAMPLE_MARK = '示例行,导入时自动跳过'
