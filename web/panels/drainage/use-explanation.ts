import { shallowRef, watchEffect, type ShallowRef } from 'vue'
import type { ConnectionProperties } from '#core/api/connections.ts'
import type { explain as phrase } from '#core/drainage/explain.ts'
import { useView } from '../../stores/view.ts'

type Explain = typeof phrase

/** Warnings and reasons of a connection in the language of the page. */
export interface Explained {
  readonly warnings: readonly string[]
  readonly reasons: readonly string[]
}

/** The server explains in Chinese; the same phrase book of `core` is fetched for other languages. */
export function useExplanation(): (connection: ConnectionProperties) => Explained {
  const view = useView()
  const explain: ShallowRef<Explain | null> = shallowRef(null)
  watchEffect(() => {
    if (view.locale !== 'zh-CN' && explain.value === null)
      void import('#core/drainage/explain.ts').then((module) => (explain.value = module.explain))
  })
  return (connection) => {
    const count = connection.warnings.length
    if (view.locale === 'zh-CN')
      return {
        warnings: connection.explanation.slice(0, count),
        reasons: connection.explanation.slice(count),
      }
    const inEnglish = (reason: ConnectionProperties['reasons'][number]): string =>
      explain.value?.(reason as Parameters<Explain>[0], 'en') ?? reason.code
    return { warnings: connection.warnings.map(inEnglish), reasons: connection.reasons.map(inEnglish) }
  }
}
