import type { Insets } from '../stores/view.ts'

export type LngLatPair = readonly [lng: number, lat: number]
/** West, south, east, north. */
export type Box = readonly [number, number, number, number]

export interface Rectangle {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Never let panels on a narrow screen leave the camera nothing to aim at. */
const LEAST_ROOM = 120
/** Free space between a feature and the panels around it, px. */
export const BREATHING = 48

/** Width of the column of tools at the right edge of what the panels leave, px. */
const TOOLS = 44

/** What panels cover, and what floats on the map between them: tools at the right, the legend at the foot. */
export function roomAround(insets: Insets, footHeight: number): Insets {
  return { ...insets, right: insets.right + TOOLS, bottom: insets.bottom + footHeight }
}

/** The part of a stage that no panel covers. */
export function openRectangle(width: number, height: number, insets: Insets): Rectangle {
  const [left, right] = within(width, insets.left, insets.right)
  const [top, bottom] = within(height, insets.top, insets.bottom)
  return { left, top, right: width - right, bottom: height - bottom }
}

/** How far the middle of the open part lies from the middle of the stage, px. */
export function openOffset(width: number, height: number, insets: Insets): [number, number] {
  const open = openRectangle(width, height, insets)
  return [(open.left + open.right - width) / 2, (open.top + open.bottom - height) / 2]
}

export function holds(outer: Rectangle, inner: Rectangle): boolean {
  return (
    inner.left >= outer.left &&
    inner.right <= outer.right &&
    inner.top >= outer.top &&
    inner.bottom <= outer.bottom
  )
}

/** Longer ways take longer, within what the design allows; none where motion is unwelcome. */
export function flightMs(pixels: number, reducedMotion: boolean): number {
  if (reducedMotion) return 0
  return Math.round(Math.min(1200, 600 + pixels / 4))
}

function within(size: number, first: number, second: number): [number, number] {
  const excess = first + second + LEAST_ROOM - size
  if (excess <= 0) return [first, second]
  const share = Math.max(0, size - LEAST_ROOM) / Math.max(1, first + second)
  return [first * share, second * share]
}
