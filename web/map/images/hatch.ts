/** Pixels in RGBA order, ready for the map. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly data: Uint8ClampedArray
}

/**
 * Diagonal hatching, rising to the right, that repeats without a seam.
 * @param period px between two lines along either axis
 * @param thickness px across a line
 * @param colour `#RRGGBB`
 */
export function hatch(period: number, thickness: number, colour: string): Pixels {
  const [red, green, blue] = channels(colour)
  const data = new Uint8ClampedArray(period * period * 4)
  for (let y = 0; y < period; y++) {
    for (let x = 0; x < period; x++) {
      const along = (x + y + 1) % period
      const distance = Math.min(along, period - along) / Math.SQRT2
      const cover = Math.min(1, Math.max(0, thickness / 2 + 0.5 - distance))
      data.set([red, green, blue, Math.round(cover * 255)], (y * period + x) * 4)
    }
  }
  return { width: period, height: period, data }
}

export function channels(colour: string): [red: number, green: number, blue: number] {
  const value = Number.parseInt(colour.slice(1), 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}
