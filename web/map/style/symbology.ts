import type { Eligibility } from '#core/compound/verdict.ts'
import type { Palette } from './palette.ts'

/**
 * What every sign on the map means, once: layers, icons and legend are all made from these lists.
 * Colours are looked up in the palette of the theme, words in the locale.
 */

export type Mark = 'disc' | 'half' | 'question' | 'cross' | 'check'
export type Surface = 'plain' | 'hatched' | 'dashed'

export interface VerdictSign {
  readonly id: Eligibility
  /** The mark beside the colour, for those who cannot tell the colours apart. */
  readonly mark: Mark
  readonly surface: Surface
}

export const VERDICT_SIGNS: readonly VerdictSign[] = [
  { id: 'eligible', mark: 'disc', surface: 'plain' },
  { id: 'conditional', mark: 'half', surface: 'plain' },
  { id: 'unverified', mark: 'question', surface: 'plain' },
  { id: 'ineligible', mark: 'cross', surface: 'hatched' },
  { id: 'renovated', mark: 'check', surface: 'dashed' },
]

/** Drainage systems as the network codes them; everything else is unknown. */
export const PIPE_SIGNS = [
  { id: 'YS', dashed: false },
  { id: 'WS', dashed: false },
  { id: 'HS', dashed: false },
  { id: 'unknown', dashed: true },
  { id: 'abandoned', dashed: true },
] as const

export type PipeSignId = (typeof PIPE_SIGNS)[number]['id']

export function pipeColour(id: PipeSignId, palette: Palette): string {
  return id === 'abandoned' ? palette.pipe.unknown : palette.pipe[id]
}

/** Q/Qfull of a main after the tie-in; each class reaches up to and including `upTo`. */
export const CAPACITY_SIGNS = [
  { id: 'calm', upTo: 0.9 },
  { id: 'near', upTo: 1 },
  { id: 'over', upTo: Infinity },
] as const

export type CapacitySignId = (typeof CAPACITY_SIGNS)[number]['id'] | 'unknown'

export function capacitySign(ratio: number | null): CapacitySignId {
  if (ratio === null) return 'unknown'
  return CAPACITY_SIGNS.find((sign) => ratio <= sign.upTo)?.id ?? 'over'
}

/** How far a tie-in has come, as the map tells it. */
export const CONNECTION_SIGNS = [
  { id: 'requested', states: ['REQUESTED'], dashed: true },
  { id: 'proposed', states: ['MARKED'], dashed: true },
  { id: 'confirmed', states: ['CONFIRMED'], dashed: false },
  { id: 'built', states: ['BUILT'], dashed: false },
  { id: 'verified', states: ['VERIFIED'], dashed: false },
  { id: 'rejected', states: ['REJECTED'], dashed: false },
] as const

export type ConnectionSignId = (typeof CONNECTION_SIGNS)[number]['id']

/** An engine refusal and a refusal by the centre look the same: neither can be built. */
export function connectionSign(state: string, status: 'feasible' | 'rejected'): ConnectionSignId {
  if (status === 'rejected' && state !== 'REQUESTED') return 'rejected'
  return CONNECTION_SIGNS.find((sign) => (sign.states as readonly string[]).includes(state))?.id ?? 'proposed'
}
