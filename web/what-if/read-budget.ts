/** Most that the budget slider and its field take, 万元. */
export const BUDGET_CEILING = 40_000

export type BudgetFault = 'empty' | 'notNumber' | 'negative' | 'tooHigh' | 'tooFine'

/** Integer 元, or what is wrong with the text. */
export type BudgetReading = { readonly yuan: number } | { readonly fault: BudgetFault }

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d*))?$/

/** Reads 万元 as a person types them, spaces and separators among them; exact to the 元, nothing is rounded. */
export function readBudget(text: string): BudgetReading {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s,_\u00a0]|万元?$/g, '')
    .replace('−', '-')
  if (plain === '') return { fault: 'empty' }
  const [, sign, whole = '', fraction = ''] = DECIMAL.exec(plain) ?? []
  if (sign === undefined) return { fault: 'notNumber' }
  if (/[1-9]/.test(fraction.slice(4))) return { fault: 'tooFine' }
  const yuan = Number(whole) * 10_000 + Number(fraction.slice(0, 4).padEnd(4, '0'))
  if (sign === '-' && yuan > 0) return { fault: 'negative' }
  return yuan > BUDGET_CEILING * 10_000 ? { fault: 'tooHigh' } : { yuan }
}
