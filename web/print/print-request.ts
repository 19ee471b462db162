import { PRINT_KINDS, type PrintKind } from './print-address.ts'

/** What a print address asks for: `/print/ranking?plan=ID`, `/print/compare?plans=ID,ID`, `/print/briefing`. */
export interface PrintRequest {
  readonly kind: PrintKind
  readonly year: number
  /** Empty: the plan as it stands. */
  readonly plans: readonly string[]
}

const ID = /^[\w-]{1,80}$/
const USUAL_YEAR = 2024
const MOST_PLANS = 4

/** Reads a print address; null where there is no such page. Parts that cannot be meant are left out. */
export function readPrintRequest(path: string, query: string): PrintRequest | null {
  const kind = PRINT_KINDS.find((one) => path === `/print/${one}` || path === `/print/${one}/`)
  if (kind === undefined) return null
  const values = new URLSearchParams(query)
  const asked = kind === 'compare' ? (values.get('plans') ?? '').split(',') : [values.get('plan') ?? '']
  const year = values.get('year') ?? ''
  return {
    kind,
    year: /^(19|20)\d\d$/.test(year) ? Number(year) : USUAL_YEAR,
    plans: asked.filter((id) => ID.test(id)).slice(0, MOST_PLANS),
  }
}
