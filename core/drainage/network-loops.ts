import type { PipeGraph } from './pipe-graph.ts'

/**
 * The pipes of every loop among the chosen pipes: strongly connected components by Tarjan's algorithm, without
 * recursion, O(wells + pipes). A pipe belongs to a loop where both its ends lie in the same component.
 */
export function findLoops(
  graph: Pick<PipeGraph, 'wells' | 'to' | 'from' | 'leavingStart' | 'leaving'>,
  chosen: Uint8Array,
): number[][] {
  const component = componentsOf(graph, chosen)
  const loops = new Map<number, number[]>()
  chosen.forEach((flag, k) => {
    const [start, end] = [graph.from[k] ?? -1, graph.to[k] ?? -1]
    if (flag !== 1 || start < 0 || end < 0 || component[start] !== component[end]) return
    const group = component[start] ?? -1
    loops.set(group, [...(loops.get(group) ?? []), k])
  })
  return [...loops.values()]
}

function componentsOf(
  graph: Pick<PipeGraph, 'wells' | 'to' | 'leavingStart' | 'leaving'>,
  chosen: Uint8Array,
): Int32Array {
  const count = graph.wells.length
  const index = new Int32Array(count).fill(-1)
  const low = new Int32Array(count)
  const cursor = new Int32Array(count)
  const onStack = new Uint8Array(count)
  const component = new Int32Array(count).fill(-1)
  const stack: number[] = []
  let next = 0
  let components = 0

  const enter = (w: number, walk: number[]): void => {
    index[w] = low[w] = next++
    cursor[w] = graph.leavingStart[w] ?? 0
    onStack[w] = 1
    stack.push(w)
    walk.push(w)
  }
  const close = (w: number): void => {
    if (low[w] !== index[w]) return
    for (let member = stack.pop(); member !== undefined; member = stack.pop()) {
      onStack[member] = 0
      component[member] = components
      if (member === w) break
    }
    components++
  }

  for (let head = 0; head < count; head++) {
    if (index[head] !== -1) continue
    const walk: number[] = []
    enter(head, walk)
    while (walk.length > 0) {
      const w = walk[walk.length - 1] ?? -1
      const i = cursor[w] ?? 0
      if (i < (graph.leavingStart[w + 1] ?? 0)) {
        cursor[w] = i + 1
        const k = graph.leaving[i] ?? -1
        const end = graph.to[k] ?? -1
        if (chosen[k] !== 1 || end < 0) continue
        if (index[end] === -1) enter(end, walk)
        else if (onStack[end]) low[w] = Math.min(low[w] ?? 0, index[end] ?? 0)
        continue
      }
      walk.pop()
      close(w)
      const parent = walk[walk.length - 1]
      if (parent !== undefined) low[parent] = Math.min(low[parent] ?? 0, low[w] ?? 0)
    }
  }
  return component
}
