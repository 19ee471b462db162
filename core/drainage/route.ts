import type { Plane } from '../geo/projection.ts'
import type { Reason } from './model.ts'

/** A way for a branch, with what speaks against it. */
export interface Way {
  readonly line: readonly Plane[]
  readonly reasons: readonly Reason[]
  readonly warnings: readonly Reason[]
}

export interface Router {
  route(start: Plane, end: Plane): Way
}

/** Without roads and buildings the way is the straight line. */
export const straightRouter: Router = {
  route: (start, end) => ({ line: [start, end], reasons: [], warnings: [] }),
}
