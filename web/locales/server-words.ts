import type { Locale } from '../stores/view.ts'

/** What the server says of a failure: it speaks Chinese, so other languages keep to their own general words. */
export function serverWords(message: string, locale: Locale): string {
  return locale === 'zh-CN' || !/\p{Script=Han}/u.test(message) ? message : ''
}
