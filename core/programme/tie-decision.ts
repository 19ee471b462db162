/**
 * What the leading group decided between compounds that are equal in every key (DOMAIN §3.5): their order, and who
 * said so where, when and why.
 */
export interface TieDecision {
  readonly id: string
  /** Ids of the compounds, the first in front. */
  readonly order: readonly string[]
  /** Who decided, e.g. 区老旧小区改造工作领导小组. */
  readonly decidedBy: string
  readonly meeting: string
  /** ISO date of the meeting */
  readonly on: string
  /** Number of the minutes, where they have one. */
  readonly documentNumber: string | null
  readonly reason: string
}

/** Chinese: by whom, where and why a tie was broken. */
export function tieDecisionText({ decidedBy, meeting, on, documentNumber, reason }: TieDecision): string {
  const minutes = documentNumber === null ? '' : `,${documentNumber}`
  return `并列名次由${decidedBy}审定(${meeting},${on}${minutes}):${reason}`
}

/**
 * The decision that orders a tied group: one that names all of them, the latest of several. Who has left the tie
 * since takes nothing from the others' order; who has joined it was never decided on, and the tie stands.
 */
export function decisionFor(
  tied: readonly { readonly id: string }[],
  decisions: readonly TieDecision[],
): TieDecision | null {
  let found: TieDecision | null = null
  for (const decision of decisions) {
    if (found !== null && isLater(found, decision)) continue
    const named = new Set(decision.order)
    if (tied.every(({ id }) => named.has(id))) found = decision
  }
  return found
}

function isLater(one: TieDecision, than: TieDecision): boolean {
  return one.on === than.on ? one.id > than.id : one.on > than.on
}
