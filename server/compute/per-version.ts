/**
 * Remembers what was computed of one data version and forgets it with the next: derived state that never goes stale
 * and is never computed twice, however many ask at the same moment.
 */
export interface PerVersion {
  get<Value>(key: string, make: () => Promise<Value>): Promise<Value>
}

export function createPerVersion(dataVersion: () => Promise<number>): PerVersion {
  let current = -1
  let values = new Map<string, Promise<unknown>>()
  return {
    async get<Value>(key: string, make: () => Promise<Value>): Promise<Value> {
      const version = await dataVersion()
      if (version !== current) {
        current = version
        values = new Map()
      }
      const home = values
      const known = home.get(key)
      if (known !== undefined) return known as Promise<Value>
      const made = make()
      home.set(key, made)
      // What failed is tried again by whoever asks next.
      made.catch(() => home.delete(key))
      return made
    },
  }
}
