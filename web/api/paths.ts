/** Addresses that more than one module has to spell alike. */
export function settingsPath(): string {
  return '/api/settings'
}

export function compoundsPath(year: number, cursor?: string): string {
  return `/api/compounds?${query({ year, limit: 10000, cursor })}`
}

export function programmePath(year: number): string {
  return `/api/programmes/${year}`
}

export function rankingPath(year: number): string {
  return `/api/programmes/${year}/ranking`
}

/** The part behind the question mark, without what is not known. */
export function query(values: Record<string, string | number | undefined>): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined) parameters.set(name, String(value))
  }
  return parameters.toString()
}
