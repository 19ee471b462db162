import { watch } from 'vue'
import { api } from '../api/client.ts'
import { useAccount } from '../stores/account.ts'
import { useLine } from '../stores/line.ts'
import { useOutbox } from '../stores/outbox.ts'
import { firstMap } from './first-map.ts'
import { loadOpenCandidates, loadOpenCompound, loadYear } from './load-desk.ts'
import { sendOutbox } from './send-outbox.ts'

/** While the line is gone it is tried this often, ms. */
const TRY_MS = 10_000

/** The page draws first; what is for later comes later. ms after the first map */
const SHELF_MS = 3000

/** Watches the line, sends what waits when it is back, and keeps the page itself for when it is not. */
export function followLine(): void {
  const line = useLine()
  const outbox = useOutbox()
  const account = useAccount()
  let timer: ReturnType<typeof setInterval> | undefined
  window.addEventListener('offline', () => line.cut())
  window.addEventListener('online', () => void tryLine())
  watch(
    () => line.lost,
    (lost, before) => {
      clearInterval(timer)
      if (lost) timer = setInterval(() => void tryLine(), TRY_MS)
      else if (before === true) void catchUp()
    },
    { immediate: true },
  )
  watch(
    () => account.user?.id,
    () => void sendOutbox(),
  )
  void outbox.load().then(sendOutbox)
  void firstMap().then(() => setTimeout(() => void keepPage(), SHELF_MS))
}

/** Asks the service for a sign of life; its answer turns the line by itself. */
export async function tryLine(): Promise<void> {
  await api.health().catch(() => undefined)
}

/** What stands on the screen is old, what waits can go, and the page itself may be of yesterday. */
async function catchUp(): Promise<void> {
  await sendOutbox()
  await Promise.all([loadYear(), loadOpenCompound(), loadOpenCandidates(), useAccount().load()])
  await lookForNewPage()
}

/** Takes this page's place with the one the server has now. */
export function takeNewPage(): void {
  location.reload()
}

async function keepPage(): Promise<void> {
  // Without https (localhost excepted) browsers know no service workers; the page then needs a connection.
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  try {
    await navigator.serviceWorker.register('/service-worker.js')
    await tellWorker({ task: 'keep-shell' })
    await keepLoaded()
  } catch {
    // A browser that forbids it (a private window, say) goes on without.
  }
  // Whoever signs in is answered otherwise: the worker has forgotten what the one before was told.
  watch(
    () => useAccount().user?.id,
    () => void keepLoaded(),
  )
  window.addEventListener('focus', () => void lookForNewPage())
}

/** What the page has loaded by itself, before the worker was there or before it forgot. */
async function keepLoaded(): Promise<void> {
  const files = performance
    .getEntriesByType('resource')
    .map(({ name }) => new URL(name))
    .filter(({ origin }) => origin === location.origin)
    .map(({ pathname, search }) => pathname + search)
  await tellWorker({ task: 'keep-files', files })
}

async function tellWorker(message: {
  readonly task: string
  readonly files?: readonly string[]
}): Promise<void> {
  const { active } = await navigator.serviceWorker.ready
  active?.postMessage(message)
}

/** The page's own script carries the hash of its content: another one at the server is another page. */
async function lookForNewPage(): Promise<void> {
  if (!import.meta.env.PROD) return
  const own = document.querySelector<HTMLScriptElement>('script[type="module"][src]')?.getAttribute('src')
  const now = await api.pageScript().catch(() => null)
  if (own === null || own === undefined || now === null || now === own) return
  useLine().newPage = true
}
