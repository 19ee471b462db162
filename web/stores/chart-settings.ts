import { defineStore } from 'pinia'
import { ref, watch } from 'vue'
import type { Measure } from '../charts/bars.ts'
import { recall, remember } from './remembered.ts'

/** 元/m² that a compound usually costs; outside of it somebody should look twice (DOMAIN §5.4). */
export interface UsualBand {
  readonly from: number
  readonly to: number
}

const USUAL: UsualBand = { from: 400, to: 800 }

/** How the charts are set up on this machine. */
export const useChartSettings = defineStore('chart-settings', () => {
  const band = ref<UsualBand>(recall('usual-unit-cost', USUAL, isBand))
  const measure = ref<Measure>('compounds')
  watch(band, (now) => remember('usual-unit-cost', now))
  return { band, measure }
})

function isBand({ from, to }: UsualBand): boolean {
  return Number.isFinite(from) && Number.isFinite(to) && from >= 0 && from < to
}
