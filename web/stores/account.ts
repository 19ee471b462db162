import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { isOwnArea, may, type Ability } from '#core/access/roles.ts'
import type { Me, PasswordChange, Person, SetUpRequest } from '#core/api/accounts.ts'
import { accountsApi } from '../api/accounts.ts'
import { whenSignedOut } from '../api/client.ts'

export type AccountDialog = 'sign-in' | 'set-up' | 'password' | 'accounts' | 'audit'

/** Who sits at the screen, and what they may do; reading and what-if need nobody. */
export const useAccount = defineStore('account', () => {
  const user = shallowRef<Person | null>(null)
  /** false until the server has said who is signed in, so that nothing flickers between the two. */
  const known = ref(false)
  const mustChangePassword = ref(false)
  const needsSetUp = ref(false)
  const dialog = ref<AccountDialog | null>(null)
  /** Was the sign-in dialog opened because the session had ended? */
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

  function take(me: Me): void {
    user.value = me.user
    mustChangePassword.value = me.mustChangePassword
    needsSetUp.value = me.needsSetUp
    known.value = true
    if (me.mustChangePassword && dialog.value === null) dialog.value = 'password'
  }

  /** Asks the server; another tab may have signed in or out. */
  async function load(): Promise<void> {
    try {
      take(await accountsApi.me())
    } catch {
      // Without an answer nothing is known to have changed.
    }
  }

  /** @throws ApiError wrong name or password, locked, disabled */
  async function signIn(username: string, password: string): Promise<void> {
    const { user: person } = await accountsApi.signIn({ username, password })
    dialog.value = null
    ended.value = false
    user.value = person
    await load()
  }

  async function signOut(): Promise<void> {
    await accountsApi.signOut()
    await load()
  }

  /** @throws ApiError wrong code, weak password, a name that will not do */
  async function setUp(wish: SetUpRequest): Promise<void> {
    await accountsApi.setUp(wish)
    await signIn(wish.username, wish.password)
  }

  /** @throws ApiError wrong present password, weak new one */
  async function changePassword(passwords: PasswordChange): Promise<void> {
    await accountsApi.changePassword(passwords)
    mustChangePassword.value = false
    dialog.value = null
  }

  function openSignIn(): void {
    ended.value = false
    dialog.value = 'sign-in'
  }

  // A write that finds the session gone: what was typed stays on screen, the person signs in and tries again.
  whenSignedOut(() => {
    ended.value = user.value !== null
    user.value = null
    dialog.value = 'sign-in'
  })

  return {
    user,
    known,
    role,
    mustChangePassword,
    needsSetUp,
    dialog,
    ended,
    can,
    canIn,
    load,
    signIn,
    signOut,
    setUp,
    changePassword,
    openSignIn,
  }
})
