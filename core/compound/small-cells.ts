/** A count below this could point at a single household (DOMAIN §7.2, PIPL). */
const SMALLEST_TOLD = 5

/**
 * Hides small counts of a row whose sum is known: cells of 1 to 4 become null, and where only one is hidden the
 * smallest other one with it, for else the sum would tell it. 0 is told: it points at nobody.
 */
export function hideSmallCells(cells: readonly number[]): readonly (number | null)[] {
  const hidden = new Set<number>()
  cells.forEach((count, at) => {
    if (count > 0 && count < SMALLEST_TOLD) hidden.add(at)
  })
  if (hidden.size === 1) {
    const others = cells.map((count, at) => ({ count, at })).filter(({ at }) => !hidden.has(at))
    const partner = others.filter(({ count }) => count > 0).sort((a, b) => a.count - b.count)[0] ?? others[0]
    if (partner !== undefined) hidden.add(partner.at)
  }
  return cells.map((count, at) => (hidden.has(at) ? null : count))
}
