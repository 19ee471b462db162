import { isDeepStrictEqual } from 'node:util'
import { notFound, ProblemError } from '../middleware/problem.ts'
import { recordAudit, type AuditActor } from '../store/audit.ts'
import type { StoredCompound } from '../store/compounds.ts'
import { hasLaterConsentEntry, readConsentEntry, setConsentEntryInForce } from '../store/consent-entries.ts'
import { readConsentRecord, saveConsent } from '../store/consent.ts'
import type { Session } from '../store/store.ts'

/**
 * Takes an entry of consent back, or lets it count again: counts, channels, K2 to K4 stand as they did before (or
 * behind) it. Whatever somebody has entered since stays theirs. @throws ProblemError 404, 409
 */
export async function setConsentEntry(
  session: Session,
  compound: StoredCompound,
  { sequence, inForce }: { readonly sequence: number; readonly inForce: boolean },
  actor: AuditActor,
): Promise<void> {
  const entry = await readConsentEntry(session, compound.id, sequence)
  if (entry === null) throw notFound(`${compound.name}没有第${sequence}次征询登记`)
  if (entry.inForce === inForce) return
  const now = { consent: compound.consent, record: await readConsentRecord(session, compound.id) }
  const [from, to] = inForce ? [entry.before, entry.after] : [entry.after, entry.before]
  const moved = !isDeepStrictEqual(now, from) || (await hasLaterConsentEntry(session, compound.id, sequence))
  if (moved)
    throw new ProblemError(409, {
      detail: `此后${compound.name}又有新的征询登记,没有${inForce ? '恢复' : '撤回'},现有登记没有改动;请按现有登记重新填报`,
    })
  await setConsentEntryInForce(session, compound.id, entry, inForce)
  await saveConsent(session, compound, to.consent, to.record)
  await recordAudit(session, {
    actor,
    action: inForce ? 'restore_consent' : 'take_back_consent',
    entity: 'compound',
    entityId: compound.id,
    before: { consent: now.consent, ...now.record },
    after: { consent: to.consent, ...to.record },
  })
}
