import type { MultiPolygon, Polygon } from 'geojson'
import type { ScoreSheet } from './score-sheet.ts'

export type { FactValue, ScoreFacts, ScoreSheet } from './score-sheet.ts'

/** Longitude and latitude in degrees, CGCS2000. */
export type LngLat = readonly [longitude: number, latitude: number]

/** Where a record comes from: the notice, the seeded demo (示例数据), or a survey. */
export type Source = 'official' | 'demo' | 'survey'

/** Ownership of a compound (DOMAIN C3). Never a bar to renovation; it decides who pays. */
export type Ownership =
  | 'commodity' // 商品房
  | 'housing_reform' // 房改房
  | 'state_enterprise' // 国有企事业单位
  | 'military' // 军队
  | 'retired_cadre' // 军队离退休干部住宅
  | 'public_housing' // 公房
  | 'unknown'

/** How a compound came to be (P1, national scope). */
export type HousingKind = 'urban_residential' | 'self_built' | 'urban_village'

/** The three ways a compound may be managed after renovation (notice 七(四)). */
export type ManagementMode = 'property_company' | 'self_management' | 'community_trust'

/** One building 楼栋. Unknown facts are null, never 0. */
export interface Building {
  readonly id: string
  readonly compoundId: string
  /** Building number as residents use it, e.g. "3". */
  readonly number: string
  readonly builtYear: number | null
  readonly floors: number | null
  readonly units: number | null
  readonly households: number
  /** m² */
  readonly floorArea: number
  readonly structure: 'brick_concrete' | 'frame' | 'shear_wall' | 'unknown'
  readonly use: 'residential' | 'mixed' | 'public'
  /** null: entered by hand and not surveyed yet, so that no map shows it. */
  readonly footprint: Polygon | null
}

/** Counts of the consent survey (K1). `total` is every household of the compound, answered or not. */
export interface ConsentCount {
  readonly agree: number
  readonly total: number
}

/** Agreement on property management (P5): mode, fee and written or online confirmation. null = not known yet. */
export interface ManagementConsensus {
  readonly mode: ManagementMode | null
  readonly feeAgreed: boolean | null
  readonly confirmed: boolean | null
}

/** The application to the community (P7). */
export interface Application {
  readonly applicant: 'residents_representative' | 'owners_committee' | 'other'
  /** ISO date */
  readonly filedOn: string
}

/** A cost figure. The newest in the order of `kind` wins (估算 < 概算 < 评审 < 中标 < 结算). */
export interface CostEstimate {
  readonly kind: 'estimate' | 'preliminary' | 'reviewed' | 'tender' | 'settled'
  /** integer 元 */
  readonly amount: number
  /** ISO date */
  readonly on: string
}

/** One residential compound 小区 of the register. */
export interface Compound {
  readonly id: string
  readonly name: string
  /** Code of the 镇街, e.g. "130302001". */
  readonly subdistrictCode: string
  readonly subdistrict: string
  readonly community: string | null
  readonly address: string | null
  /** Declared year of completion; buildings may say otherwise. */
  readonly builtYear: number | null
  readonly ownership: Ownership
  /** Former work unit that has handed the compound over (M6). */
  readonly formerOwnerUnit: string | null
  readonly housingKind: HousingKind | null
  readonly inDistrict: boolean | null
  /** Counts as declared by the 镇街; the counts of the buildings stand beside them. */
  readonly declared: { readonly buildings: number; readonly households: number; readonly floorArea: number }
  readonly buildings: readonly Building[]
  readonly footprint: Polygon | MultiPolygon
  /** Entrances on the street. */
  readonly gates: readonly LngLat[]
  readonly renovatedYear: number | null
  readonly consent: ConsentCount | null
  readonly management: ManagementConsensus | null
  /** null = not known. */
  readonly demolitionPlanned: boolean | null
  /** null = not known; false = nobody has applied. */
  readonly application: Application | false | null
  readonly scoreSheet: ScoreSheet | null
  readonly heritage: { readonly listed: boolean; readonly protectionPlan: boolean | null } | null
  /** On the list of compounds that get safety maintenance instead of renovation (保障性维护, notice 三(三)). */
  readonly maintenanceOnly: boolean
  readonly estimates: readonly CostEstimate[]
  readonly drainage: CompoundDrainage
  /** Step of the programme, snake_case of DOMAIN §2.2–2.3. */
  readonly stage: string
  readonly source: Source
}

/** What the connection engine knows of a compound. Areas in hectares, levels in m (1985 national datum). */
export interface CompoundDrainage {
  /** Where the compound's own storm pipes leave it. */
  readonly outlet: LngLat | null
  readonly ground: number | null
  /** Crown of the internal pipe at the outlet. */
  readonly crownStart: number | null
  readonly surfaces: Surfaces | null
  readonly surfacesBefore: Surfaces | null
  /** Inlet time, min. */
  readonly t1: number | null
  readonly t1Before: number | null
  /** Well the compound already sheds to. */
  readonly drainsTo: string | null
}

/** Surface areas in hectares (GB 50014-2021 table 4.1.8-1). */
export interface Surfaces {
  readonly roof?: number
  readonly asphalt?: number
  readonly stone?: number
  readonly gravel?: number
  readonly dryStone?: number
  readonly earth?: number
  readonly green?: number
}
