import type { SearchAnswer } from '#core/api/service.ts'
import type { StoredCompound } from '../store/compounds.ts'
import type { BaseFeature } from '../store/base-features.ts'
import { boxOf } from '../store/box-of.ts'
import type { StoredWell } from '../store/network.ts'
import type { Community, Subdistrict } from '../store/places.ts'

export type SearchItem = SearchAnswer['items'][number]

/** Everything that has a name or a number on the map. */
export interface Gazetteer {
  readonly compounds: readonly StoredCompound[]
  readonly baseFeatures: readonly BaseFeature[]
  readonly wells: readonly StoredWell[]
  readonly subdistricts: readonly Subdistrict[]
  readonly communities: readonly Community[]
}

const BASE_KINDS: Readonly<Record<string, { kind: SearchItem['kind']; detail: string }>> = {
  road: { kind: 'street', detail: '道路' },
  river: { kind: 'river', detail: '河流' },
}

/** Entries in the order of kinds a user most often means; equal streets in pieces become one. */
export function searchEntries(gazetteer: Gazetteer): SearchItem[] {
  return [
    ...gazetteer.compounds.map(compoundItem),
    ...baseItems(gazetteer.baseFeatures),
    ...gazetteer.subdistricts.map((place) => placeItem('subdistrict', place, place.kind, gazetteer)),
    ...gazetteer.communities.map((place) =>
      placeItem('community', place, communityDetail(place, gazetteer), gazetteer),
    ),
    ...gazetteer.wells.map(wellItem),
  ]
}

/** The entries that contain the words: equal first, then those that begin with them, then the rest. O(entries). */
export function searchFor(entries: readonly SearchItem[], text: string, limit: number): SearchItem[] {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return []
  const found = entries.flatMap((item, order) => {
    const quality = Math.min(qualityOf(item.label, wanted), qualityOf(item.id, wanted))
    return Number.isFinite(quality) ? [{ item, quality, order }] : []
  })
  found.sort((a, b) => a.quality - b.quality || a.order - b.order)
  return found.slice(0, limit).map(({ item }) => item)
}

function qualityOf(label: string, wanted: string): number {
  const at = label.toLowerCase().indexOf(wanted)
  if (at < 0) return Infinity
  if (at > 0) return 2
  return label.length === wanted.length ? 0 : 1
}

function compoundItem(compound: StoredCompound): SearchItem {
  const [west, south, east, north] = boxOf(compound.footprint)
  return {
    kind: 'compound',
    id: compound.id,
    label: compound.name,
    detail: [compound.subdistrict, compound.community].filter((part) => part !== null).join(' '),
    position: [...compound.anchor],
    bounds: [west, south, east, north],
  }
}

function baseItems(features: readonly BaseFeature[]): SearchItem[] {
  const items = new Map<string, SearchItem>()
  for (const feature of features) {
    const known = BASE_KINDS[feature.class]
    if (known === undefined || feature.name === null) continue
    const key = `${known.kind} ${feature.name}`
    const bounds = joinBoxes(items.get(key)?.bounds ?? null, boxOf(feature.geometry))
    items.set(key, {
      kind: known.kind,
      id: items.get(key)?.id ?? feature.id,
      label: feature.name,
      detail: known.detail,
      position: centreOf(bounds),
      bounds,
    })
  }
  return [...items.values()]
}

function placeItem(
  kind: 'subdistrict' | 'community',
  place: { code: string; name: string },
  detail: string,
  { compounds }: Gazetteer,
): SearchItem {
  // Nobody publishes where these lie; the compounds of a place at least show where it is at work.
  const inside = compounds.filter((compound) =>
    kind === 'subdistrict' ? compound.subdistrictCode === place.code : compound.community === place.name,
  )
  const bounds = inside.reduce<number[] | null>(
    (box, compound) => joinBoxes(box, boxOf(compound.footprint)),
    null,
  )
  return {
    kind,
    id: place.code,
    label: place.name,
    detail,
    position: bounds === null ? null : centreOf(bounds),
    bounds,
  }
}

function communityDetail(community: Community, { subdistricts }: Gazetteer): string {
  return subdistricts.find((place) => place.code === community.subdistrictCode)?.name ?? '社区'
}

function wellItem(well: StoredWell): SearchItem {
  return {
    kind: 'well',
    id: well.id,
    label: well.id,
    detail: [well.kind === 'outfall' ? '出水口' : '检查井', well.street]
      .filter((part) => part !== null)
      .join(' '),
    position: [...well.position],
    bounds: null,
  }
}

function joinBoxes(a: readonly number[] | null, b: readonly number[]): number[] {
  if (a === null) return [...b]
  return [
    Math.min(a[0] ?? 0, b[0] ?? 0),
    Math.min(a[1] ?? 0, b[1] ?? 0),
    Math.max(a[2] ?? 0, b[2] ?? 0),
    Math.max(a[3] ?? 0, b[3] ?? 0),
  ]
}

function centreOf([west = 0, south = 0, east = 0, north = 0]: readonly number[]): number[] {
  return [(west + east) / 2, (south + north) / 2]
}
