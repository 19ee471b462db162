/** Colours of the charts, out of the tokens of the page as the theme has them now. */
export interface ChartColours {
  readonly accent: string
  readonly amber: string
  readonly danger: string
  readonly ink: string
  readonly quiet: string
  readonly line: string
  readonly surface: string
}

export function chartColours(): ChartColours {
  const style = getComputedStyle(document.documentElement)
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim()
  return {
    accent: token('accent'),
    amber: token('amber'),
    danger: token('danger'),
    ink: token('ink'),
    quiet: token('quiet'),
    line: token('line'),
    surface: token('surface'),
  }
}
