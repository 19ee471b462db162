import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvFile } from '#server/export/files/csv-file.ts'
import { dbfFile } from '#server/export/files/dbf-file.ts'
import { encodeGbk } from '#server/export/files/gbk.ts'
import type { LayerExport } from '#server/export/files/layer-export.ts'
import { pipeLayer } from '#server/layers/network-layers.ts'
import type { LayerFeature } from '#server/layers/layer.ts'
import { text } from '#server/layers/layer-field.ts'

describe('GBK', () => {
  it('gives back every character that its decoder knows', () => {
    const known = Array.from({ length: 0x9fa5 - 0x4e00 + 1 }, (_, at) =>
      String.fromCodePoint(0x4e00 + at),
    ).join('')
    expect(new TextDecoder('gbk').decode(encodeGbk(known))).toBe(known)
  })

  it('leaves ASCII as it is and names what it lacks', () => {
    expect(new TextDecoder('gbk').decode(encodeGbk('DN800 i=3.05‰ ΨF 😀'))).toBe('DN800 i=3.05‰ ΨF ?')
    expect(new TextDecoder().decode(encodeGbk('a😀', () => '\\U+1F600'))).toBe('a\\U+1F600')
  })
})

describe('DBF', () => {
  it('cuts a long text without half a character and says how many', () => {
    const field = text('name', '名称')
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (value) => {
        const { bytes, cut } = dbfFile([field], [[value]], 'utf-8', new Date(0))
        const length = new DataView(bytes.buffer).getUint16(10, true) - 1
        const header = new DataView(bytes.buffer).getUint16(8, true)
        const written = new TextDecoder('utf-8', { fatal: true }).decode(
          bytes.subarray(header + 1, header + 1 + length),
        )
        expect(length).toBeLessThanOrEqual(254)
        expect(value.startsWith(written.trimEnd()) || value.trimEnd() === written.trimEnd()).toBe(true)
        expect(cut).toBe(new TextEncoder().encode(value).length > 254 ? 1 : 0)
      }),
    )
  })
})

describe('CSV', () => {
  it('quotes what it must, and lets no text become a formula', async () => {
    const rows = await csvOf({ id: '=HYPERLINK("x")', from: '-3.5', to: 'a,"b"\nc', street: '@河北大街' })
    expect(rows).toBe('"\'=HYPERLINK(""x"")",-3.5,"a,""b""\nc",\'@河北大街')
  })
})

async function csvOf(properties: Record<string, string>): Promise<string> {
  const names = Object.keys(properties)
  const feature: LayerFeature = {
    type: 'Feature',
    id: 'p',
    geometry: {
      type: 'LineString',
      coordinates: [
        [0, 0],
        [1, 1],
      ],
    },
    properties,
  }
  const table: LayerExport = {
    layer: pipeLayer,
    fields: pipeLayer.fields.filter(({ name }) => names.includes(name)),
    system: 'CRS84',
    count: 1,
    demo: false,
    stamp: { by: 'x', at: '2024-01-01T00:00:00Z' },
    async *features() {
      yield feature
    },
  }
  let written = ''
  for await (const part of csvFile(table)) written += part
  const body = written.slice(written.indexOf('\r\n') + 2)
  return body.slice(0, body.indexOf(',"LINESTRING'))
}
