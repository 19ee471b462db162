import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { CompoundFeature } from '#core/api/compounds.ts'
import { sumCounts } from '#core/compound/totals.ts'
import { sortCompounds } from '../../attributes/sort.ts'
import { rankOfCode, type Words } from '../../attributes/words.ts'
import { useFilters } from '../../stores/filters.ts'
import { useTableLayout } from '../../stores/table-layout.ts'

/** Sums over what is shown: areas m², money integer 元. */
export interface TableTotals {
  readonly compounds: number
  readonly buildings: number
  readonly households: number
  readonly floorArea: number
  readonly cost: number
}

/** The rows of the table: what the filters of the desk leave, in the table's own order, and their sums. */
export function useTableRows(): {
  rows: ComputedRef<readonly CompoundFeature[]>
  totals: ComputedRef<TableTotals>
} {
  const filters = useFilters()
  const layout = useTableLayout()
  const rows = computed(() => sortCompounds(filters.matching, layout.sort, rankOfCode))
  const totals = computed<TableTotals>(() => ({
    compounds: filters.matching.length,
    ...sumCounts(filters.matching.map((feature) => feature.properties)),
    cost: filters.matching.reduce((sum, { properties }) => sum + properties.cost, 0),
  }))
  return { rows, totals }
}

/** Words by key, and null where there is none. */
export function useWords(): Words {
  const { t, te } = useI18n()
  return (key) => (te(key) ? t(key) : null)
}
