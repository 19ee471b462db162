/** One way to serve a compound. */
export interface Choice {
  /** Integer 元. */
  readonly cost: number
}

export interface JointResult<C extends Choice> {
  /** By compound; null = not served. */
  readonly chosen: readonly (C | null)[]
  readonly method: 'exact' | 'local-search'
  /** Sum of the individual optima of the compounds that have any. */
  readonly lowerBound: number
}

type Holds<C> = (chosen: readonly (C | null)[]) => boolean

/** Up to this many combinations every one is weighed (6 compounds with 6 candidates each, SPEC 5.7). */
const EXACT_COMBINATIONS = 7 ** 6

const STARTS = 20

/**
 * Chooses one option for each compound so that all hold at once: most served, then least cost.
 * Small sets exactly by branch and bound; larger ones from a greedy start and seeded others, by moving one and then
 * by swapping two, until nothing gains. Never worse than greedy, whose answer is always among the starts.
 *
 * @param options by compound, cheapest first
 * @param holds whether a whole assignment is feasible; asked of every assignment that could win
 */
export function chooseTogether<C extends Choice>(
  options: readonly (readonly C[])[],
  holds: Holds<C>,
): JointResult<C> {
  const lowerBound = options.reduce((sum, list) => sum + (list[0]?.cost ?? 0), 0)
  const greedy = chooseGreedily(options, holds, byCheapest(options))
  const cheapest = options.map((list) => list[0] ?? null)
  if (holds(cheapest)) return { chosen: cheapest, method: 'exact', lowerBound }
  const combinations = options.reduce((product, list) => product * (list.length + 1), 1)
  if (combinations <= EXACT_COMBINATIONS) {
    return { chosen: searchAll(options, holds, greedy), method: 'exact', lowerBound }
  }
  let best = improve(options, holds, greedy)
  const random = seededRandom(20241124)
  for (let start = 1; start < STARTS; start++) {
    const order = shuffled(options.length, random)
    const found = improve(options, holds, chooseGreedily(options, holds, order))
    if (isBetter(found, best)) best = found
  }
  return { chosen: best, method: 'local-search', lowerBound }
}

/** Each compound in turn takes the cheapest option that holds beside those before it. */
export function chooseGreedily<C extends Choice>(
  options: readonly (readonly C[])[],
  holds: Holds<C>,
  order: readonly number[],
): (C | null)[] {
  const chosen: (C | null)[] = options.map(() => null)
  for (const i of order) chosen[i] = cheapestThatHolds(options[i] ?? [], chosen, i, holds)
  return chosen
}

function cheapestThatHolds<C extends Choice>(
  list: readonly C[],
  chosen: readonly (C | null)[],
  i: number,
  holds: Holds<C>,
): C | null {
  return list.find((choice) => holds(chosen.with(i, choice))) ?? null
}

function byCheapest(options: readonly (readonly Choice[])[]): number[] {
  return [...options.keys()].sort((a, b) => (options[a]?.[0]?.cost ?? 0) - (options[b]?.[0]?.cost ?? 0))
}

/** Branch and bound over every combination; the bound is what the rest would cost alone. */
function searchAll<C extends Choice>(
  options: readonly (readonly C[])[],
  holds: Holds<C>,
  start: readonly (C | null)[],
): readonly (C | null)[] {
  let best = start
  let bestScore = scoreOf(start)
  const restBest = options.map((_, i) => scoreOf(options.slice(i).map((list) => list[0] ?? null)))
  const chosen: (C | null)[] = options.map(() => null)
  const descend = (i: number, score: Score): void => {
    const rest = restBest[i] ?? NO_SCORE
    if (!isBetterScore(addScores(score, rest), bestScore)) return
    if (i === options.length) {
      if (holds(chosen)) {
        best = [...chosen]
        bestScore = score
      }
      return
    }
    for (const choice of [...(options[i] ?? []), null]) {
      chosen[i] = choice
      descend(i + 1, addScores(score, scoreOf([choice])))
    }
    chosen[i] = null
  }
  descend(0, NO_SCORE)
  return best
}

/** One-moves, then two-swaps, until no gain. */
function improve<C extends Choice>(
  options: readonly (readonly C[])[],
  holds: Holds<C>,
  start: readonly (C | null)[],
): readonly (C | null)[] {
  let best = start
  for (let gained = true; gained;) {
    gained = false
    for (const next of neighbours(options, best)) {
      if (!isBetter(next, best) || !holds(next)) continue
      best = next
      gained = true
      break
    }
  }
  return best
}

/** Assignments that differ in one place, then in two. */
function* neighbours<C extends Choice>(
  options: readonly (readonly C[])[],
  from: readonly (C | null)[],
): Generator<readonly (C | null)[]> {
  for (const i of options.keys()) for (const a of options[i] ?? []) if (a !== from[i]) yield from.with(i, a)
  for (const i of options.keys()) {
    for (const j of options.keys()) {
      if (i === j) continue
      // A pair gains only where at least one of them gets cheaper or newly served.
      for (const a of options[i] ?? []) {
        if (from[i] && a.cost >= (from[i]?.cost ?? 0)) continue
        for (const b of [...(options[j] ?? []), null]) if (b !== from[j]) yield from.with(i, a).with(j, b)
      }
    }
  }
}

interface Score {
  readonly served: number
  readonly cost: number
}

const NO_SCORE: Score = { served: 0, cost: 0 }

function scoreOf(chosen: readonly (Choice | null)[]): Score {
  return chosen.reduce<Score>(
    (sum, choice) => (choice ? addScores(sum, { served: 1, cost: choice.cost }) : sum),
    NO_SCORE,
  )
}

function addScores(a: Score, b: Score): Score {
  return { served: a.served + b.served, cost: a.cost + b.cost }
}

function isBetter(a: readonly (Choice | null)[], b: readonly (Choice | null)[]): boolean {
  return isBetterScore(scoreOf(a), scoreOf(b))
}

function isBetterScore(a: Score, b: Score): boolean {
  return a.served !== b.served ? a.served > b.served : a.cost < b.cost
}

function shuffled(count: number, random: () => number): number[] {
  const order = [...Array(count).keys()]
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    ;[order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0]
  }
  return order
}

/** Mulberry32: the same starts on every machine. */
function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
