import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { startLanguage } from './commands/choose-language.ts'
import { startTheme } from './commands/choose-theme.ts'
import { followSelection, loadDesk } from './commands/load-desk.ts'
import { followChanges } from './commands/follow-changes.ts'
import { followLine } from './commands/follow-line.ts'
import { followPresence } from './commands/follow-presence.ts'
import { startAccount } from './commands/sign-in.ts'
import { applyCamera, applyUrl, keepUrl } from './commands/sync-url.ts'
import { i18n } from './locales/i18n.ts'
import { parseUrlState } from './url-state.ts'

/** Opens the desk. Only when asked: the builder may put what print pages share with the desk into this module's file. */
export function startDesk(): void {
  const app = createApp(App).use(createPinia()).use(i18n)
  applyUrl(location.search)
  applyCamera(location.search)
  startTheme()
  startAccount()
  followChanges()
  followLine()
  followPresence()
  void loadDesk().then(followSelection)
  void startLanguage(parseUrlState(location.search).locale).then(() => {
    app.mount('#app')
    keepUrl()
  })
}
