import '../styles/fonts.ts'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { startLanguage } from '../commands/choose-language.ts'
import { i18n } from '../locales/i18n.ts'
import { parseUrlState } from '../url-state.ts'
import PrintPage from './PrintPage.vue'

/** Pages on paper need no map and no desk: a page of their own, which print and PDF take as it stands. */
document.documentElement.dataset['theme'] = 'light'
const app = createApp(PrintPage).use(createPinia()).use(i18n)
void startLanguage(parseUrlState(location.search).locale).then(() => app.mount('#app'))
