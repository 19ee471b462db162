/** Failed sign-ins from one address within the window; a whole office behind one address stays far below. */
const MAX_FAILURES = 100

const WINDOW_MS = 10 * 60 * 1000

/** Addresses remembered at once; the oldest go first. */
const MAX_ADDRESSES = 10_000

/** Slows down whoever tries many names: only failures count, so an office signing in in the morning is never stopped. */
export interface AddressLimit {
  /** How long an address has to wait, ms; 0 when it may try. */
  waitMs(address: string, now: number): number
  countFailure(address: string, now: number): void
}

export function createAddressLimit(): AddressLimit {
  const windows = new Map<string, { readonly start: number; failures: number }>()

  const current = (address: string, now: number) => {
    const known = windows.get(address)
    return known !== undefined && now - known.start < WINDOW_MS ? known : undefined
  }

  return {
    waitMs(address, now) {
      const known = current(address, now)
      return known === undefined || known.failures < MAX_FAILURES ? 0 : known.start + WINDOW_MS - now
    },
    countFailure(address, now) {
      const known = current(address, now)
      if (known !== undefined) {
        known.failures += 1
        return
      }
      windows.delete(address)
      windows.set(address, { start: now, failures: 1 })
      const [oldest] = windows.keys()
      if (windows.size > MAX_ADDRESSES && oldest !== undefined) windows.delete(oldest)
    },
  }
}
