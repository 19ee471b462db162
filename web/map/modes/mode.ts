import type { MapEngine, Pointer } from '../engine.ts'

/** One tool on the map. It turns gestures into changes of a store; the map follows the store. */
export interface MapMode {
  /** Does dragging draw, instead of moving the map? */
  readonly draws: boolean
  start?(): void
  end?(): void
  pointer?(at: Pointer | null, engine: MapEngine): void
  click?(at: Pointer, engine: MapEngine): void
  doubleClick?(at: Pointer): void
  press?(at: Pointer, engine: MapEngine): void
  drag?(at: Pointer, engine: MapEngine): void
  release?(at: Pointer, engine: MapEngine): void
  /** true where the key meant something to the tool. */
  key?(event: KeyboardEvent, engine: MapEngine): boolean
  /** Gives up what has been drawn so far; false where there was nothing. */
  cancel(): boolean
}
