import { parseExpression } from '#core/compound/expression.ts'
import type { Eligibility } from '#core/compound/verdict.ts'
import { useCompounds } from '../stores/compounds.ts'
import { useFilters } from '../stores/filters.ts'
import type { PickHow } from '../stores/picked.ts'
import { pick } from './pick-compounds.ts'

/** Everything that list and map show under the filters. */
export function pickFiltered(how: PickHow): void {
  pick(
    how,
    useFilters().matching.map(({ id }) => id),
    'all',
  )
}

/** What the plan on screen has taken. */
export function pickSelected(how: PickHow): void {
  pick(
    how,
    idsWhere(({ selected }) => selected),
    'plan',
  )
}

export function pickVerdict(how: PickHow, verdict: Eligibility): void {
  pick(
    how,
    idsWhere(({ eligibility }) => eligibility === verdict),
    'verdict',
  )
}

export function pickSubdistrict(how: PickHow, code: string): void {
  pick(
    how,
    idsWhere(({ subdistrictCode }) => subdistrictCode === code),
    'subdistrict',
  )
}

/** Compounds of which the condition surely holds, and how many it cannot be told of. */
export function matchesOf(text: string): { readonly ids: readonly string[]; readonly unknown: number } {
  const parsed = parseExpression(text)
  if (!parsed.ok) return { ids: [], unknown: 0 }
  const ids: string[] = []
  let unknown = 0
  for (const { id, properties } of useCompounds().features) {
    const verdict = parsed.test(properties)
    if (verdict === 'pass') ids.push(id)
    else if (verdict === 'unknown') unknown += 1
  }
  return { ids, unknown }
}

/** A row and the rows between it and the last one that was picked. */
export function pickRange(how: PickHow, rows: readonly string[], from: string | null, to: string): void {
  const start = from === null ? -1 : rows.indexOf(from)
  const end = rows.indexOf(to)
  const [low, high] = start === -1 ? [end, end] : [Math.min(start, end), Math.max(start, end)]
  pick(how, rows.slice(low, high + 1), 'list')
}

function idsWhere(
  holds: (one: ReturnType<typeof useCompounds>['features'][number]['properties']) => boolean,
): string[] {
  return useCompounds()
    .features.filter(({ properties }) => holds(properties))
    .map(({ id }) => id)
}
