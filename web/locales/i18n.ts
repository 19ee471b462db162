import { createI18n } from 'vue-i18n'
import type { Locale } from '../stores/view.ts'
import zh from './zh.ts'

export type Messages = typeof zh

/** Chinese comes with the page; other languages are fetched when somebody asks for them. */
export const i18n = createI18n<[Messages], Locale, false>({
  legacy: false,
  locale: 'zh-CN',
  fallbackLocale: 'zh-CN',
  missingWarn: false,
  fallbackWarn: false,
  messages: { 'zh-CN': zh, en: {} as Messages },
})
const englishLoaded = false

/** Resolves once the words of the language are there and on screen. */
export async function setLanguage(locale: Locale): Promise<void> {
  if (locale === 'en' && !englishLoaded) {
    const { default: en } = await import('./en.ts')
    i18n.global.setLocaleMessage('en', en as unknown as typeof zh)
  }
  i18n.global.locale.value = locale
  document.documentElement.lang = locale
  document.title = i18n.global.t('shell.title')
}
