/** Runs it and leaves in the browser's own timeline how long it took: the latest under this name, never a growing list. */
export function timed<Result>(name: string, run: () => Result): Result {
  const start = performance.now()
  const result = run()
  performance.clearMeasures(name)
  performance.measure(name, { start })
  return result
}
