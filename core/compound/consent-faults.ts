import { sumChannels, type Channel, type ChannelCounts } from './consent-tally.ts'

/** What is wrong with counts somebody has entered; empty when all is well. */
export interface CountFault {
  readonly field: string
  readonly message: string
  readonly value: number
}

/** Counts of a consent survey as entered. */
export interface ConsentCounts {
  readonly agree: number
  readonly disagree: number
  readonly abstain: number
  readonly total: number
  readonly consulted: number | null
  readonly schemeAgree: number | null
  readonly channels: Readonly<Partial<Record<Channel, ChannelCounts>>> | null
}

/** Answers cannot exceed the households, and the channels must add up to the answers. */
export function consentFaults(counts: ConsentCounts): readonly CountFault[] {
  const { agree, disagree, abstain, total, channels } = counts
  const faults: CountFault[] = []
  const answered = agree + disagree + abstain
  if (answered > total)
    faults.push({
      field: 'agree',
      message: `同意${agree}+不同意${disagree}+弃权${abstain}=${answered}户,超过总户数${total}户`,
      value: answered,
    })
  for (const [field, label] of [
    ['consulted', '征求意见'],
    ['schemeAgree', '同意方案'],
  ] as const) {
    const count = counts[field]
    if (count !== null && count > total)
      faults.push({ field, message: `${label}${count}户,超过总户数${total}户`, value: count })
  }
  if (channels === null) return faults
  const sum = sumChannels(channels)
  const wanted = { agree, disagree, abstain }
  for (const [choice, label] of [
    ['agree', '同意'],
    ['disagree', '不同意'],
    ['abstain', '弃权'],
  ] as const) {
    if (sum[choice] !== wanted[choice])
      faults.push({
        field: 'channels',
        message: `各渠道${label}合计${sum[choice]}户,与${label}${wanted[choice]}户不符`,
        value: sum[choice],
      })
  }
  return faults
}

/** Counts of a satisfaction survey (K4). */
export interface SatisfactionCounts {
  readonly issued: number
  readonly returned: number
  readonly valid: number
  readonly satisfied: number
}

/** Each count is part of the one before: satisfied ≤ valid ≤ returned ≤ issued ≤ households. */
export function satisfactionFaults(counts: SatisfactionCounts, households: number): readonly CountFault[] {
  const steps = [
    ['households', '总户数', households],
    ['issued', '发放', counts.issued],
    ['returned', '回收', counts.returned],
    ['valid', '有效', counts.valid],
    ['satisfied', '满意', counts.satisfied],
  ] as const
  return steps.flatMap(([field, label, value], at) => {
    const before = steps[at - 1]
    if (before === undefined || value <= before[2]) return []
    return [{ field, message: `${label}${value}份,多于${before[1]}${before[2]}`, value }]
  })
}
