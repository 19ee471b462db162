import type { LoadChange } from './loads.ts'
import type { StormNetwork } from './network.ts'

/** What one way to connect a compound touches: the mains below it and the wells whose load it changes. */
export interface Touching {
  readonly path: readonly number[]
  readonly changes: readonly LoadChange[]
}

/**
 * Compounds whose choices can act on each other: they, or a chain of others, could load one main. Every group can be
 * solved on its own, so that a town of many compounds falls into small exact problems. O(mains touched), nearly.
 *
 * @param options by compound
 * @returns groups of compound numbers, in order
 */
export function groupBySharedMains(
  network: StormNetwork,
  options: readonly (readonly Touching[])[],
): number[][] {
  const leader = options.map((_, i) => i)
  const find = (i: number): number => {
    let top = i
    while (leader[top] !== top) top = leader[top] ?? top
    return top
  }
  const holder = new Map<number, number>()
  options.forEach((list, i) => {
    for (const pipe of new Set(list.flatMap((option) => pipesOf(network, option)))) {
      const other = holder.get(pipe)
      if (other === undefined) holder.set(pipe, i)
      else leader[Math.max(find(other), find(i))] = Math.min(find(other), find(i))
    }
  })
  const groups = new Map<number, number[]>()
  options.forEach((_, i) => groups.set(find(i), [...(groups.get(find(i)) ?? []), i]))
  return [...groups.values()]
}

function pipesOf(network: StormNetwork, { path, changes }: Touching): number[] {
  const pipes = new Set(path)
  for (const { well } of changes) {
    for (let k = network.loadPipe[well] ?? -1; k >= 0 && !pipes.has(k);) {
      pipes.add(k)
      k = network.loadPipe[network.to[k] ?? -1] ?? -1
    }
  }
  return [...pipes]
}
