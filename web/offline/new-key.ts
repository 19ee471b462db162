/** A key nobody else makes. `crypto.randomUUID` is missing on plain http, which intranets use. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
