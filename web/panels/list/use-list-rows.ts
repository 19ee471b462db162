import { computed, type ComputedRef } from 'vue'
import type { CompoundFeature } from '#core/api/compounds.ts'
import { useFilters } from '../../stores/filters.ts'
import { useProgramme } from '../../stores/programme.ts'
import { cutLine, type CutLine } from '#core/programme/cut-line.ts'

export type ListRow =
  | { readonly kind: 'compound'; readonly feature: CompoundFeature }
  | { readonly kind: 'cut'; readonly cut: CutLine }

/** The rows of the list, with the cut line behind the last selected compound while the order is that of the ranking. */
export function useListRows(): { rows: ComputedRef<readonly ListRow[]>; cut: ComputedRef<CutLine | null> } {
  const filters = useFilters()
  const programme = useProgramme()
  const cut = computed(() => {
    const computedFigures = programme.programme?.computed
    if (computedFigures === undefined) return null
    return cutLine(programme.ranking, computedFigures.cost, computedFigures.remaining)
  })
  const rows = computed<readonly ListRow[]>(() => {
    const all: ListRow[] = filters.matching.map((feature) => ({ kind: 'compound', feature }))
    if (cut.value === null || filters.sort !== 'rank' || filters.descending) return all
    const last = filters.matching.findLastIndex((feature) => feature.properties.selected)
    return last === -1 ? all : all.toSpliced(last + 1, 0, { kind: 'cut', cut: cut.value })
  })
  return { rows, cut }
}
