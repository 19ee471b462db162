import { cellText } from '#core/import/cell.ts'
import type { ImportView } from '#core/api/imports.ts'
import type { Source, SourceLayer } from '../source/source.ts'

const SAMPLE_ROWS = 5

/** What a file holds, with the first rows of each layer as a person sees them. */
export async function viewSource({ format, layers }: Source): Promise<NonNullable<ImportView['source']>> {
  const views = []
  for (const layer of layers) {
    const { name, columns, headRow, hasGeometry } = layer
    views.push({ name, columns: [...columns], headRow, hasGeometry, sample: await firstRows(layer) })
  }
  return { format, layers: views }
}

async function firstRows(layer: SourceLayer): Promise<string[][]> {
  const sample: string[][] = []
  for await (const rows of layer.rows()) {
    for (const row of rows) {
      if (sample.length >= SAMPLE_ROWS) return sample
      sample.push(layer.columns.map((_, index) => cellText(row.cell(index), 40)))
    }
    if (sample.length >= SAMPLE_ROWS) return sample
  }
  return sample
}
