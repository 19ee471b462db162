import type { StoredPipe } from '../store/network.ts'

/**
 * The pipes the water runs through from `first` on, in the order of flow, as far as the survey knows: at a fork the
 * largest pipe in use of the same system. Ends at an outfall, at a gap, or where the survey turns in a circle.
 */
export function downstreamOf(first: StoredPipe, pipes: readonly StoredPipe[]): StoredPipe[] {
  const leaving = new Map<string, StoredPipe>()
  for (const pipe of pipes) {
    if (pipe.status !== 'in_use' || pipe.system !== first.system) continue
    const rival = leaving.get(pipe.from)
    if (rival === undefined || (pipe.dn ?? 0) > (rival.dn ?? 0)) leaving.set(pipe.from, pipe)
  }
  const way: StoredPipe[] = []
  const seen = new Set<string>()
  for (let pipe: StoredPipe | undefined = first; pipe !== undefined; pipe = leaving.get(pipe.to)) {
    if (seen.has(pipe.id)) break
    seen.add(pipe.id)
    way.push(pipe)
  }
  return way
}
