/** Who comes in and who goes out when a selection changes, by compound id. */
export interface SetChange {
  readonly enters: readonly string[]
  readonly leaves: readonly string[]
}

/** The difference of two sets of ids. */
export function setChange(before: ReadonlySet<string>, after: ReadonlySet<string>): SetChange {
  return {
    enters: [...after].filter((id) => !before.has(id)),
    leaves: [...before].filter((id) => !after.has(id)),
  }
}
