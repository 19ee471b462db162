/** Answers asked for before the page's own code is there; each is handed out once. */
const asked = new Map<string, Promise<Response>>()

/** How every record is asked for. */
export const AS_JSON: RequestInit = { headers: { Accept: 'application/json' } }

/** Asks at once, for the server answers while the browser still reads the code of the map. */
export function askEarly(paths: readonly string[]): void {
  for (const path of paths) {
    const answer = fetch(path, AS_JSON)
    // Whoever takes it sees the failure; nobody may ever take it.
    answer.catch(() => undefined)
    asked.set(path, answer)
  }
}

/** The answer asked for early, if there is one and nobody has had it yet. */
export function takeEarly(path: string): Promise<Response> | undefined {
  const answer = asked.get(path)
  asked.delete(path)
  return answer
}
