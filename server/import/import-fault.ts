/** One fault of an imported file. */
export interface ImportFault {
  readonly file: string
  /** Id of the feature, or its number, or null where the file itself is at fault. */
  readonly feature: string | null
  readonly what: string
  readonly expected: string
}

/** One line: file, feature, what, what was expected. */
export function faultLine({ file, feature, what, expected }: ImportFault): string {
  return `${file}: ${feature === null ? '' : `${feature}: `}${what}; expected ${expected}`.replace(
    /\s+/g,
    ' ',
  )
}
