import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useBriefing } from './briefing.ts'
import type { Colouring, LayerGroup } from './view.ts'

/** What the map shows while a chapter is on. */
export interface Scene {
  readonly colouring: Colouring
  /** Compounds that stand out, the others dim; null = all alike. */
  readonly spotlight: ReadonlySet<string> | null
  readonly hidden: readonly LayerGroup[]
  readonly compoundId: string | null
  readonly connectionId: string | null
}

/**
 * The scene of the chapter, laid over the desk: the map shows it in place of what the desk has chosen, coloured and
 * filtered. All of that stays as it is and is there again when the presentation ends.
 */
export const useStaging = defineStore('staging', () => {
  const briefing = useBriefing()

  const scene = computed(() => (briefing.open ? sceneOf(briefing) : null))

  return { scene }
})

function sceneOf({ chapter, facts, lit, lens }: ReturnType<typeof useBriefing>): Scene {
  const places = facts?.places ?? []
  const selected = new Set(places.filter((one) => one.selected).map((one) => one.compoundId))
  const plain: Scene = {
    colouring: 'eligibility',
    spotlight: lit ?? selected,
    hidden: ['pipes', 'connections'],
    compoundId: null,
    connectionId: null,
  }
  // Chapter three is about the whole register.
  if (chapter === 'standing') return { ...plain, colouring: lens, spotlight: lit }
  if (chapter !== 'tieIns') return plain
  const example = facts?.tieIns?.example ?? null
  return {
    ...plain,
    hidden: [],
    compoundId: example?.compoundId ?? null,
    connectionId: example?.connectionId ?? null,
  }
}
