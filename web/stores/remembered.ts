/** Small settings of this browser: how wide a column, how high a drawer. Where it refuses storage they last as long as the page. */
const PREFIX = 'renewal-map.'

/** What was remembered, if it still is what it has to be; else `usual`. */
export function recall<Value>(name: string, usual: Value, fits: (value: Value) => boolean): Value {
  try {
    const text = localStorage.getItem(PREFIX + name)
    if (text === null) return usual
    const value = JSON.parse(text) as Value
    return fits(value) ? value : usual
  } catch {
    return usual
  }
}

export function remember(name: string, value: unknown): void {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value))
  } catch {
    // A private window or a full disk: nothing is lost but a convenience.
  }
}
