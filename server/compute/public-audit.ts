import type { AuditRecord } from '../store/audit-trail.ts'

const CONSENT = new Set(['record_consent', 'take_back_consent', 'restore_consent'])

/**
 * A row of the log for whoever does not collect consent: of consent only the counts that are public anyway, of signed
 * sheets no names. Counts of one to four point at single households (DOMAIN §7.2), and the log would tell them all.
 */
export function withoutHouseholds(record: AuditRecord): AuditRecord {
  if (CONSENT.has(record.action)) {
    return { ...record, before: publicConsent(record.before), after: publicConsent(record.after) }
  }
  const { before, after } = record
  if (record.entity === 'attachment' && [before, after].some(isSignedSheet)) {
    return { ...record, before: nameless(before), after: nameless(after) }
  }
  return record
}

function publicConsent(state: unknown): unknown {
  if (!isRecord(state)) return state
  return { consent: state['consent'] ?? null, hidden: true }
}

function isSignedSheet(state: unknown): boolean {
  return isRecord(state) && state['entity'] === 'consent'
}

function nameless(state: unknown): unknown {
  if (!isRecord(state)) return state
  const { name: _name, note: _note, position: _position, ...rest } = state
  return { ...rest, hidden: true }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
