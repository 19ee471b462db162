import type { Person } from '#core/api/accounts.ts'
import type { Presence, PresenceReport } from '#core/api/presence.ts'

/** A tab that says nothing for so long is gone, ms: two heartbeats and a bit. */
const SILENCE_MS = 45_000

/** Most tabs one person is shown with; whoever reports more loses the oldest. */
const TABS_A_PERSON = 8

/**
 * Who has which record open, in this process's memory alone: it is of this moment, and nobody's history. Told over the
 * event stream without names, for that is open to everybody; names are for those who are signed in.
 */
export interface PresenceBoard {
  report(person: Person, report: PresenceReport, now: Date): void
  /** One entry a person and record, the longest there first. */
  present(now: Date): readonly Presence[]
  /** @returns how to stop listening */
  listen(listener: () => void): () => void
}

interface Tab extends Presence {
  readonly tab: string
  /** ms since 1970 */
  readonly heardAt: number
}

export function createPresenceBoard(): PresenceBoard {
  const tabs = new Map<string, Tab>()
  const listeners = new Set<() => void>()

  function dropSilent(now: Date): boolean {
    const gone = [...tabs].filter(([, { heardAt }]) => now.getTime() - heardAt > SILENCE_MS)
    for (const [key] of gone) tabs.delete(key)
    return gone.length > 0
  }

  return {
    report({ id, name, role }, { tab, compoundId, connectionId }, now) {
      const key = `${id}/${tab}`
      const before = tabs.get(key)
      const silent = dropSilent(now)
      tabs.delete(key)
      const same =
        (before?.compoundId ?? null) === compoundId && (before?.connectionId ?? null) === connectionId
      if (compoundId !== null) {
        const since = same && before !== undefined ? before.since : now.toISOString()
        const seen = { accountId: id, name, role, compoundId, connectionId, since }
        tabs.set(key, { ...seen, tab, heardAt: now.getTime() })
        const own = [...tabs.keys()].filter((one) => one.startsWith(`${id}/`))
        for (const old of own.slice(0, -TABS_A_PERSON)) tabs.delete(old)
      }
      if (silent || !same) for (const listener of listeners) listener()
    },
    present(now) {
      dropSilent(now)
      const people = new Map<string, Presence>()
      for (const { tab: _tab, heardAt: _at, ...seen } of tabs.values()) {
        const key = `${seen.accountId}/${seen.compoundId}`
        const known = people.get(key)
        if (known === undefined || known.connectionId === null) people.set(key, seen)
      }
      return [...people.values()].sort((a, b) => (a.since < b.since ? -1 : 1))
    },
    listen(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
