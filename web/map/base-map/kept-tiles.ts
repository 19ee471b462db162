/** Tiles a view needs twice, for each shifted one covers up to four true ones. */
const KEPT = 128

/**
 * Keeps what was fetched last, by address; what did not come is asked for again.
 * @returns fetches an address
 */
export function keepTiles<Tile>(
  read: (response: Response) => Promise<Tile>,
): (address: string) => Promise<Tile> {
  const kept = new Map<string, Promise<Tile>>()
  return (address) => {
    const known = kept.get(address)
    if (known !== undefined) return known
    const tile = fetch(address).then(read)
    kept.set(address, tile)
    tile.catch(() => kept.delete(address))
    const [oldest] = kept.keys()
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest)
    return tile
  }
}

/** `{-y}` counts rows from the south, as TMS does. */
export function tileAddress(template: string, zoom: number, column: number, row: number): string {
  return template
    .replaceAll('{z}', String(zoom))
    .replaceAll('{x}', String(column))
    .replaceAll('{y}', String(row))
    .replaceAll('{-y}', String(2 ** zoom - 1 - row))
}
