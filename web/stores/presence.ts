import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Presence } from '#core/api/presence.ts'
import { useAccount } from './account.ts'

/** Colleagues who have records open at this moment. */
export const usePresence = defineStore('presence', () => {
  const account = useAccount()
  const items = shallowRef<readonly Presence[]>([])
  const others = computed(() => items.value.filter(({ accountId }) => accountId !== account.user?.id))

  function take(now: readonly Presence[]): void {
    items.value = now
  }

  return { others, take }
})
