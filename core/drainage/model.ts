import type { Surfaces } from '../compound/compound.ts'
import type { Plane } from '../geo/projection.ts'

/**
 * What the connection engine works on. Plane metres, levels in m above the 1985 national datum, sizes in mm,
 * areas in hectares, flows in L/s, times in minutes, money in integer 元.
 */

/** `YS` storm, `WS` sewage, `HS` combined; anything else is unknown and never a target. */
export type DrainageSystem = 'YS' | 'WS' | 'HS' | 'unknown'

/** A manhole or an outfall. */
export interface Well {
  readonly id: string
  readonly position: Plane
  readonly ground: number
  readonly kind: 'manhole' | 'outfall'
  readonly system: DrainageSystem
  /** ΨF that already arrives here, ha. Default 0. */
  readonly load?: number
  /** Inlet time of that load, min. Default from the rules. */
  readonly t1?: number
  /** Level of the receiving water, m (outfalls). */
  readonly waterLevel?: number | null
}

/** A pipe, drawn in the direction of flow. Unknown inverts are null, never guessed. */
export interface Pipe {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly line: readonly Plane[]
  readonly system: DrainageSystem
  /** mm */
  readonly dn: number
  readonly material: string
  /** Manning's n; by material where absent. */
  readonly n?: number | null
  readonly invertStart: number | null
  readonly invertEnd: number | null
  readonly status: 'in_use' | 'abandoned'
  /** m, where it differs from the drawn line. */
  readonly length?: number | null
  /** Why an importer distrusts the record (odd size, no circular section, …); such a pipe is left out of paths. */
  readonly suspect?: string | null
}

/** What the engine asks of a compound. */
export interface CompoundSite {
  readonly id: string
  /** Rings of the outline (the outer ring first), or null for a compound known as a point only. */
  readonly outline: readonly (readonly Plane[])[] | null
  /** The point, or any point inside the outline. */
  readonly position: Plane
  readonly ground: number
  /** Where the compound's own storm pipes leave it; without it the nearest point of the outline to each target. */
  readonly outlet?: Plane | null
  /** Crown of the compound's pipe at the outlet; estimated from ground and cover where absent. */
  readonly crownStart?: number | null
  readonly surfaces?: Surfaces | null
  /** ΨF in ha, instead of surfaces. */
  readonly psiF?: number | null
  readonly t1?: number | null
  readonly surfacesBefore?: Surfaces | null
  readonly t1Before?: number | null
  /** Id of the well the compound already sheds to. */
  readonly drainsTo?: string | null
  /** Places the centre has refused: no tie-in within 1 m of them, mid-pipe within 10 m. */
  readonly ruledOut?: readonly Plane[]
}

/** A connection that stands (confirmed or built) and takes its share of the mains before anybody else. */
export interface StandingConnection {
  readonly compoundId: string
  /** The main it enters; its load counts from this pipe's start well. */
  readonly pipeId: string
  readonly psiF: number
  /** Time of arrival at the main, min. */
  readonly arrival: number
  /** Flow of the branch, L/s. */
  readonly designFlow: number
  /** What its compound no longer sheds over its gate: ΨF in ha at this well. */
  readonly relieves?: { readonly wellId: string; readonly psiF: number } | null
}

/** A code with its numbers. The wording comes from `explain`. */
export interface Reason {
  readonly code: string
  readonly [number: string]: number | string | boolean | null
}

/** One main downstream of the tie-in; ratios are Q/Qfull at the asked return period. */
export interface MainCapacity {
  readonly pipeId: string
  readonly before: number
  readonly after: number
  readonly dn: number
  readonly length: number
  readonly invertStart: number
  readonly invertEnd: number
  readonly groundStart: number
  readonly groundEnd: number
  /** Wells at its ends. */
  readonly from: string
  readonly to: string
  /** ΨF that it carries with the connection, ha, and when that arrives, min. */
  readonly load: number
  readonly time: number
  /** L/(s·ha) at that time. */
  readonly intensity: number
  /** Design flow with the connection, and flow of the full pipe, L/s; velocity of the full pipe, m/s. */
  readonly flow: number
  readonly fullFlow: number
  readonly velocity: number
  /** The ratios at the other return periods shown. */
  readonly at: readonly { readonly returnPeriod: number; readonly before: number; readonly after: number }[]
}

/** One station of the new branch, m. */
export interface ProfileStation {
  readonly distance: number
  readonly ground: number
  readonly invert: number
  readonly crown: number
}

/** What could make the nearest miss work. Screening estimates 估算. */
export interface Alternatives {
  /** A lift: static head m, flow L/s, wet well m³ (30 s of the pump, GB 50014-2021 6.3.1). */
  readonly lift: { readonly head: number; readonly flow: number; readonly wetWell: number } | null
  /** Storage in the compound: volume m³ at the allowed outflow L/s. */
  readonly storage: { readonly volume: number; readonly outflow: number } | null
}

/** One candidate with its outcome. Numbers are null where no size could be found. */
export interface Connection {
  readonly compoundId: string
  /** 1 the best; null where refused. */
  readonly rank: number | null
  readonly status: 'feasible' | 'rejected'
  readonly position: Plane
  /** null mid-pipe and where nothing is in reach. */
  readonly wellId: string | null
  /** The outgoing main. */
  readonly pipeId: string | null
  /** m along the pipe, 0 at a well. */
  readonly station: number | null
  readonly returnPeriod: number
  readonly designFlow: number
  /** ΨF of the compound, ha, and its inlet time, min. */
  readonly psiF: number
  readonly t1: number
  readonly dn: number | null
  /** m/m */
  readonly slope: number | null
  /** m/s, flowing full. */
  readonly velocity: number | null
  /** m; of a compound out of reach the distance to the nearest storm manhole, null where there is none. */
  readonly length: number | null
  readonly invertStart: number | null
  /** Before the drop. */
  readonly invertEnd: number | null
  /** Invert to invert. */
  readonly drop: number | null
  /** Level to spare above the main's crown; negative = the lift needed. */
  readonly headSpare: number | null
  /** Integer 元. */
  readonly cost: number | null
  /** Number of 宜 deviations that count in the ranking (SPEC 5.6). */
  readonly deviations: number
  readonly capacity: readonly MainCapacity[]
  readonly warnings: readonly Reason[]
  readonly reasons: readonly Reason[]
  readonly route: readonly Plane[]
  readonly profile: readonly ProfileStation[]
  readonly alternatives?: Alternatives
}

/** Everything found for one compound: the ranked ones first, then the refused by distance. Never empty. */
export interface CompoundAnswer {
  readonly compoundId: string
  readonly connections: readonly Connection[]
}

/** A fault of the network that keeps a pipe or well out of the paths, or that somebody should look at. */
export interface NetworkFault {
  readonly code: string
  readonly pipeId?: string
  readonly wellId?: string
  /** Is the pipe left out of the paths? */
  readonly leftOut: boolean
  readonly [number: string]: number | string | boolean | undefined
}

/** How the joint answer compares with every compound on its own. */
export interface TogetherSummary {
  readonly method: 'exact' | 'local-search'
  readonly totalCost: number
  /** Sum of the individual optima: no joint answer can cost less. */
  readonly lowerBound: number
  readonly served: number
  readonly unserved: number
}

export interface ConnectAnswer {
  readonly compounds: readonly CompoundAnswer[]
  readonly faults: readonly NetworkFault[]
  readonly together: TogetherSummary | null
}
