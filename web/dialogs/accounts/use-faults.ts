import { useI18n } from 'vue-i18n'
import { ApiError } from '../../api/client.ts'
import { serverWords } from '../../locales/server-words.ts'
import { useView } from '../../stores/view.ts'

/** Why signing in did not work, for the person who tried. */
export function useSignInFault(): (error: unknown) => string {
  const { t } = useI18n()
  return (error) => {
    if (!(error instanceof ApiError)) return t('account.faults.offline')
    const { status } = error.problem
    if (status === 429) {
      return t('account.faults.locked', { minutes: Math.max(1, Math.ceil((error.retryAfter ?? 60) / 60)) })
    }
    if (status === 401 || status === 400) return t('account.faults.wrong')
    return status === 403 ? t('account.faults.disabled') : t('account.faults.server')
  }
}

/** Why a form was refused: the server's own words where the page speaks its language. */
export function useFormFault(): (error: unknown) => string {
  const { t } = useI18n()
  const view = useView()
  return (error) => {
    if (!(error instanceof ApiError)) return t('account.faults.notSaved')
    const { title, detail, errors, status } = error.problem
    const said = errors === undefined ? (detail ?? title) : errors.map(({ message }) => message).join(';')
    const words = serverWords(said, view.locale)
    if (words !== '') return words
    return status === 412 ? t('account.faults.stale') : t('account.faults.refused')
  }
}
