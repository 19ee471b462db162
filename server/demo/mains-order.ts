import type { DraftPipe, DraftWell, MainsDraft } from './mains-draft.ts'

/** The pipe each well drains into. */
export function waysOut(pipes: readonly DraftPipe[]): Map<DraftWell, DraftPipe> {
  return new Map(pipes.map((pipe) => [pipe.from, pipe]))
}

/** Pipes in the order of flow, each after everything above it. O(pipes). */
export function downstreamOrder({ wells, pipes }: MainsDraft): DraftPipe[] {
  const out = waysOut(pipes)
  const waiting = new Map<DraftWell, number>()
  for (const pipe of pipes) waiting.set(pipe.to, (waiting.get(pipe.to) ?? 0) + 1)
  const ready = wells.filter((well) => !waiting.has(well))
  const order: DraftPipe[] = []
  for (let well = ready.pop(); well !== undefined; well = ready.pop()) {
    const pipe = out.get(well)
    if (pipe === undefined) continue
    order.push(pipe)
    const left = (waiting.get(pipe.to) ?? 1) - 1
    waiting.set(pipe.to, left)
    if (left === 0) ready.push(pipe.to)
  }
  return order
}

/** Takes first reaches away, one ring of them after the other, until the network has `count` pipes. */
export function trimTo(draft: MainsDraft, count: number): MainsDraft {
  let { wells, pipes } = draft
  while (pipes.length > count) {
    const reached = new Set(pipes.map((pipe) => pipe.to))
    const heads = pipes.filter((pipe) => !reached.has(pipe.from))
    const gone = new Set(heads.slice(0, pipes.length - count))
    if (gone.size === 0) break
    const goneWells = new Set([...gone].map((pipe) => pipe.from))
    pipes = pipes.filter((pipe) => !gone.has(pipe))
    wells = wells.filter((well) => !goneWells.has(well))
  }
  return { wells, pipes }
}
