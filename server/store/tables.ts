import type { Generated, Insertable, Selectable } from 'kysely'

/** Columns a box index reads, degrees. */
interface BoxColumns {
  west: number
  south: number
  east: number
  north: number
}

/** A flag that may be unknown: 1 true, 0 false, null not known. */
type Flag = number | null

/** JSON as text: nested facts nobody queries inside. */
type Json = string

/** A decision between compounds equal in every key. */
export interface TieDecisionTable {
  id: string
  version: number
  year: number
  compound_ids: Json
  decided_by: string
  meeting: string
  decided_on: string
  document_number: string | null
  reason: string
  author: string
  updated_at: string
}

export interface MetaTable {
  name: string
  value: string
}

export interface DataVersionTable {
  id: number
  value: number
}

export interface ProgrammeTable {
  year: number
  version: number
  title: string
  document_number: string
  document: Json
  scoring_table_id: string | null
}

export interface ScoringTableTable {
  id: string
  version: number
  title: string
  document: Json
  state: string
  revision: number
  based_on: string | null
  changed_at: string | null
  changed_by: string | null
  reason: string | null
}

export interface SubdistrictTable {
  code: string
  name: string
  kind: string
}

export interface CommunityTable {
  code: string
  subdistrict_code: string
  name: string
}

export interface DataSourceTable {
  file: string
  title: string
  position: number
  document: Json
}

export interface CompoundTable extends BoxColumns {
  key: Generated<number>
  id: string
  version: number
  name: string
  subdistrict_code: string
  subdistrict: string
  community: string | null
  address: string | null
  built_year: number | null
  ownership: string
  former_owner_unit: string | null
  housing_kind: string | null
  in_district: Flag
  declared_buildings: number
  declared_households: number
  declared_floor_area: number
  renovated_year: number | null
  consent_agree: number | null
  consent_total: number | null
  demolition_planned: Flag
  maintenance_only: number
  stage: string
  source: string
  anchor_lng: number
  anchor_lat: number
  footprint: Json
  gates: Json
  management: Json | null
  application: Json | null
  score_sheet: Json | null
  heritage: Json | null
  estimates: Json
  drainage: Json
}

export interface BuildingTable extends BoxColumns {
  key: Generated<number>
  id: string
  version: number
  compound_id: string
  number: string
  built_year: number | null
  floors: number | null
  units: number | null
  households: number
  floor_area: number
  structure: string
  use: string
  footprint: Json
}

export interface WellTable extends BoxColumns {
  key: Generated<number>
  id: string
  version: number
  kind: string
  system: string
  ground: number | null
  load: number
  t1: number | null
  water_level: number | null
  street: string | null
  source: string
  lng: number
  lat: number
}

export interface PipeTable extends BoxColumns {
  key: Generated<number>
  id: string
  version: number
  from_well: string
  to_well: string
  system: string
  dn: number | null
  material: string | null
  roughness: number | null
  invert_start: number | null
  invert_end: number | null
  status: string
  length: number | null
  street: string | null
  source: string
  line: Json
}

export interface BaseFeatureTable extends BoxColumns {
  key: Generated<number>
  id: string
  class: string
  name: string | null
  source: string
  geometry: Json
  properties: Json
}

export interface ConnectionRunTable {
  year: number
  engine: string
  inputs: string
  return_period: number
  faults: Json
}

export interface ConnectionTable {
  id: string
  version: number
  year: number
  compound_id: string
  position: number
  rank: number | null
  status: string
  state: string
  well_id: string | null
  pipe_id: string | null
  lng: number
  lat: number
  properties: Json
  branch: Json | null
  source: string
  work: Json | null
}

export interface TieInOrderTable {
  year: number
  compound_id: string
  version: number
  request: Json | null
  engineer: Json | null
}

export interface TieInCommentTable {
  id: string
  year: number
  compound_id: string
  connection_id: string
  author: string
  role: string
  at: string
  text: string
}

export interface ConnectionInputTable {
  year: number
  compound_id: string
  fingerprint: string
}

/** Names as the sign-in library writes them, see migration 4. */
export interface UserTable {
  id: string
  name: string
  email: string
  emailVerified: number
  image: string | null
  createdAt: string
  updatedAt: string
  username: string
  displayUsername: string | null
  role: string
  banned: Generated<number>
  banReason: string | null
  banExpires: string | null
  subdistrictCode: string | null
  mustChangePassword: Generated<number>
  version: Generated<number>
}

export interface SessionTable {
  id: string
  expiresAt: string
  token: string
  createdAt: string
  updatedAt: string
  ipAddress: string | null
  userAgent: string | null
  userId: string
  impersonatedBy: string | null
}

export interface CredentialTable {
  id: string
  accountId: string
  providerId: string
  userId: string
  password: string | null
  createdAt: string
  updatedAt: string
}

export interface SignInFailureTable {
  username: string
  failures: number
  last_failed_at: string
  locked_until: string | null
}

export interface AuditTable {
  sequence: number
  at: string
  actor_id: string | null
  actor_username: string
  actor_name: string
  actor_role: string
  action: string
  entity: string
  entity_id: string
  before: Json | null
  after: Json | null
  reason: string | null
  request: string | null
  previous_hash: string
  hash: string
}

export interface AuditHeadTable {
  id: number
  sequence: number
  hash: string
}

/** A named set of compounds. */
export interface CompoundSetTable {
  id: string
  version: number
  name: string
  compound_ids: Json
  author: string
  updated_at: string
}

/** Counts of a compound's consent beside the ones in the compound itself. */
export interface ConsentRecordTable {
  compound_id: string
  basis: string
  disagree: number
  abstain: number
  channels: Json | null
  consulted: number | null
  scheme_agree: number | null
  satisfaction: Json | null
}

/** One vote; `household_digest` is keyed, no door number stands here. */
export interface ConsentBallotTable {
  position: number
  compound_id: string
  household_digest: string
  choice: string
  channel: string
  collected_on: string
  /** 1: its entry was taken back. */
  withdrawn: Generated<number>
}

/** One entry of consent with the counts before and behind it. */
export interface ConsentEntryTable {
  compound_id: string
  sequence: number
  before: Json
  after: Json
  first_ballot: number
  ballots: number
  in_force: number
}

/** A photo or document; its bytes stand in a file named by their hash. */
export interface AttachmentTable {
  id: string
  version: number
  entity: string
  entity_id: string
  compound_id: string
  name: string
  type: string
  size: number
  sha256: string
  thumbnail_sha256: string | null
  note: string
  lng: number | null
  lat: number | null
  uploaded_by: string
  uploaded_at: string
  deleted_at: string | null
}

/** A write that may be sent twice. */
export interface IdempotencyKeyTable {
  key: string
  account_id: string
  request: string
  at: string
  answer: Json | null
}

/** A saved plan: what was frozen, and the columns that lists and guards ask for. */
export interface PlanTable {
  id: string
  version: number
  year: number
  series: string
  revision: number
  state: string
  name: string
  author: string
  created_at: string
  updated_at: string
  summary: Json
  rows: Json
}

/** One file brought in, or about to be. */
export interface ImportTable {
  id: string
  version: number
  wish: string
  file_name: string
  state: string
  author_id: string | null
  author: string
  created_at: string
  updated_at: string
  shape: string | null
  plan: Json | null
  summary: Json | null
}

/** Records of one portion of an import as they were before it. */
export interface ImportChangeTable {
  import_id: string
  position: number
  kind: string
  document: Json
}

export interface Tables {
  meta: MetaTable
  data_version: DataVersionTable
  programmes: ProgrammeTable
  scoring_tables: ScoringTableTable
  subdistricts: SubdistrictTable
  communities: CommunityTable
  data_sources: DataSourceTable
  compounds: CompoundTable
  buildings: BuildingTable
  wells: WellTable
  pipes: PipeTable
  base_features: BaseFeatureTable
  connection_runs: ConnectionRunTable
  connections: ConnectionTable
  plans: PlanTable
  connection_inputs: ConnectionInputTable
  tie_in_orders: TieInOrderTable
  tie_in_comments: TieInCommentTable
  users: UserTable
  sessions: SessionTable
  credentials: CredentialTable
  sign_in_failures: SignInFailureTable
  audit_log: AuditTable
  audit_head: AuditHeadTable
  compound_sets: CompoundSetTable
  tie_decisions: TieDecisionTable
  consent_records: ConsentRecordTable
  consent_ballots: ConsentBallotTable
  imports: ImportTable
  import_changes: ImportChangeTable
  consent_entries: ConsentEntryTable
  attachments: AttachmentTable
  idempotency_keys: IdempotencyKeyTable
}

export type ScoringTableRow = Selectable<ScoringTableTable>
export type CompoundRow = Selectable<CompoundTable>
export type NewCompoundRow = Insertable<CompoundTable>
export type BuildingRow = Selectable<BuildingTable>
export type NewBuildingRow = Insertable<BuildingTable>
export type WellRow = Selectable<WellTable>
export type PipeRow = Selectable<PipeTable>
export type BaseFeatureRow = Selectable<BaseFeatureTable>
export type ConnectionRow = Selectable<ConnectionTable>
export type UserRow = Selectable<UserTable>
export type AuditRow = Selectable<AuditTable>
export type CompoundSetRow = Selectable<CompoundSetTable>
export type TieDecisionRow = Selectable<TieDecisionTable>
export type AttachmentRow = Selectable<AttachmentTable>
export type ImportRow = Selectable<ImportTable>
