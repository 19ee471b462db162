/** A fact a scoring rule reads: a number, an enum value, or graded or ticked items. null = not known. */
export type FactValue = number | string | boolean | null | Readonly<Record<string, string | boolean | null>>

/** Facts by metric name of the scoring sheet (`damageGrade`, `infraGap`, `safetyHazard`, …). */
export type ScoreFacts = Readonly<Record<string, FactValue>>

/** The three columns of a sheet in their order: 自评, 镇街审核, 实地复核 (notice 三(二)、三(三)). */
export const REVIEW_COLUMNS = ['self', 'township', 'recheck'] as const
export type ReviewColumn = (typeof REVIEW_COLUMNS)[number]

/**
 * What one column says of one criterion. Typed points win over the fact; without either the points are those of
 * the register, for the criteria that rest on it (built year, consent).
 */
export interface ReviewEntry {
  readonly fact?: FactValue
  /** Typed, 0 ≤ points ≤ the criterion's maximum, at most two decimals; asks for a reason. */
  readonly points?: number
  readonly reason?: string
  /** Names of documents, or of photos with their place. */
  readonly evidence: readonly string[]
  readonly reviewers: readonly string[]
  /** ISO date */
  readonly on: string
}

/** One column as it was filled in, with the version of the sheet it was filled in by. */
export interface ReviewColumnRecord {
  readonly tableId: string
  /** By criterion id. */
  readonly entries: Readonly<Record<string, ReviewEntry>>
}

/** What the re-check found of a fact that eligibility rests on (DOMAIN §3.4): it stands for the register's. */
export type ReviewFinding = {
  readonly reason: string
  readonly evidence: readonly string[]
  readonly reviewers: readonly string[]
  /** ISO date */
  readonly on: string
} & (
  | { readonly fact: 'builtYear'; readonly found: number }
  | { readonly fact: 'demolitionPlanned'; readonly found: boolean }
  | { readonly fact: 'consent'; readonly found: { readonly agree: number; readonly total: number } }
)

/** A locked sheet opened again, with why and by whom (DOMAIN §3.4: objections reopen with a logged decision). */
export interface ReopenDecision {
  /** ISO date */
  readonly on: string
  readonly by: string
  readonly reason: string
}

/** 自评 → 镇街审核 → 实地复核 of one compound. */
export interface ScoreReview {
  readonly columns: { readonly [column in ReviewColumn]?: ReviewColumnRecord }
  readonly findings: readonly ReviewFinding[]
  readonly decisions: readonly ReopenDecision[]
}

/** The competitive application 评分表 of one compound. */
export interface ScoreSheet {
  /** Facts of a sheet that came without its columns; those of `review` take their place. */
  readonly facts: ScoreFacts
  /** Are all documents of proof attached (佐证资料)? */
  readonly evidenceComplete: boolean | null
  /** ISO date of 镇街上报; null = not submitted */
  readonly submittedOn: string | null
  /** ISO date the on-site re-check was closed: from then on the sheet is locked. null = open */
  readonly recheckedOn: string | null
  readonly review?: ScoreReview
}
