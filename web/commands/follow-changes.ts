import { useAttachments } from '../stores/attachments.ts'
import { useCompounds } from '../stores/compounds.ts'
import { useSettings } from '../stores/settings.ts'
import { useView } from '../stores/view.ts'
import { useWorkList } from '../stores/work-list.ts'
import { tryLine } from './follow-line.ts'
import { loadPresence } from './follow-presence.ts'
import { loadOpenCandidates, loadOpenCompound, loadYear } from './load-desk.ts'

/** Changes often come in a row; the page fetches once for all of them. */
const SETTLE_MS = 400

interface DataChange {
  readonly version: number
  readonly entities: readonly { readonly entity: string; readonly id: string }[] | null
}

/**
 * Fetches again what others have changed, as it happens. A tab nobody looks at lets go of its connection (a browser has
 * only six per server) and catches up when it is looked at again.
 */
export function followChanges(): void {
  let source: EventSource | null = null
  let known: number | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  const onVersion = (event: MessageEvent<string>): void => {
    const { version, entities } = JSON.parse(event.data) as DataChange
    if (entities === null || entities.some(({ entity }) => entity === 'attachment')) {
      void useAttachments().loadOpen()
    }
    const before = known
    known = version
    if (before === null || before === version) return
    clearTimeout(timer)
    timer = setTimeout(() => void fetchAgain(), SETTLE_MS)
  }

  const update = (): void => {
    if (document.hidden) {
      source?.close()
      source = null
    } else if (source === null) {
      source = new EventSource('/api/events')
      source.addEventListener('version', onVersion)
      source.addEventListener('presence', () => void loadPresence())
      // A refusal (signed out, still starting) ends it for good; coming back to the tab tries again.
      source.addEventListener('error', () => {
        if (source?.readyState === EventSource.CLOSED) source = null
        void tryLine()
      })
    }
  }
  document.addEventListener('visibilitychange', update)
  window.addEventListener('focus', update)
  update()
}

/** What is on screen stays there until the new state has come. */
async function fetchAgain(): Promise<void> {
  const { detail } = useCompounds()
  const work = useWorkList()
  await Promise.all([
    useSettings().load(),
    ...(work.state.kind === 'ready' ? [work.load(useView().year)] : []),
    loadYear(),
    ...(detail === null ? [] : [loadOpenCompound(), loadOpenCandidates()]),
  ])
}
