import type { ConsentAnswer } from '#core/api/consent.ts'
import { consentGates } from '#core/compound/consent-gates.ts'
import { CHANNELS, NO_ANSWERS, type ChannelCounts } from '#core/compound/consent-tally.ts'
import { hideSmallCells } from '#core/compound/small-cells.ts'
import { countCompound } from '#core/compound/totals.ts'
import type { ProgrammePolicy } from '#core/programme/programme.ts'
import type { StoredCompound } from '../store/compounds.ts'
import type { Channels, ConsentRecord } from '../store/consent.ts'

/** @param whole the asker collects it: small counts are told */
export function consentAnswer(
  compound: StoredCompound,
  record: ConsentRecord,
  policy: ProgrammePolicy,
  whole: boolean,
): ConsentAnswer {
  const households = countCompound(compound).households
  const { consent } = compound
  const gates = consentGates(
    {
      households: consent?.total ?? households,
      agree: consent?.agree ?? null,
      consulted: record.consulted,
      schemeAgree: record.schemeAgree,
      satisfaction: record.satisfaction,
    },
    policy,
  )
  return {
    compoundId: compound.id,
    version: compound.version,
    households,
    counts: consent === null ? null : countsOf(consent, record, whole),
    basis: record.basis,
    channels: record.channels === null ? null : channelsOf(record.channels, whole),
    consulted: record.consulted,
    schemeAgree: record.schemeAgree,
    satisfaction: record.satisfaction,
    gates: gates.map((gate) => ({ ...gate })),
    hidden: !whole,
  }
}

function countsOf(
  { agree, total }: NonNullable<StoredCompound['consent']>,
  { disagree, abstain }: ConsentRecord,
  whole: boolean,
): ConsentAnswer['counts'] {
  const rest = [disagree, abstain, Math.max(0, total - agree - disagree - abstain)]
  const [no = null, none = null, open = null] = whole ? rest : hideSmallCells(rest)
  return { agree, disagree: no, abstain: none, unanswered: open, total }
}

function channelsOf(channels: Channels, whole: boolean): NonNullable<ConsentAnswer['channels']> {
  const column = (choice: keyof ChannelCounts): readonly (number | null)[] => {
    const cells = CHANNELS.map((channel) => (channels[channel] ?? NO_ANSWERS)[choice])
    return whole ? cells : hideSmallCells(cells)
  }
  const [agree, disagree, abstain] = [column('agree'), column('disagree'), column('abstain')]
  return CHANNELS.map((channel, at) => ({
    channel,
    agree: agree[at] ?? null,
    disagree: disagree[at] ?? null,
    abstain: abstain[at] ?? null,
  }))
}
