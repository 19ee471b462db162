import type { Hit, MapEngine, Pointer } from '../engine.ts'
import { HIT_LAYERS } from '../style/layers.ts'

/** Fingers and small signs need some room. */
const REACH = 5

/** What a click here is meant for: a tie-in within reach, else the compound at this very point. */
export function targetAt(engine: MapEngine, at: Pointer): Hit | null {
  return engine.hitAt(at, HIT_LAYERS.slice(0, 2), REACH) ?? engine.hitAt(at, HIT_LAYERS.slice(2))
}

/** The compound whose sign is drawn here, whatever tie-ins lie above. */
export function compoundAt(engine: MapEngine, at: Pointer): string | null {
  const id = engine.hitAt(at, HIT_LAYERS.slice(2))?.properties.id
  return id === undefined ? null : String(id)
}
