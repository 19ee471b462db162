import { setLanguage } from '../locales/i18n.ts'
import { useView, type Locale } from '../stores/view.ts'

const KEY = 'renewal-map.language'

/** The link's language wins, then the one chosen last time, then Chinese. */
export async function startLanguage(fromLink: Locale | null): Promise<void> {
  const view = useView()
  view.locale = fromLink ?? (recall() === 'en' ? 'en' : 'zh-CN')
  await setLanguage(view.locale)
}

export async function chooseLanguage(locale: Locale): Promise<void> {
  useView().locale = locale
  try {
    localStorage.setItem(KEY, locale)
  } catch {
    // Nothing is kept then; the link still carries the language.
  }
  await setLanguage(locale)
}

function recall(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return null
  }
}
