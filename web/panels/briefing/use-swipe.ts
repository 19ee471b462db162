import { stepChapter } from '../../commands/present.ts'

/** A finger that goes further than this across, and less than half as far up or down, turns the page. px */
const LEAST = 60

/** Handlers for the surface that a finger swipes over. */
export function useSwipe(): {
  onPointerDown(event: PointerEvent): void
  onPointerUp(event: PointerEvent): void
} {
  let from: { readonly x: number; readonly y: number; readonly id: number } | null = null
  return {
    onPointerDown(event) {
      from =
        event.pointerType === 'mouse' ? null : { x: event.clientX, y: event.clientY, id: event.pointerId }
    },
    onPointerUp(event) {
      if (from === null || from.id !== event.pointerId) return
      const across = event.clientX - from.x
      const along = event.clientY - from.y
      from = null
      if (Math.abs(across) > LEAST && Math.abs(along) * 2 < Math.abs(across)) stepChapter(across < 0 ? 1 : -1)
    },
  }
}
