import type { ImportKind } from '#core/import/field.ts'
import { BASE_TARGET } from './base-target.ts'
import { CONSENT_TARGET } from './consent-target.ts'
import { PIPE_TARGET, WELL_TARGET } from './network-targets.ts'
import { BUILDING_TARGET, COMPOUND_TARGET } from './register-targets.ts'
import type { ImportTarget } from './target.ts'

// Each target reads, merges and saves values of its own making: what they are stays among its methods.
const TARGETS: Readonly<Record<ImportKind, unknown>> = {
  compounds: COMPOUND_TARGET,
  buildings: BUILDING_TARGET,
  consent: CONSENT_TARGET,
  wells: WELL_TARGET,
  pipes: PIPE_TARGET,
  base: BASE_TARGET,
}

export function targetOf(kind: ImportKind): ImportTarget {
  return TARGETS[kind] as ImportTarget
}
