import type { ConnectionProperties } from '#core/api/connections.ts'
import { explain } from '#core/drainage/explain.ts'
import type { Locale } from '../../stores/view.ts'

/** Warnings, then reasons, in words: the server's own in Chinese, the same rules' words in English. */
export function wordsOf(
  connection: Pick<ConnectionProperties, 'warnings' | 'reasons' | 'explanation'>,
  locale: Locale,
): readonly string[] {
  if (locale === 'zh-CN') return connection.explanation
  return [...connection.warnings, ...connection.reasons].map((reason) => explain(reason, 'en'))
}
