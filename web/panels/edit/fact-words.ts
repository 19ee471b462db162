import type { CostEstimate } from '#core/compound/compound.ts'
import { findFactField } from '#core/compound/fact-fields.ts'
import { i18n } from '../../locales/i18n.ts'
import { money, number } from '../../locales/format.ts'
import { useSettings } from '../../stores/settings.ts'
import { useView } from '../../stores/view.ts'

/** A value of a fact as people read it; what is not known says so. */
export function factWords(fieldId: string, value: unknown): string {
  const { t, te } = i18n.global
  const field = findFactField(fieldId)
  if (value === null || value === undefined) return unknownWords(fieldId)
  switch (field?.kind) {
    case 'yesNo':
      return t(value === true ? 'table.yesNo.yes' : 'table.yesNo.no')
    case 'choice': {
      const key = `edit.choices.${fieldId}.${String(value)}`
      return te(key) ? t(key) : String(value)
    }
    case 'place':
      return useSettings().settings?.subdistricts.find(({ code }) => code === value)?.name ?? String(value)
    case 'count':
    case 'area':
      return `${number(Number(value), Number.isInteger(value) ? 0 : 2)} ${t(`edit.units.${fieldId}`)}`
    case 'estimates':
      return estimatesWords(value as readonly CostEstimate[])
    default:
      return String(value)
  }
}

/** What it is called that a fact is not there: of most it is 待核实, of a few 无. */
export function unknownWords(fieldId: string): string {
  const { t, te } = i18n.global
  const own = `edit.nothing.${fieldId}`
  return te(own) ? t(own) : t('edit.unknown')
}

export function estimateWords({ kind, amount, on }: CostEstimate): string {
  const { t } = i18n.global
  return `${t(`terms.costKind.${kind}`)} ${money(amount, useView().locale)} ${t('shell.figures.unit.money')} · ${on}`
}

function estimatesWords(estimates: readonly CostEstimate[]): string {
  if (estimates.length === 0) return i18n.global.t('edit.noEstimate')
  return estimates.map(estimateWords).join(';')
}
