import { geometryTouchesBox } from '#core/geo/box-touch.ts'
import { isPlaneSystem, mapPositions, toSystem } from '#core/geo/reference-systems.ts'
import type { Area } from '../layers/layer.ts'
import type { Box } from '../store/dialect.ts'
import { toDegrees } from './reference-systems.ts'
import type { OgcSystem } from './reference-systems.ts'

/** Steps along a side of a plane box; between two of them a side is straight in degrees to well under 1 mm. */
const STEPS = 16

/**
 * The place that a `bbox` means. In degrees a box may run over the antimeridian (west > east). One in metres is no box
 * in degrees: one around it finds, one within it is sure, and what lies between is tested in metres.
 * @param corners least x, least y, greatest x, greatest y; easting or longitude first
 */
export function areaOfBox(system: OgcSystem, corners: Box): Area {
  const [west, south, east, north] = corners
  if (isPlaneSystem(system.system)) return planeArea(system, corners)
  const boxes: readonly Box[] =
    west <= east
      ? [corners]
      : [
          [west, south, 180, north],
          [-180, south, east, north],
        ]
  return {
    boxes,
    inner: boxes,
    touches: (geometry) => boxes.some((box) => geometryTouchesBox(geometry, box)),
  }
}

function planeArea(system: OgcSystem, box: Box): Area {
  const [west, south, east, north] = box
  const side = (from: readonly [number, number], to: readonly [number, number]) =>
    Array.from({ length: STEPS + 1 }, (_, step) => {
      const share = step / STEPS
      const plane = [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])]
      const [longitude = 0, latitude = 0] = toDegrees({ ...system, northFirst: false }, plane)
      return { longitude, latitude }
    })
  const left = side([west, south], [west, north]).map(({ longitude }) => longitude)
  const right = side([east, south], [east, north]).map(({ longitude }) => longitude)
  const bottom = side([west, south], [east, south]).map(({ latitude }) => latitude)
  const top = side([west, north], [east, north]).map(({ latitude }) => latitude)
  return {
    boxes: [[Math.min(...left), Math.min(...bottom), Math.max(...right), Math.max(...top)]],
    inner: [[Math.max(...left), Math.max(...bottom), Math.min(...right), Math.min(...top)]],
    touches: (geometry) =>
      geometryTouchesBox(
        mapPositions(geometry, (position) => toSystem(system.system, position)),
        box,
      ),
  }
}
