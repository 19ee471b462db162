import type { WireImportPlan } from '#core/api/imports.ts'

export type WireCoordinates = NonNullable<WireImportPlan['coordinates']>
export type WireSystem = WireCoordinates['system']

/** What a list offers; the zones around the district come first. */
export const SYSTEM_CHOICES: readonly WireSystem[] = [
  { type: 'degrees', datum: 'cgcs2000' },
  { type: 'degrees', datum: 'wgs84' },
  { type: 'degrees', datum: 'gcj02' },
  { type: 'degrees', datum: 'bd09' },
  ...[120, 117, 114, 123, 111, 126].flatMap((meridian): WireSystem[] => [
    { type: 'gauss', meridian, zoned: false },
    { type: 'gauss', meridian, zoned: true },
  ]),
]

/** Tells systems apart in a list. */
export function systemKey(system: WireSystem): string {
  if (system.type === 'degrees') return system.datum
  return system.type === 'local' ? 'local' : `${system.meridian}${system.zoned ? 'z' : ''}`
}

export function nameOfChoice(
  system: WireSystem,
  t: (key: string, named: Record<string, unknown>) => string,
): string {
  if (system.type === 'degrees') return t(`imports.datums.${system.datum}`, {})
  if (system.type === 'local') return t('imports.local', {})
  const { meridian, zoned } = system
  return t(zoned ? 'imports.zoned' : 'imports.unzoned', { meridian, zone: meridian / 3 })
}
