import type { CompoundDetail, CompoundFeature, WireScore } from '#core/api/compounds.ts'
import { checksWithTierGate } from '#core/compound/eligibility.ts'
import { factsOf } from '#core/compound/facts.ts'
import type { CompoundJudgement } from '#core/programme/evaluation.ts'
import { tieNoteOf } from '#core/programme/programme-figures.ts'
import type { ReviewedScore } from '#core/programme/score-review.ts'
import type { StoredCompound } from '../store/compounds.ts'
import type { YearEvaluation } from './evaluations.ts'

/** The whole register as the contract words it, judged for its year, by id. */
export function compoundFeatures({ compounds, evaluation, prepared }: YearEvaluation): CompoundFeature[] {
  return compounds.flatMap((compound) => {
    const judgement = evaluation.judgements.get(compound.id)
    const dossier = prepared.dossiers.get(compound.id)
    if (judgement === undefined || dossier === undefined) return []
    return [toFeature(compound, judgement, dossier.sheet, evaluation.year)]
  })
}

/** One compound with everything known of it; null for an unknown id. */
export function compoundDetail(
  { compounds, prepared, evaluation }: YearEvaluation,
  id: string,
): CompoundDetail | null {
  const compound = compounds.find((candidate) => candidate.id === id)
  const judgement = evaluation.judgements.get(id)
  const dossier = prepared.dossiers.get(id)
  if (compound === undefined || judgement === undefined || dossier === undefined) return null
  const checks = checksWithTierGate(dossier.judgement, prepared.programme.policy, {
    tierAAssured: evaluation.tierAAssured,
    fiscalRoom: judgement.cost <= evaluation.leftForTierB,
  })
  const feature = toFeature(compound, judgement, dossier.sheet, evaluation.year)
  const facts = factsOf(compound)
  return {
    ...feature,
    properties: {
      ...feature.properties,
      address: compound.address,
      formerOwnerUnit: compound.formerOwnerUnit,
      declared: compound.declared,
      checks: checks.map((check) => ({ ...check })),
      scoreSheet: compound.scoreSheet === null ? null : toWireScore(dossier.sheet),
      buildingList: compound.buildings.map(({ compoundId: _compoundId, ...building }) => building),
      gates: compound.gates.map((gate) => [...gate]),
      selectionReason: judgement.selectionReason,
      facts: { ...facts, estimates: facts.estimates.map((estimate) => ({ ...estimate })) },
      estimates: compound.estimates.map((estimate) => ({ ...estimate })),
    },
  }
}

function toFeature(
  compound: StoredCompound,
  judgement: CompoundJudgement,
  sheet: ReviewedScore,
  year: number,
): CompoundFeature {
  return {
    type: 'Feature',
    id: compound.id,
    geometry: compound.footprint,
    properties: {
      id: compound.id,
      version: compound.version,
      name: compound.name,
      year,
      subdistrict: compound.subdistrict,
      subdistrictCode: compound.subdistrictCode,
      community: compound.community,
      builtYear: compound.builtYear,
      buildings: judgement.count.buildings,
      households: judgement.count.households,
      floorArea: judgement.count.floorArea,
      ownership: compound.ownership,
      tier: judgement.tier,
      eligibility: judgement.eligibility,
      reasons: [...judgement.reasons],
      score: judgement.score,
      rank: judgement.rank,
      tied: judgement.tied,
      tieNote: tieNoteOf(judgement),
      reviewPending: compound.scoreSheet !== null && !sheet.locked,
      majorChange: compound.scoreSheet !== null && sheet.major,
      selected: judgement.selected,
      stage: compound.stage,
      cost: judgement.cost,
      costKind: judgement.costKind,
      consent: compound.consent,
      maintenanceOnly: compound.maintenanceOnly,
      renovatedYear: compound.renovatedYear,
      source: compound.source,
      anchor: [...compound.anchor],
    },
  }
}

function toWireScore({ criteria, columnTotals: _totals, ...sheet }: ReviewedScore): WireScore {
  return {
    ...sheet,
    unreviewed: [...sheet.unreviewed],
    totalChanges: [...sheet.totalChanges],
    criteria: criteria.map(({ metric: _metric, cells: _cells, missing, changes, ...criterion }) => ({
      ...criterion,
      missing: [...missing],
      changes: [...changes],
    })),
  }
}
