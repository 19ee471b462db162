import { computed, watch } from 'vue'
import type { BaseMap } from '#core/api/service.ts'
import { firstMap } from '../../commands/first-map.ts'
import { i18n } from '../../locales/i18n.ts'
import { useMessages } from '../../stores/messages.ts'
import { useSettings } from '../../stores/settings.ts'
import { useView } from '../../stores/view.ts'
import type { MapEngine } from '../engine.ts'
import type { MapLook } from '../look.ts'
import { FIRST_DATA_LAYER } from '../style/layers.ts'
import { NOTHING, underlayOf } from './underlay.ts'

/** What the engine tells of the base map below. */
export interface BaseMapEvents {
  /** A tile of it has come. */
  readonly arrived: () => void
  /** One did not. */
  readonly missed: () => void
  /** All tiles of the view have come or failed; a server without these answers nothing worth an error. */
  readonly settled: () => void
}

/**
 * Lays the chosen base map under the data. The own ground stays until the first tile of the other one has come, so
 * that on an intranet without it nothing is lost; one message says so.
 * @returns what the engine reports to, and the end of it
 */
export function followBaseMap(
  engine: MapEngine,
  look: MapLook,
): BaseMapEvents & { readonly stop: () => void } {
  const view = useView()
  const settings = useSettings()
  const messages = useMessages()
  const chosen = computed<BaseMap | null>(
    () => settings.settings?.baseMaps.find(({ id }) => id === view.baseMapId) ?? null,
  )
  let complained: string | null = null
  let laid: BaseMap | null = null

  function complain(baseMap: BaseMap): void {
    if (complained === baseMap.id || look.foreignBase.value) return
    complained = baseMap.id
    messages.toast(i18n.global.t('map.layers.missing', { name: baseMapName(baseMap) }), 'warning')
  }

  async function lay(baseMap: BaseMap | null): Promise<void> {
    await firstMap()
    if (chosen.value !== baseMap) return
    if (baseMap === null) {
      look.foreignBase.value = false
      engine.setUnderlay(FIRST_DATA_LAYER, NOTHING)
      return
    }
    try {
      const underlay = await underlayOf(baseMap, view.theme)
      if (chosen.value !== baseMap) return
      engine.setUnderlay(FIRST_DATA_LAYER, underlay)
      laid = baseMap
    } catch {
      if (chosen.value === baseMap) complain(baseMap)
    }
  }

  const stop = watch(
    [chosen, () => view.theme] as const,
    ([baseMap], [before]) => {
      if (baseMap !== before) {
        complained = null
        laid = null
        look.foreignBase.value = false
      }
      if (baseMap !== null || (before ?? null) !== null) void lay(baseMap)
    },
    { immediate: true },
  )
  return {
    stop,
    arrived: () => (look.foreignBase.value = chosen.value !== null),
    missed: () => chosen.value !== null && complain(chosen.value),
    settled: () => laid !== null && complain(laid),
  }
}

/** The two every district knows have a name in each language; others are called as the operator wrote. */
export function baseMapName({ id, label }: BaseMap): string {
  return id.startsWith('tianditu-')
    ? i18n.global.t(`map.layers.${id as 'tianditu-vector' | 'tianditu-imagery'}`)
    : label
}
