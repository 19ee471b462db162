import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { CompoundFeature } from '#core/api/compounds.ts'
import { boxAround, regionOf, type Box, type Region } from '#core/geo/region.ts'
import { indexRegions, type PickRule } from '#core/geo/region-index.ts'
import { availableOf } from '#core/programme/budget.ts'
import { accountOf } from '#core/programme/picked-account.ts'
import { useCompounds } from './compounds.ts'
import { useProgramme } from './programme.ts'

/** What a new pick does to the set; `keep` leaves what is in both. */
export type PickHow = 'replace' | 'add' | 'remove' | 'keep'

/** What an outline can do. */
export type DrawHow = Exclude<PickHow, 'keep'>

/**
 * The picked set: any number of compounds, beside the one that is open. It is counted over the register, never
 * over what the map happens to draw. Changing it is for `commands/pick-compounds.ts`, which makes it undoable.
 */
export const usePicked = defineStore('picked', () => {
  const compounds = useCompounds()
  const programme = useProgramme()
  const ids = shallowRef<ReadonlySet<string>>(new Set())
  /** How a drawn outline takes compounds: those it meets, or only those wholly inside. */
  const rule = ref<PickRule>('crossing')

  const regions = computed<readonly Region[]>(() =>
    compounds.features.map(({ geometry }) =>
      geometry.type === 'Polygon'
        ? regionOf({ type: 'Polygon', coordinates: geometry.coordinates })
        : regionOf({ type: 'MultiPolygon', coordinates: geometry.coordinates }),
    ),
  )
  const index = computed(() => indexRegions(regions.value))

  /** The picked compounds in the order of the register. */
  const features = computed<readonly CompoundFeature[]>(() =>
    ids.value.size === 0 ? [] : compounds.features.filter(({ id }) => ids.value.has(id)),
  )
  /** Money for compounds under the plan in force or the one that is tried, integer 元. */
  const available = computed(() => {
    const answer = programme.programme
    return answer === null ? null : availableOf(programme.budget, answer.policy)
  })
  const account = computed(() =>
    accountOf(
      features.value.map(({ properties }) => properties),
      available.value,
    ),
  )
  /** The box around the picked compounds; null for none. */
  const box = computed<Box | null>(() => {
    if (ids.value.size === 0) return null
    const picked = regions.value.filter((_, at) => ids.value.has(compounds.features[at]?.id ?? ''))
    return boxAround(picked.map((region) => region.box))
  })

  /** Ids of the compounds an outline takes under the rule, in the order of the register. */
  function inside(outline: Region): readonly string[] {
    return index.value.taken(outline, rule.value).flatMap((at) => compounds.features[at]?.id ?? [])
  }

  /** The set as it would be after the pick; the same set where nothing would change. */
  function after(how: PickHow, picked: Iterable<string>): ReadonlySet<string> {
    const next = combined(ids.value, how, new Set(picked))
    return same(next, ids.value) ? ids.value : next
  }

  /** The set with these compounds turned round and all others as they are. */
  function inverted(among: Iterable<string>): ReadonlySet<string> {
    const next = new Set(ids.value)
    for (const id of among) if (!next.delete(id)) next.add(id)
    return next
  }

  return { ids, rule, features, account, available, box, inside, after, inverted }
})

function combined(now: ReadonlySet<string>, how: PickHow, other: ReadonlySet<string>): ReadonlySet<string> {
  switch (how) {
    case 'replace':
      return other
    case 'add':
      return new Set([...now, ...other])
    case 'remove':
      return new Set([...now].filter((id) => !other.has(id)))
    case 'keep':
      return new Set([...now].filter((id) => other.has(id)))
  }
}

function same(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((id) => b.has(id))
}
