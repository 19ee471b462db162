import type { Compound } from '#core/compound/compound.ts'
import { CHANNELS, type Channel, type ChannelCounts } from '#core/compound/consent-tally.ts'
import { NO_CONSENT_RECORD, type ConsentRecord } from '../store/consent.ts'
import { Random } from './random.ts'

/** Shares of the channels in the demo programme, percent: people are mostly asked at their doors. */
const SHARES: Readonly<Record<Channel, number>> = {
  visit: 46,
  desk: 9,
  official_account: 21,
  group: 12,
  paper: 12,
  other: 0,
}

/** Synthetic counts by channel that add up to what the demo compound's consent says. */
export function demoConsentRecord({ id, consent }: Pick<Compound, 'id' | 'consent'>): ConsentRecord | null {
  if (consent === null || consent.total <= 0) return null
  const random = new Random(7, `consent ${id}`)
  const silent = consent.total - consent.agree
  const disagree = Math.floor((silent * random.integer(30, 60)) / 100)
  const abstain = Math.floor((silent * random.integer(5, 15)) / 100)
  const agreeing = split(consent.agree, random)
  const refusing = split(disagree, random)
  const abstaining = split(abstain, random)
  const channels: Partial<Record<Channel, ChannelCounts>> = {}
  for (const channel of CHANNELS)
    channels[channel] = {
      agree: agreeing[channel],
      disagree: refusing[channel],
      abstain: abstaining[channel],
    }
  return { ...NO_CONSENT_RECORD, disagree, abstain, channels }
}

/** Whole households by channel; what rounding leaves goes to the doors. */
function split(total: number, random: Random): Record<Channel, number> {
  const counts: Record<Channel, number> = {
    visit: 0,
    desk: 0,
    official_account: 0,
    group: 0,
    paper: 0,
    other: 0,
  }
  let left = total
  for (const channel of CHANNELS) {
    if (channel === 'visit') continue
    const share = Math.max(0, SHARES[channel] + (SHARES[channel] > 0 ? random.integer(-4, 4) : 0))
    counts[channel] = Math.min(left, Math.floor((total * share) / 100))
    left -= counts[channel]
  }
  return { ...counts, visit: left }
}
