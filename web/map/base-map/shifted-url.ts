export const GCJ02_PROTOCOL = 'gcj02'

/** A true tile that is to be made of GCJ-02 ones. */
export interface ShiftedTile {
  readonly kind: 'raster' | 'vector'
  readonly template: string
  readonly zoom: number
  readonly column: number
  readonly row: number
}

/** The address that stands in the style for tiles which are to be shifted: theirs travels inside. */
export function shiftedUrl(kind: ShiftedTile['kind'], template: string): string {
  return `${GCJ02_PROTOCOL}://${kind}/{z}/{x}/{y}/${encodeURIComponent(template)}`
}

export function readShiftedUrl(url: string): ShiftedTile {
  const [kind, zoom, column, row, template = ''] = url.slice(GCJ02_PROTOCOL.length + 3).split('/')
  return {
    kind: kind === 'vector' ? 'vector' : 'raster',
    template: decodeURIComponent(template),
    zoom: Number(zoom),
    column: Number(column),
    row: Number(row),
  }
}
