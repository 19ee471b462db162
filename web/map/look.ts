import { computed, ref } from 'vue'
import type { ComputedRef, Ref } from 'vue'
import type { LayerSpecification } from 'maplibre-gl'
import { useCompounds } from '../stores/compounds.ts'
import { useStaging } from '../stores/staging.ts'
import { useView } from '../stores/view.ts'
import { useWorkList } from '../stores/work-list.ts'
import type { Theme } from '../stores/view.ts'
import { layers } from './style/layers.ts'
import { scoreBreaks } from './style/score-classes.ts'
import type { ScoreBreaks } from './style/score-classes.ts'

export interface MapLook {
  readonly theme: ComputedRef<Theme>
  readonly breaks: ComputedRef<ScoreBreaks>
  readonly layers: ComputedRef<LayerSpecification[]>
  /** False until the font of the labels is there. */
  readonly lettered: Ref<boolean>
  /** Everything joins the first map. */
  readonly complete: Ref<boolean>
  /** Another base map lies below. */
  readonly foreignBase: Ref<boolean>
}

/** How the map looks for the desk as it is set up; layers and legend are both made from it. */
export function useMapLook(): MapLook {
  const view = useView()
  const compounds = useCompounds()
  const staging = useStaging()
  const workList = useWorkList()
  const lettered = ref(false)
  const complete = ref(false)
  const foreignBase = ref(false)
  const theme = computed(() => view.theme)
  const breaks = computed(() =>
    scoreBreaks(compounds.features.flatMap(({ properties }) => properties.score ?? [])),
  )
  const all = computed(() =>
    layers({
      theme: view.theme,
      colouring: staging.scene?.colouring ?? view.colouring,
      breaks: breaks.value,
      hidden: staging.scene?.hidden ?? view.hiddenLayers,
      foreignBase: foreignBase.value,
      lettered: lettered.value,
      tieInsFirst: workList.open,
      complete: complete.value,
    }),
  )
  return { theme, breaks, layers: all, lettered, complete, foreignBase }
}
