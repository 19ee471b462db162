import type { LngLat } from '#core/compound/compound.ts'
import type { MainCapacity, Reason } from '#core/drainage/model.ts'
import type { Place } from '#core/drainage/place.ts'
import type { SnapKind, TargetFilter } from '#core/tie-in/snap.ts'

/** What the page asks of the worker; numbers tie answers to questions. */
export type JudgeQuestion =
  | { readonly kind: 'ground'; readonly bytes: ArrayBuffer }
  | {
      readonly kind: 'place'
      readonly number: number
      /** Caught near a pointer … */
      readonly pointer: LngLat | null
      /** … or named. */
      readonly place: Place | null
      /** m */
      readonly reach: number
      readonly filter: TargetFilter
      /** Inner vertices of a branch drawn by hand; null: the engine's own way. */
      readonly bends: readonly LngLat[] | null
    }
  | {
      readonly kind: 'vertex'
      readonly number: number
      readonly pointer: LngLat
      readonly from: LngLat | null
      readonly reach: number
    }

/** A target for the list: everything of the ground, near to far. */
export interface ListedTarget {
  readonly id: string
  readonly kind: 'well' | 'pipe'
  readonly system: string
  readonly dn: number | null
  /** m from the compound */
  readonly distance: number
  /** m, of a pipe */
  readonly length: number | null
}

/** The verdict on a place, in degrees. */
export interface JudgedPlace {
  readonly place: Place
  readonly kind: SnapKind
  readonly position: LngLat
  readonly wellId: string | null
  readonly pipeId: string | null
  readonly station: number | null
  readonly outcome: 'holds' | 'needs_reason' | 'refused'
  readonly misconnection: boolean
  readonly refusals: readonly Reason[]
  readonly deviations: readonly Reason[]
  readonly warnings: readonly Reason[]
  readonly route: readonly LngLat[]
  readonly dn: number | null
  readonly slope: number | null
  readonly length: number | null
  readonly velocity: number | null
  readonly invertStart: number | null
  readonly invertEnd: number | null
  readonly headSpare: number | null
  readonly drop: number | null
  readonly cost: number | null
  readonly capacity: readonly MainCapacity[]
  readonly returnPeriod: number
}

export type JudgeAnswer =
  | { readonly kind: 'ready'; readonly start: LngLat; readonly targets: readonly ListedTarget[] }
  | { readonly kind: 'place'; readonly number: number; readonly judged: JudgedPlace | null }
  | { readonly kind: 'vertex'; readonly number: number; readonly snap: SnapKind; readonly position: LngLat }
  | { readonly kind: 'failed'; readonly message: string }
