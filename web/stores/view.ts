import { defineStore } from 'pinia'
import { ref } from 'vue'

export type Colouring = 'eligibility' | 'score'
export type ThemeChoice = 'light' | 'dark' | 'system'
export type Theme = 'light' | 'dark'
export type Locale = 'zh-CN' | 'en'
export type LayerGroup = 'pipes' | 'buildings' | 'connections' | 'labels'

export interface Camera {
  readonly lng: number
  readonly lat: number
  readonly zoom: number
  readonly bearing: number
  readonly pitch: number
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
  const listOpen = ref(true)
  const detailOpen = ref(true)
  const measuring = ref<'off' | 'distance' | 'area'>('off')
  const hiddenLayers = ref<LayerGroup[]>([])
  /** A request to the map: the camera goes there; the map clears it. Bounds are [west, south, east, north]. */
  const flyTo = ref<
    | { readonly kind: 'point'; readonly position: readonly [number, number]; readonly zoom?: number }
    | { readonly kind: 'bounds'; readonly bounds: readonly [number, number, number, number] }
    | { readonly kind: 'home' }
    | null
  >(null)

  return {
    year,
    colouring,
    themeChoice,
    theme,
    locale,
    baseMapId,
    camera,
    listOpen,
    detailOpen,
    measuring,
    hiddenLayers,
    flyTo,
  }
})
