import type { Connection } from './model.ts'

/**
 * Feasible candidates without the mid-pipe points that nobody would choose: those that another candidate equals or
 * beats in all that an engineer weighs (deviations, cost, length, drop, head to spare, the fullest main below). Every
 * manhole stays, since the answer owes an outcome to each of them; so does what `keep` names.
 */
export function withoutBeaten<T extends { readonly connection: Connection }>(
  feasible: readonly T[],
  keep: (candidate: T) => boolean,
): T[] {
  return feasible.filter(
    (candidate) =>
      candidate.connection.wellId !== null ||
      keep(candidate) ||
      !feasible.some((other) => beats(other.connection, candidate.connection)),
  )
}

function beats(a: Connection, b: Connection): boolean {
  const left = weighed(a)
  const right = weighed(b)
  return (
    left.every((value, i) => value <= (right[i] ?? NaN) + 1e-9) &&
    left.some((value, i) => value < (right[i] ?? NaN) - 1e-9)
  )
}

/** The less the better; lengths, drops and heads to the decimetre, ratios to the percent: finer is no difference. */
function weighed({ deviations, cost, length, drop, headSpare, capacity }: Connection): readonly number[] {
  const fullest = capacity.reduce((most, { after }) => Math.max(most, after), 0)
  return [
    deviations,
    cost ?? Infinity,
    Math.round((length ?? Infinity) * 10),
    Math.round((drop ?? Infinity) * 10),
    -Math.round((headSpare ?? -Infinity) * 10),
    Math.round(fullest * 100),
  ]
}
