import type { StormFormula } from './rainfall.ts'

export interface Prices {
  /** 元 per metre by DN (mm). */
  readonly pipePerMetre: Readonly<Record<string, number>>
  readonly manhole: number
  readonly newManholeOnMain: number
  readonly dropManhole: number
  readonly restorePerMetre: number
}

/** Manning's n (GB 50014-2021 5.2.3). */
export interface Roughness {
  /** Of every new pipe. */
  readonly newPipe: number
  /** Of a main by its material, where the pipe itself does not say. */
  readonly byMaterial: Readonly<Record<string, number>>
  /** Of a main of unknown material. */
  readonly unknown: number
}

/** Everything the engine takes as data. Defaults stand in data/drainage/rules-default.json. */
export interface DrainageRules {
  readonly rain: StormFormula
  /** false shows 暴雨强度公式未核定 on every result. */
  readonly rainConfirmed: boolean
  readonly roughness: Roughness
  /** mm, ascending. */
  readonly dnSeries: readonly number[]
  /** m of cover above the crown (GB 50014-2021 5.3.7). */
  readonly minCover: number
  /** m */
  readonly searchRadius: number
  /** Look further, up to this many m, while there are fewer than `searchAtLeast` wells; equal to searchRadius = never. */
  readonly searchLimit: number
  readonly searchAtLeast: number
  /** min, where a load or a compound does not say (GB 50014-2021 4.1.11). */
  readonly defaultT1: number
  /** Composite Ψ where the surfaces are unknown (GB 50014-2021 table 4.1.8-2). */
  readonly defaultPsi: number
  /** m, soft (GB 50014-2021 5.3.8). */
  readonly frostDepth: number
  /** Q/Qfull above which a main is TIGHT. */
  readonly tightRatio: number
  /** m from buildings (GB 50014-2021 appendix C). */
  readonly buildingClearance: number
  /** Ψ by surface (GB 50014-2021 table 4.1.8-1). */
  readonly psi: {
    readonly roof: number
    readonly asphalt: number
    readonly stone: number
    readonly gravel: number
    readonly dryStone: number
    readonly earth: number
    readonly green: number
  }
  readonly prices: Prices
}
