import type { ConsentCount } from '#core/compound/compound.ts'
import { consentFaults, satisfactionFaults, type CountFault } from '#core/compound/consent-faults.ts'
import { given, type MergeFault } from '#core/import/merge/merged.ts'
import type { StagedRow } from '#core/import/stage-row.ts'
import { readCompoundRecords } from '../../../store/compounds.ts'
import {
  NO_CONSENT_RECORD,
  readConsentRecord,
  saveConsent,
  type ConsentRecord,
} from '../../../store/consent.ts'
import { versionsOf } from '../../../store/upsert-rows.ts'
import type { ImportTarget } from './target.ts'

/** Counts of a compound's consent: the one P4 reads, and the record beside it. */
interface ConsentCounts {
  readonly id: string
  readonly consent: ConsentCount | null
  readonly record: ConsentRecord
}

const SATISFACTION = ['issued', 'returned', 'valid', 'satisfied'] as const

export const CONSENT_TARGET: ImportTarget<ConsentCounts> = {
  entity: 'compound',
  audited: 'each',
  idOf({ id }, { findCompound }) {
    const found = findCompound(id)
    if (found === null) return { field: 'id', value: id, expected: '没有这个小区' }
    if (found === 'many') return { field: 'id', value: id, expected: '有多个同名小区,请填小区编号' }
    return found
  },
  async read(session, ids) {
    const counts = new Map<string, ConsentCounts>()
    for (const [id, { consent }] of await readCompoundRecords(session, ids)) {
      counts.set(id, { id, consent, record: await readConsentRecord(session, id) })
    }
    return counts
  },
  merge(before, staged, { compounds, findCompound }) {
    const id = findCompound(staged.id) ?? staged.id
    const households = compounds.get(id)?.households ?? 0
    const record = recordOf(before?.record ?? NO_CONSENT_RECORD, staged.values)
    const consent = { agree: Number(staged.values['agree']), total: Number(staged.values['total']) }
    const faults = faultsOf(consent, record, households, staged.values)
    return faults.length > 0 ? { record: null, faults } : { record: { id, consent, record }, faults: [] }
  },
  facts: ({ consent, record }) => ({ consent, ...record }),
  areaOf: ({ id }, { compounds }) => compounds.get(id)?.subdistrictCode ?? null,
  async save(session, values) {
    const versions = await versionsOf(
      session,
      'compounds',
      values.map(({ id }) => id),
    )
    for (const { id, consent, record } of values) {
      await saveConsent(session, { id, version: versions.get(id) ?? 0 }, consent, record)
    }
  },
  allIds: null,
  remove: async () => undefined,
  versions: (session, ids) => versionsOf(session, 'compounds', ids),
  bindings: null,
}

function recordOf(standing: ConsentRecord, values: StagedRow['values']): ConsentRecord {
  const counted = SATISFACTION.map((name) => values[name])
  return {
    ...standing,
    basis: 'counts',
    channels: null,
    disagree: given<number | null>(values, 'disagree', null) ?? 0,
    abstain: given<number | null>(values, 'abstain', null) ?? 0,
    consulted: given(values, 'consulted', standing.consulted),
    schemeAgree: given(values, 'schemeAgree', standing.schemeAgree),
    satisfaction: counted.every((count) => typeof count === 'number')
      ? {
          issued: Number(values['issued']),
          returned: Number(values['returned']),
          valid: Number(values['valid']),
          satisfied: Number(values['satisfied']),
        }
      : standing.satisfaction,
  }
}

function faultsOf(
  consent: ConsentCount,
  record: ConsentRecord,
  households: number,
  values: StagedRow['values'],
): MergeFault[] {
  const faults: MergeFault[] = []
  if (consent.total !== households) {
    faults.push({
      field: 'total',
      value: String(consent.total),
      expected: `应等于小区登记户数 ${households}`,
    })
  }
  const given = SATISFACTION.filter((name) => typeof values[name] === 'number')
  if (given.length > 0 && given.length < SATISFACTION.length) {
    faults.push({
      field: given[0] ?? null,
      value: '',
      expected: '满意度的发放、回收、有效、满意四项应同时填写',
    })
  }
  const { disagree, abstain, consulted, schemeAgree } = record
  const counts = { ...consent, disagree, abstain, consulted, schemeAgree, channels: null }
  const found: readonly CountFault[] = [
    ...consentFaults(counts),
    ...(record.satisfaction === null || given.length === 0
      ? []
      : satisfactionFaults(record.satisfaction, households)),
  ]
  return [
    ...faults,
    ...found.map(({ field, message, value }) => ({ field, value: String(value), expected: message })),
  ]
}
