import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'

export type Colouring = 'eligibility' | 'score'
export type ThemeChoice = 'light' | 'dark' | 'system'
export type Theme = 'light' | 'dark'
export type Locale = 'zh-CN' | 'en'
export type LeftTab = 'ranking' | 'what-if' | 'plans'
export type LayerGroup = 'pipes' | 'buildings' | 'connections' | 'labels'

/** Tabs of the left panel, in their order. */
export const LEFT_TABS: readonly LeftTab[] = ['ranking', 'what-if', 'plans']

export interface Camera {
  readonly lng: number
  readonly lat: number
  readonly zoom: number
  readonly bearing: number
  readonly pitch: number
}

/** Room that floating panels take from each edge of the stage, px; the map pads its camera by it. */
export interface Insets {
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly left: number
}

/** A place that was looked for, with what to write beside the pin. */
export interface Marker {
  readonly position: readonly [number, number]
  readonly label: string
}

/** How the desk is set up; nothing here is data. */
export const useView = defineStore('view', () => {
  const year = ref(2024)
  const colouring = ref<Colouring>('eligibility')
  const themeChoice = ref<ThemeChoice>('system')
  /** What `themeChoice` comes to on this screen; set by the shell. */
  const theme = ref<Theme>('light')
  const locale = ref<Locale>('zh-CN')
  const baseMapId = ref<string | null>(null)
  const camera = ref<Camera | null>(null)
  /** Ground and compounds are on screen (or no map can be drawn): the rest of the desk follows. */
  const mapDrawn = ref(false)
  const listOpen = ref(true)
  const leftTab = ref<LeftTab>('ranking')
  const detailOpen = ref(true)
  const measuring = ref<'off' | 'distance' | 'area'>('off')
  const hiddenLayers = ref<LayerGroup[]>([])
  /** A request to the map: the camera goes there; the map clears it. Bounds are [west, south, east, north]. */
  const flyTo = ref<
    | { readonly kind: 'point'; readonly position: readonly [number, number]; readonly zoom?: number }
    | {
        readonly kind: 'bounds'
        readonly bounds: readonly [number, number, number, number]
        /** A slower flight that ends at this tilt and turn, degrees, no closer than `maxZoom`. */
        readonly flight?: { readonly pitch: number; readonly bearing: number; readonly maxZoom: number }
      }
    | { readonly kind: 'camera'; readonly camera: Camera }
    | { readonly kind: 'home' }
    | null
  >(null)

  const marker = shallowRef<Marker | null>(null)
  /** Kept by the shell as panels open, fold and the window changes. */
  const insets = shallowRef<Insets>({ top: 12, right: 12, bottom: 12, left: 12 })
  /** px that legend and scale take at the foot of the map; measured once they are there. */
  const footHeight = ref(96)

  return {
    year,
    colouring,
    themeChoice,
    theme,
    locale,
    baseMapId,
    camera,
    mapDrawn,
    listOpen,
    leftTab,
    detailOpen,
    measuring,
    hiddenLayers,
    flyTo,
    marker,
    insets,
    footHeight,
  }
})
