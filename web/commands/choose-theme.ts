import { useView, type ThemeChoice } from '../stores/view.ts'

const KEY = 'renewal-map.theme'
const dark = (): MediaQueryList => window.matchMedia('(prefers-color-scheme: dark)')

/** Takes up what was chosen last time on this machine and follows the system from then on. */
export function startTheme(): void {
  const stored = recall()
  if (stored === 'light' || stored === 'dark') useView().themeChoice = stored
  applyTheme()
  dark().addEventListener('change', applyTheme)
}

export function chooseTheme(choice: ThemeChoice): void {
  useView().themeChoice = choice
  try {
    localStorage.setItem(KEY, choice)
  } catch {
    // A locked-down browser keeps nothing; the choice then holds until the page is closed.
  }
  applyTheme()
}

function applyTheme(): void {
  const view = useView()
  const system = dark().matches ? 'dark' : 'light'
  view.theme = view.themeChoice === 'system' ? system : view.themeChoice
  document.documentElement.dataset.theme = view.theme
}

function recall(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return null
  }
}
