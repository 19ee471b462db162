import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { ConnectionCollection, Downstream } from '#core/api/connections.ts'
import { api } from '../api/client.ts'
import type { LoadState } from './loading.ts'

const EMPTY: ConnectionCollection = {
  type: 'FeatureCollection',
  features: [],
  numberMatched: 0,
  numberReturned: 0,
}

/** Tie-in points of the plan; all candidates of the open compound; the way of the water to its outfall. */
export const useConnections = defineStore('connections', () => {
  const collection = shallowRef<ConnectionCollection>(EMPTY)
  const state = ref<LoadState>({ kind: 'idle' })
  const candidates = shallowRef<ConnectionCollection>(EMPTY)
  const candidatesState = ref<LoadState>({ kind: 'idle' })
  const downstream = shallowRef<Downstream | null>(null)
  let wantedCandidates: string | null = null
  let wantedDownstream: string | null = null

  const failed = (error: unknown): LoadState => ({
    kind: 'error',
    message: error instanceof Error ? error.message : String(error),
  })

  async function load(year: number): Promise<void> {
    state.value = { kind: 'loading' }
    try {
      collection.value = await api.connections(year)
      state.value = { kind: 'ready' }
    } catch (error) {
      state.value = failed(error)
    }
  }

  async function loadCandidates(compoundId: string | null, year: number): Promise<void> {
    wantedCandidates = compoundId
    candidates.value = EMPTY
    if (compoundId === null) {
      candidatesState.value = { kind: 'idle' }
      return
    }
    candidatesState.value = { kind: 'loading' }
    try {
      const answer = await api.candidates(year, compoundId)
      if (wantedCandidates !== compoundId) return
      candidates.value = answer
      candidatesState.value = { kind: 'ready' }
    } catch (error) {
      if (wantedCandidates === compoundId) candidatesState.value = failed(error)
    }
  }

  /** Follows a connection to its outfall; null clears the trace. */
  async function trace(connectionId: string | null): Promise<void> {
    wantedDownstream = connectionId
    if (connectionId === null) {
      downstream.value = null
      return
    }
    const answer = await api.downstream(connectionId)
    if (wantedDownstream === connectionId) downstream.value = answer
  }

  return { collection, state, candidates, candidatesState, downstream, load, loadCandidates, trace }
})
