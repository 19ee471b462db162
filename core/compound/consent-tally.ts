/** What a household says: 同意, 不同意, 弃权, 未表态. */
export const CHOICES = ['agree', 'disagree', 'abstain', 'unanswered'] as const
export type Choice = (typeof CHOICES)[number]

/** Ways of asking (notice 二, 三(二)): 入户走访, 征求意见处, 微信公众号, 微信群, 纸质调查表, 其他. */
export const CHANNELS = ['visit', 'desk', 'official_account', 'group', 'paper', 'other'] as const
export type Channel = (typeof CHANNELS)[number]

/** One vote of one household. */
export interface Ballot {
  /** Code of the household, or what stands for it; equal codes are one household. */
  readonly household: string
  readonly choice: Choice
  readonly channel: Channel
  /** ISO date */
  readonly collectedOn: string
  /** Order of entry: of two votes of one day the later entered counts. */
  readonly order: number
}

/** Households by what they say; the four add up to `total`. */
export interface ChoiceCounts {
  readonly agree: number
  readonly disagree: number
  readonly abstain: number
  readonly unanswered: number
}

/** Answers that came by one channel. */
export type ChannelCounts = Readonly<Record<Exclude<Choice, 'unanswered'>, number>>

/** The votes in force. */
export interface ConsentTally extends ChoiceCounts {
  /** Every household of the compound, answered or not. */
  readonly total: number
  readonly channels: Readonly<Record<Channel, ChannelCounts>>
  /** Earlier votes that a later one of the same household has replaced. */
  readonly replaced: number
  /** Households that voted beyond `total`: more doors than the register knows. 0 in a sound tally. */
  readonly excess: number
}

/** No answers yet. */
export const NO_ANSWERS: ChannelCounts = { agree: 0, disagree: 0, abstain: 0 }

/**
 * Counts the votes in force: a later vote replaces an earlier one of the same household, by date, then by order of
 * entry; households that have not voted count as unanswered and stay in the denominator (DOMAIN §2.4). The order in
 * which the ballots are handed in does not matter. O(n).
 */
export function tallyBallots(ballots: Iterable<Ballot>, total: number): ConsentTally {
  const inForce = new Map<string, Ballot>()
  let cast = 0
  for (const ballot of ballots) {
    cast += 1
    const before = inForce.get(ballot.household)
    if (before === undefined || isLater(ballot, before)) inForce.set(ballot.household, ballot)
  }
  const channels = emptyChannels()
  const sums = { agree: 0, disagree: 0, abstain: 0 }
  let open = 0
  for (const { choice, channel } of inForce.values()) {
    if (choice === 'unanswered') {
      open += 1
      continue
    }
    sums[choice] += 1
    channels[channel][choice] += 1
  }
  return {
    ...sums,
    unanswered: Math.max(total - inForce.size, 0) + open,
    total,
    channels,
    replaced: cast - inForce.size,
    excess: Math.max(0, inForce.size - total),
  }
}

/** Sum of the answers of all channels. */
export function sumChannels(channels: Readonly<Partial<Record<Channel, ChannelCounts>>>): ChannelCounts {
  const sum = { ...NO_ANSWERS }
  for (const channel of CHANNELS) {
    const counts = channels[channel] ?? NO_ANSWERS
    sum.agree += counts.agree
    sum.disagree += counts.disagree
    sum.abstain += counts.abstain
  }
  return sum
}

function isLater(a: Ballot, b: Ballot): boolean {
  return a.collectedOn === b.collectedOn ? a.order > b.order : a.collectedOn > b.collectedOn
}

function emptyChannels(): Record<Channel, { agree: number; disagree: number; abstain: number }> {
  return {
    visit: { ...NO_ANSWERS },
    desk: { ...NO_ANSWERS },
    official_account: { ...NO_ANSWERS },
    group: { ...NO_ANSWERS },
    paper: { ...NO_ANSWERS },
    other: { ...NO_ANSWERS },
  }
}
