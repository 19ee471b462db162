export const GCJ02_PROTOCOL = 'gcj02'

/** The address that stands in the style for tiles which are to be shifted: theirs travels inside. */
export function shiftedUrl(template: string): string {
  return `${GCJ02_PROTOCOL}://{z}/{x}/{y}/${encodeURIComponent(template)}`
}

export function readShiftedUrl(url: string): { template: string; zoom: number; column: number; row: number } {
  const [zoom, column, row, template = ''] = url.slice(GCJ02_PROTOCOL.length + 3).split('/')
  return {
    template: decodeURIComponent(template),
    zoom: Number(zoom),
    column: Number(column),
    row: Number(row),
  }
}
