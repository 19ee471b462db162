export interface DragReport {
  readonly press: (event: PointerEvent) => void
  readonly drag: (event: PointerEvent) => void
  readonly release: (event: PointerEvent) => void
  /** The drag was taken away: by a second finger, or by the screen. */
  readonly lost: () => void
}

/**
 * Tells of drags on a canvas, by mouse, pen or one finger, also where they leave it. A second finger gives the
 * drag up: two fingers zoom.
 */
export function reportDrags(
  canvas: HTMLCanvasElement,
  drawing: { readonly on: boolean },
  report: DragReport,
): void {
  let active: number | null = null

  const giveUp = (): void => {
    if (active === null) return
    active = null
    report.lost()
  }

  canvas.addEventListener('pointerdown', (event) => {
    if (active !== null) return giveUp()
    if (!drawing.on || !event.isPrimary || event.button !== 0) return
    active = event.pointerId
    canvas.setPointerCapture(event.pointerId)
    report.press(event)
  })
  canvas.addEventListener('pointermove', (event) => {
    if (event.pointerId === active) report.drag(event)
  })
  canvas.addEventListener('pointerup', (event) => {
    if (event.pointerId !== active) return
    active = null
    report.release(event)
  })
  canvas.addEventListener('pointercancel', (event) => {
    if (event.pointerId === active) giveUp()
  })
}
