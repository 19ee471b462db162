import { watch } from 'vue'
import { presenceApi } from '../api/presence.ts'
import { newKey } from '../offline/new-key.ts'
import { useAccount } from '../stores/account.ts'
import { useLine } from '../stores/line.ts'
import { usePresence } from '../stores/presence.ts'
import { useSelection } from '../stores/selection.ts'

/** The server forgets a tab after 45 s without a word. */
const HEARTBEAT_MS = 20_000

/** Who steps through a list reports where they stop, not every row they pass. */
const SETTLE_MS = 250

const tab = newKey()

/** Tells colleagues which record this tab has open, and learns which ones they have. */
export function followPresence(): void {
  const account = useAccount()
  const selection = useSelection()
  let timer: ReturnType<typeof setTimeout> | undefined
  const soon = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => void report(), SETTLE_MS)
  }
  watch([() => selection.compoundId, () => selection.connectionId, () => account.user?.id], soon)
  document.addEventListener('visibilitychange', soon)
  setInterval(() => {
    if (!document.hidden && selection.compoundId !== null) void report()
  }, HEARTBEAT_MS)
  window.addEventListener('pagehide', () => {
    if (account.user !== null) void presenceApi.report(gone()).catch(() => undefined)
  })
}

/** Asked again when the event stream says that somebody came or went. */
export async function loadPresence(): Promise<void> {
  if (useAccount().user === null) return usePresence().take([])
  const list = await presenceApi.list().catch(() => null)
  if (list !== null) usePresence().take(list.items)
}

async function report(): Promise<void> {
  const { user } = useAccount()
  if (user === null) return usePresence().take([])
  if (useLine().lost) return
  const { compoundId, connectionId } = useSelection()
  // A tab nobody looks at is nobody's presence.
  const seen = document.hidden ? gone() : { tab, compoundId, connectionId }
  const list = await presenceApi.report(seen).catch(() => null)
  if (list !== null) usePresence().take(list.items)
}

function gone() {
  return { tab, compoundId: null, connectionId: null }
}
