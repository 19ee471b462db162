import type { Conditions } from './attributes/conditions.ts'
import { formatConditions, readConditions } from './attributes/conditions-text.ts'
import type { Eligibility } from '#core/compound/verdict.ts'
import { CHAPTERS, type Chapter } from './stores/briefing.ts'
import type { SortKey } from './stores/filters.ts'
import { DRAWER_TAB_IDS, type DrawerTab } from './stores/drawer.ts'
import { LEFT_TABS, type Camera, type Colouring, type LeftTab, type Locale } from './stores/view.ts'

/** All that a link carries: which records, how they are filtered, and how the desk looks at them. */
export interface UrlState {
  readonly year: number | null
  readonly compoundId: string | null
  readonly connectionId: string | null
  readonly text: string
  readonly subdistricts: readonly string[]
  readonly eligibilities: readonly Eligibility[]
  readonly selectedOnly: boolean
  readonly sort: SortKey
  readonly descending: boolean
  /** As `户数>300 且 得分≥70`. */
  readonly expression: string
  readonly conditions: Conditions
  /** The shared set that is picked. */
  readonly setId: string | null
  /** What the drawer shows; null while it is closed. */
  readonly drawer: DrawerTab | null
  readonly tab: LeftTab
  readonly colouring: Colouring
  readonly baseMapId: string | null
  readonly camera: Camera | null
  readonly locale: Locale | null
  /** The chapter of the presentation on screen; null at the planner's desk. */
  readonly chapter: Chapter | null
  /** The saved plan the presentation tells of; null: the plan as it stands. */
  readonly planId: string | null
  /** At the desk of the centre, with its work list. */
  readonly workDesk: boolean
}

const ELIGIBILITIES: readonly Eligibility[] = [
  'eligible',
  'conditional',
  'unverified',
  'ineligible',
  'renovated',
]
const SORTS: readonly SortKey[] = [
  'rank',
  'name',
  'score',
  'buildings',
  'households',
  'floorArea',
  'builtYear',
  'cost',
]
const ID = /^[\p{L}\p{N}._:-]{1,80}$/u

/** Reads a query string; whatever cannot be meant is left out, never an error. */
export function parseUrlState(query: string): UrlState {
  const values = new URLSearchParams(query)
  const [sort, descending] = readSort(values.get('sort'))
  return {
    year: readYear(values.get('year')),
    compoundId: readId(values.get('compound')),
    connectionId: readId(values.get('connection')),
    text: (values.get('q') ?? '').slice(0, 80),
    subdistricts: readList(values.get('in')).filter((code) => ID.test(code)),
    eligibilities: ELIGIBILITIES.filter((one) => readList(values.get('is')).includes(one)),
    selectedOnly: values.get('selected') === '1',
    sort,
    descending,
    expression: (values.get('where') ?? '').slice(0, 300),
    setId: readId(values.get('set')),
    conditions: readConditions(values.get('columns')),
    drawer: DRAWER_TAB_IDS.find((tab) => tab === values.get('drawer')) ?? null,
    tab: LEFT_TABS.find((one) => one === values.get('tab')) ?? 'ranking',
    colouring: values.get('colour') === 'score' ? 'score' : 'eligibility',
    baseMapId: readId(values.get('base')),
    camera: readCamera(values.get('map')),
    locale: values.get('lang') === 'en' ? 'en' : values.get('lang') === 'zh' ? 'zh-CN' : null,
    chapter: readChapter(values),
    planId: values.get('desk') === 'brief' ? readId(values.get('plan')) : null,
    workDesk: values.get('desk') === 'tie-ins',
  }
}

/** The query string of a state, without what is as it is anyway; "" when all of it is. */
export function formatUrlState(state: UrlState): string {
  const values = new URLSearchParams()
  const put = (name: string, value: string | null, plain = ''): void => {
    if (value !== null && value !== plain) values.set(name, value)
  }
  put('year', state.year === null ? null : String(state.year))
  if (state.chapter !== null) {
    put('desk', 'brief')
    put('chapter', state.chapter)
    put('plan', state.planId)
    put('lang', state.locale === 'en' ? 'en' : '')
    return `?${values.toString()}`
  }
  put('desk', state.workDesk ? 'tie-ins' : '')
  put('compound', state.compoundId)
  put('connection', state.connectionId)
  put('q', state.text.trim())
  put('in', state.subdistricts.join(','))
  put('is', state.eligibilities.join(','))
  put('selected', state.selectedOnly ? '1' : '')
  put('sort', `${state.sort}${state.descending ? '-' : ''}`, 'rank')
  put('where', state.expression.trim())
  put('set', state.setId)
  put('columns', formatConditions(state.conditions))
  put('drawer', state.drawer)
  put('tab', state.tab, 'ranking')
  put('colour', state.colouring, 'eligibility')
  put('base', state.baseMapId)
  put('map', state.camera === null ? null : cameraText(state.camera))
  put('lang', state.locale === 'en' ? 'en' : '')
  const text = values.toString().replaceAll('%2C', ',').replaceAll('%2F', '/')
  return text === '' ? '' : `?${text}`
}

function readYear(text: string | null): number | null {
  return text !== null && /^(19|20)\d\d$/.test(text) ? Number(text) : null
}

/** A presentation without a chapter, or with one that is not known, begins at the beginning. */
function readChapter(values: URLSearchParams): Chapter | null {
  if (values.get('desk') !== 'brief') return null
  return CHAPTERS.find((one) => one === values.get('chapter')) ?? CHAPTERS[0]
}

function readId(text: string | null): string | null {
  return text !== null && ID.test(text) ? text : null
}

function readList(text: string | null): string[] {
  return text === null || text === '' ? [] : text.split(',').slice(0, 60)
}

function readSort(text: string | null): [SortKey, boolean] {
  const descending = text?.endsWith('-') ?? false
  const key = SORTS.find((one) => one === text?.replace(/-$/, ''))
  return key === undefined ? ['rank', false] : [key, descending]
}

/** zoom/lat/lng, then bearing and pitch where the map is turned. */
function cameraText({ zoom, lat, lng, bearing, pitch }: Camera): string {
  const place = [trim(zoom, 2), trim(lat, 5), trim(lng, 5)]
  return (bearing === 0 && pitch === 0 ? place : [...place, trim(bearing, 1), trim(pitch, 1)]).join('/')
}

function readCamera(text: string | null): Camera | null {
  if (text === null) return null
  const parts = text.split('/').map((part) => (part === '' ? Number.NaN : Number(part)))
  const [zoom, lat, lng, bearing = 0, pitch = 0] = parts
  if (zoom === undefined || lat === undefined || lng === undefined) return null
  const inside =
    between(zoom, 0, 24) &&
    between(lat, -85, 85) &&
    between(lng, -180, 180) &&
    between(bearing, -360, 360) &&
    between(pitch, 0, 85)
  return inside ? { zoom, lat, lng, bearing, pitch } : null
}

function between(value: number, low: number, high: number): boolean {
  return Number.isFinite(value) && value >= low && value <= high
}

function trim(value: number, decimals: number): string {
  return String(Number(value.toFixed(decimals)))
}
