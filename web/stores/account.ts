import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { isOwnArea, may, type Ability } from '#core/access/roles.ts'
import type { Person } from '#core/api/accounts.ts'
import { accountsApi } from '../api/accounts.ts'
import { whenSignedOut } from '../api/client.ts'

/** Who sits at the screen, and what they may do; reading and what-if need nobody. */
export const useAccount = defineStore('account', () => {
  const user = shallowRef<Person | null>(null)
  /** false until the server has said who is signed in, so that nothing flickers between the two. */
  const known = ref(false)
  const signInOpen = ref(false)
  /** Why the dialog is open, where the person did not ask for it. */
  const ended = ref(false)
  const role = computed(() => user.value?.role ?? null)

  /** May the person do this at all? The server asks again with every write. */
  function can(ability: Ability): boolean {
    return role.value !== null && may(role.value, ability)
  }

  /** As `can`, for a record of this 镇街. */
  function canIn(ability: Ability, subdistrictCode: string): boolean {
    return user.value !== null && can(ability) && isOwnArea(user.value, subdistrictCode)
  }

  /** Asks the server; another tab may have signed in or out. */
  async function load(): Promise<void> {
    try {
      user.value = (await accountsApi.me()).user
      known.value = true
    } catch {
      // Without an answer nothing is known to have changed.
    }
  }

  /** @throws ApiError wrong name or password, locked, disabled */
  async function signIn(username: string, password: string): Promise<void> {
    user.value = (await accountsApi.signIn({ username, password })).user
    known.value = true
    signInOpen.value = false
    ended.value = false
  }

  async function signOut(): Promise<void> {
    await accountsApi.signOut()
    user.value = null
  }

  function openSignIn(): void {
    ended.value = false
    signInOpen.value = true
  }

  function closeSignIn(): void {
    signInOpen.value = false
  }

  // A write that finds the session gone: what was typed stays on screen, the person signs in and tries again.
  whenSignedOut(() => {
    ended.value = user.value !== null
    user.value = null
    signInOpen.value = true
  })

  return { user, known, role, signInOpen, ended, can, canIn, load, signIn, signOut, openSignIn, closeSignIn }
})
