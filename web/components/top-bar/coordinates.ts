import { toLngLat } from '#core/geo/projection.ts'

export interface TypedPosition {
  readonly position: readonly [number, number]
  readonly system: 'lngLat' | 'plane'
}

/**
 * A position somebody typed: `119.6,39.94` (either order: in China longitude is always the larger),
 * degrees-minutes-seconds, or EPSG:4549 metres easting/northing in either order. null where it is none, or lies
 * outside of China, where such numbers are more likely something else.
 */
export function readPosition(text: string): TypedPosition | null {
  const parts = split(text)
  if (parts.length !== 2) return null
  const numbers = parts.map((part) => degrees(part))
  const [first, second] = numbers
  if (first === undefined || second === undefined || first === null || second === null) return null
  if (first > 10_000 && second > 10_000) return fromPlane(first, second)
  const longitude = Math.max(first, second)
  const latitude = Math.min(first, second)
  return inChina(longitude, latitude) ? { position: [longitude, latitude], system: 'lngLat' } : null
}

/** Two numbers apart: by a comma, else by the space that no degree or minute sign stands before. */
function split(text: string): string[] {
  const plain = text.trim().replace(/[,;;、]/g, ',')
  if (plain.includes(',')) return plain.split(',')
  return plain.replace(/(?<=[°度′'’分])\s+/g, '').split(/\s+/)
}

/** Decimal degrees or metres, or degrees with minutes and seconds. */
function degrees(text: string): number | null {
  const plain = text.replace(/[NSEWnsew北南东西经纬\s]/g, '')
  if (/^\d+(\.\d+)?°?$/.test(plain)) return Number.parseFloat(plain)
  const parts = /^(\d{1,3})[°度](\d{1,2}(?:\.\d+)?)[′'’分](?:(\d{1,2}(?:\.\d+)?)(?:[″"”秒]|''))?$/.exec(plain)
  if (parts === null) return null
  const minutes = Number(parts[2])
  const seconds = Number(parts[3] ?? 0)
  if (minutes >= 60 || seconds >= 60) return null
  return Number(parts[1]) + minutes / 60 + seconds / 3600
}

/** Northings of China are over 1 800 km, eastings of a 3-degree zone under 800 km: the order tells itself. */
function fromPlane(first: number, second: number): TypedPosition | null {
  const [longitude, latitude] = toLngLat([Math.min(first, second), Math.max(first, second)])
  return inChina(longitude, latitude) ? { position: [longitude, latitude], system: 'plane' } : null
}

function inChina(longitude: number, latitude: number): boolean {
  return longitude > 73 && longitude < 136 && latitude > 3 && latitude < 54
}
