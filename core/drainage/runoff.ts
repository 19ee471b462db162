import type { Surfaces } from '../compound/compound.ts'
import { rainIntensity } from './rainfall.ts'
import type { DrainageRules } from './rules.ts'

/** ΨF of a set of surfaces, ha (GB 50014-2021 4.1.8): the sum of each area times its coefficient. */
export function runoffArea(surfaces: Surfaces, psi: DrainageRules['psi']): number {
  return surfaceKinds.reduce((sum, kind) => sum + (surfaces[kind] ?? 0) * psi[kind], 0)
}

/** F of a set of surfaces, ha. */
export function surfaceArea(surfaces: Surfaces): number {
  return surfaceKinds.reduce((sum, kind) => sum + (surfaces[kind] ?? 0), 0)
}

/** Qs = q·ΨF, L/s (GB 50014-2021 4.1.7). */
export function designFlow(
  rules: DrainageRules,
  returnPeriod: number,
  duration: number,
  psiF: number,
): number {
  return rainIntensity(rules.rain, returnPeriod, duration) * psiF
}

/**
 * Storage that brings a peak down to an allowed outflow (SPEC 2.3, 估算):
 * V = max over D ≥ t1 of (q(P, D)·ΨF − Qallow)·D·60/1000, m³, with the duration that asks for it.
 * Null where no storage does: nothing may flow out, so the volume would grow with the rain.
 */
export function peakStorage(
  rules: DrainageRules,
  returnPeriod: number,
  t1: number,
  psiF: number,
  allowed: number,
): { volume: number; duration: number } | null {
  if (!(allowed > 0)) return null
  const volumeAt = (duration: number): number =>
    ((designFlow(rules, returnPeriod, duration, psiF) - allowed) * duration * 60) / 1000
  let [low, high] = [t1, Math.max(t1, 1440)]
  // One maximum: q·D grows ever slower while Qallow·D grows evenly.
  while (high - low > 1e-4) {
    const left = low + (high - low) / 3
    const right = high - (high - low) / 3
    if (volumeAt(left) < volumeAt(right)) low = left
    else high = right
  }
  return { volume: Math.max(0, volumeAt(low)), duration: low }
}

/** LID volume V = 10·H·φ·F, m³, H in mm, φF in ha (SPEC 2.2). */
export function lidVolume(depth: number, phiF: number): number {
  return 10 * depth * phiF
}

const surfaceKinds = ['roof', 'asphalt', 'stone', 'gravel', 'dryStone', 'earth', 'green'] as const
