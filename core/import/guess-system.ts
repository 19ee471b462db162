import type { Box } from '../geo/region.ts'
import {
  degreesFrom,
  nameOfSystem,
  type AxisOrder,
  type CoordinateChoice,
  type CoordinateSystem,
} from './coordinate-system.ts'

/** How far outside the district's box a place still counts as near it, degrees (about 20 km). */
const NEAR = 0.2

/** The share of the samples that has to lie there. */
const MOST = 0.9

/** Meridians that the country's 3-degree zones around a district may be handed over in. */
const STEPS_OF_MERIDIAN = [0, -3, 3]

/**
 * Systems in which coordinates would fall on the district, the likelier ones first. GCJ-02 and BD-09 cannot be told
 * from degrees by where they fall (they lie half a kilometre off), so they are never among them.
 *
 * @param samples pairs as the file has them
 * @param district its box in degrees
 */
export function guessSystems(
  samples: readonly (readonly [number, number])[],
  district: Box,
): CoordinateChoice[] {
  if (samples.length === 0) return []
  return candidates(district).filter((choice) => shareNear(samples, choice, district) >= MOST)
}

/** The share of the samples that falls on the district or near it, from 0 to 1. */
export function shareNear(
  samples: readonly (readonly [number, number])[],
  choice: CoordinateChoice,
  district: Box,
): number {
  const convert = degreesFrom(choice)
  if (convert === null || samples.length === 0) return 0
  const near = samples.filter(([x, y]) => {
    const place = convert(x, y)
    return place !== null && isNear(place, district)
  })
  return near.length / samples.length
}

/** Does a place lie in the box or within {@link NEAR} of it? */
export function isNear(
  [longitude, latitude]: readonly [number, number],
  [west, south, east, north]: Box,
): boolean {
  return (
    longitude >= west - NEAR &&
    longitude <= east + NEAR &&
    latitude >= south - NEAR &&
    latitude <= north + NEAR
  )
}

/** What is wrong with a choice that puts the data elsewhere, in Chinese: swapped axes, a zone number too many or missing. */
export function explainMisfit(
  samples: readonly (readonly [number, number])[],
  choice: CoordinateChoice,
  district: Box,
): string {
  const chosen = nameOfSystem(choice.system)
  const [better] = guessSystems(samples, district)
  if (better === undefined)
    return `按“${chosen}”数据不在本区范围内,换用其他坐标系或对调 X、Y 也不在;请核对坐标系`
  const fixes = [
    better.axes === choice.axes ? null : 'X、Y 对调',
    zoneFix(choice.system, better.system),
    differs(choice.system, better.system) ? `改用“${nameOfSystem(better.system)}”` : null,
  ].filter((fix) => fix !== null)
  return `按“${chosen}”数据不在本区范围内;${fixes.join(',')}后落在本区`
}

function candidates([west, , east]: Box): CoordinateChoice[] {
  const middle = Math.round((west + east) / 2 / 3) * 3
  const systems: CoordinateSystem[] = [
    { type: 'degrees', datum: 'cgcs2000' },
    ...STEPS_OF_MERIDIAN.flatMap((step): CoordinateSystem[] => [
      { type: 'gauss', meridian: middle + step, zoned: false },
      { type: 'gauss', meridian: middle + step, zoned: true },
    ]),
  ]
  const orders: readonly AxisOrder[] = ['x-east', 'x-north']
  return systems.flatMap((system) => orders.map((axes) => ({ system, axes })))
}

function zoneFix(chosen: CoordinateSystem, better: CoordinateSystem): string | null {
  if (chosen.type !== 'gauss' || better.type !== 'gauss' || chosen.meridian !== better.meridian) return null
  if (chosen.zoned === better.zoned) return null
  const zone = better.meridian / 3
  return better.zoned ? `按东坐标带有带号 ${zone}` : `按东坐标不带带号(所选坐标系带号为 ${zone})`
}

function differs(chosen: CoordinateSystem, better: CoordinateSystem): boolean {
  if (chosen.type === 'degrees' && better.type === 'degrees') return false
  if (chosen.type === 'gauss' && better.type === 'gauss') return chosen.meridian !== better.meridian
  return true
}
