import { askEarly } from './api/early.ts'
import { compoundsPath, programmePath, rankingPath, settingsPath } from './api/paths.ts'
import './styles/index.css'

/** The year most links leave out; another one is asked for again once the settings are known. */
const USUAL_YEAR = 2024

if (location.pathname === '/print/field-sheet') {
  void import('./field-sheet/start-field-sheet.ts')
} else if (location.pathname.startsWith('/print/')) {
  void import('./print/start-print.ts')
} else {
  // Small on purpose: the records travel while the browser fetches and reads the code of map and desk.
  const year = Number(new URLSearchParams(location.search).get('year') ?? USUAL_YEAR)
  askEarly([settingsPath(), compoundsPath(year), programmePath(year), rankingPath(year)])
  void import('./desk.ts').then(({ startDesk }) => startDesk())
}
