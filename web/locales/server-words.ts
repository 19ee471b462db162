import type { Locale } from '../stores/view.ts'

/**
 * What stands behind a failure, where it can be read: the server speaks Chinese, the browser English, and each page
 * shows only its own language beside its general words.
 */
export function serverWords(message: string, locale: Locale): string {
  if (/^HTTP \d+$/.test(message)) return message
  return /\p{Script=Han}/u.test(message) === (locale === 'zh-CN') ? message : ''
}
