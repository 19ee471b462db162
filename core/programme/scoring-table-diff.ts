import type { ScoringCriterion, ScoringTable } from './scoring-table.ts'

/** What differs of one criterion between two versions of a sheet; only what changed is there. */
export interface CriterionChange {
  readonly id: string
  readonly label: string
  readonly kind: 'added' | 'removed' | 'changed'
  readonly max?: { readonly before: number; readonly after: number }
  /** Are rule, gate or metric others? */
  readonly rule: boolean
}

/** Criteria that differ, in the order of the later sheet, removed ones last. O(criteria). */
export function scoringTableChanges(before: ScoringTable, after: ScoringTable): readonly CriterionChange[] {
  const earlier = new Map(before.criteria.map((criterion) => [criterion.id, criterion]))
  const later = new Set(after.criteria.map(({ id }) => id))
  const changes: CriterionChange[] = []
  for (const criterion of after.criteria) {
    const known = earlier.get(criterion.id)
    if (known === undefined) changes.push(whole(criterion, 'added'))
    else if (text(known) !== text(criterion)) changes.push(changed(known, criterion))
  }
  for (const criterion of before.criteria) {
    if (!later.has(criterion.id)) changes.push(whole(criterion, 'removed'))
  }
  return changes
}

function whole(criterion: ScoringCriterion, kind: 'added' | 'removed'): CriterionChange {
  const { id, label, max } = criterion
  return {
    id,
    label,
    kind,
    max: kind === 'added' ? { before: 0, after: max } : { before: max, after: 0 },
    rule: false,
  }
}

function changed(before: ScoringCriterion, after: ScoringCriterion): CriterionChange {
  const { id, label } = after
  return {
    id,
    label,
    kind: 'changed',
    ...(before.max === after.max ? {} : { max: { before: before.max, after: after.max } }),
    rule: rules(before) !== rules(after),
  }
}

function rules({ rule, gate, metric }: ScoringCriterion): string {
  return JSON.stringify([rule, gate ?? null, metric])
}

function text(criterion: ScoringCriterion): string {
  return JSON.stringify(criterion)
}
