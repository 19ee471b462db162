/** Ground metres per px at zoom 0 on the equator, with MapLibre's tiles of 512 px. */
const METRES_PER_PIXEL = (2 * Math.PI * 6_378_137) / 512
const ROUND = [1, 2, 5]

/** The longest bar of a round length that fits into `room` px. */
export function scaleBar(latitude: number, zoom: number, room: number): { width: number; label: string } {
  const metres = (METRES_PER_PIXEL * Math.cos((latitude * Math.PI) / 180)) / 2 ** zoom
  const longest = metres * room
  const power = 10 ** Math.floor(Math.log10(longest))
  const length = power * (ROUND.findLast((step) => step * power <= longest) ?? 1)
  return {
    width: Math.round(length / metres),
    label: length >= 1000 ? `${length / 1000} km` : `${length} m`,
  }
}
