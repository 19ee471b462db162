import '../styles/fonts.ts'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { i18n, setLanguage } from '../locales/i18n.ts'
import PrintPage from './PrintPage.vue'

/** Tables on paper need no map and no desk: a page of their own, which print and PDF take as it stands. */
const locale = new URLSearchParams(location.search).get('lang') === 'en' ? 'en' : 'zh-CN'
document.documentElement.dataset['theme'] = 'light'
void setLanguage(locale).then(() => createApp(PrintPage).use(createPinia()).use(i18n).mount('#app'))
