import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { CompoundFeature } from '#core/api/compounds.ts'
import type { Eligibility } from '#core/compound/verdict.ts'
import { parseExpression } from '#core/compound/expression.ts'
import type { AttributeId } from '../attributes/attributes.ts'
import { testOf, type Condition, type Conditions } from '../attributes/conditions.ts'
import { useCompounds } from './compounds.ts'
import { usePicked } from './picked.ts'

export type SortKey =
  'rank' | 'name' | 'score' | 'buildings' | 'households' | 'floorArea' | 'builtYear' | 'cost'

/** Search, filters and order of the list; the map dims what does not match. */
export const useFilters = defineStore('filters', () => {
  const compounds = useCompounds()
  const picked = usePicked()
  const text = ref('')
  const subdistricts = ref<string[]>([])
  const eligibilities = ref<Eligibility[]>([])
  const selectedOnly = ref(false)
  /** Only what is picked; not for a link, which does not carry the pick. */
  const pickedOnly = ref(false)
  /** By column of the table; charts set the same ones. */
  const conditions = shallowRef<Conditions>({})
  /** e.g. 户数>300 且 得分≥70; one that cannot be read filters nothing. */
  const expression = ref('')
  const sort = ref<SortKey>('rank')
  const descending = ref(false)

  const expressionTest = computed(() => {
    const parsed = parseExpression(expression.value)
    return parsed.ok ? parsed.test : null
  })
  const active = computed(
    () =>
      text.value.trim() !== '' ||
      subdistricts.value.length > 0 ||
      eligibilities.value.length > 0 ||
      selectedOnly.value ||
      pickedOnly.value ||
      Object.keys(conditions.value).length > 0 ||
      expressionTest.value !== null,
  )

  /** What text, 镇街, selection, columns and the expression leave; the verdict chips count over it. */
  const withoutEligibility = computed(() => compounds.features.filter(restTest()))

  function restTest(except?: AttributeId): (feature: CompoundFeature) => boolean {
    const wanted = text.value.trim().toLowerCase()
    const places = new Set(subdistricts.value)
    const columns = testOf(conditions.value, except)
    const expressed = expressionTest.value
    const only = pickedOnly.value ? picked.ids : null
    return ({ properties: p }) => {
      if (selectedOnly.value && !p.selected) return false
      if (only !== null && !only.has(p.id)) return false
      if (places.size > 0 && !places.has(p.subdistrictCode)) return false
      if (!columns(p)) return false
      if (expressed !== null && expressed(p) !== 'pass') return false
      if (wanted === '') return true
      return [p.name, p.subdistrict, p.community ?? '', p.id].some((word) =>
        word.toLowerCase().includes(wanted),
      )
    }
  }

  /** What everything but this column's own condition leaves: its value list counts over it. */
  function matchingWithout(id: AttributeId): readonly CompoundFeature[] {
    const test = restTest(id)
    const wanted = eligibilities.value
    return compounds.features.filter(
      (feature) => test(feature) && (wanted.length === 0 || wanted.includes(feature.properties.eligibility)),
    )
  }

  /** null takes the column's condition away. */
  function setCondition(id: AttributeId, condition: Condition | null): void {
    const { [id]: _before, ...others } = conditions.value
    conditions.value = condition === null ? others : { ...others, [id]: condition }
  }

  /** Matching compounds in the order of the list. */
  const matching = computed(() => {
    const wanted = eligibilities.value
    const kept =
      wanted.length === 0
        ? [...withoutEligibility.value]
        : withoutEligibility.value.filter(({ properties }) => wanted.includes(properties.eligibility))
    return kept.sort((a, b) => compare(a, b, sort.value, descending.value))
  })

  /** How many each verdict would show under the other filters. */
  const countByEligibility = computed(() => {
    const counts: Record<Eligibility, number> = {
      eligible: 0,
      conditional: 0,
      unverified: 0,
      ineligible: 0,
      renovated: 0,
    }
    for (const { properties } of withoutEligibility.value) counts[properties.eligibility] += 1
    return counts
  })

  /** null while nothing is filtered, so that the map need not look at every id. */
  const matchingIds = computed(() =>
    active.value ? new Set(matching.value.map((feature) => feature.id)) : null,
  )

  function reset(): void {
    text.value = ''
    subdistricts.value = []
    eligibilities.value = []
    selectedOnly.value = false
    pickedOnly.value = false
    conditions.value = {}
    expression.value = ''
  }

  return {
    text,
    subdistricts,
    eligibilities,
    selectedOnly,
    pickedOnly,
    conditions,
    expression,
    sort,
    descending,
    active,
    matching,
    matchingIds,
    countByEligibility,
    matchingWithout,
    setCondition,
    reset,
  }
})

/** One collator for all comparisons: making one per pair is what makes long lists slow. */
const byName = new Intl.Collator('zh-CN', { numeric: true })

/** Unknown values stand last in either direction; equal ones fall back to rank, then name. */
function compare(a: CompoundFeature, b: CompoundFeature, key: SortKey, descending: boolean): number {
  const direction = descending ? -1 : 1
  const first = a.properties[key]
  const second = b.properties[key]
  if (first === null || second === null) {
    if (first !== second) return first === null ? 1 : -1
  } else if (typeof first === 'string' && typeof second === 'string') {
    const order = byName.compare(first, second)
    if (order !== 0) return direction * order
  } else if (first !== second) {
    return direction * (Number(first) - Number(second))
  }
  const byRank =
    (a.properties.rank ?? Number.MAX_SAFE_INTEGER) - (b.properties.rank ?? Number.MAX_SAFE_INTEGER)
  return byRank !== 0 ? byRank : byName.compare(a.properties.name, b.properties.name)
}
