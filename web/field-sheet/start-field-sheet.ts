import '../styles/fonts.ts'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { i18n, setLanguage } from '../locales/i18n.ts'
import { useView } from '../stores/view.ts'
import FieldSheetPage from './FieldSheetPage.vue'

/** The sheet needs no map and no desk: a page of its own that a phone opens and a printer takes. */
const locale = new URLSearchParams(location.search).get('lang') === 'en' ? 'en' : 'zh-CN'
document.documentElement.dataset['theme'] = 'light'
void setLanguage(locale).then(() => {
  const app = createApp(FieldSheetPage).use(createPinia()).use(i18n)
  useView().locale = locale
  app.mount('#app')
})
