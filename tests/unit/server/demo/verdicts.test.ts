import { beforeAll, describe, expect, it } from 'vitest'
import type { CheckId } from '#core/compound/verdict.ts'
import { selectProgramme } from '#core/programme/evaluate.ts'
import type { CompoundJudgement, ProgrammeEvaluation } from '#core/programme/evaluation.ts'
import { prepareProgramme } from '#core/programme/prepare.ts'
import type { JudgedProgramme } from '#core/programme/prepare.ts'
import type { Programme } from '#core/programme/programme.ts'
import type { ScoringTable } from '#core/programme/scoring-table.ts'
import type { City } from '#server/demo/city.ts'
import { programmeCity, readData } from './shipped-city.ts'

describe('the rules on the city that ships', () => {
  let city: City
  let programme: Programme
  let prepared: JudgedProgramme
  let evaluation: ProgrammeEvaluation
  let judgements: CompoundJudgement[]
  beforeAll(async () => {
    city = (await programmeCity()).city
    programme = JSON.parse(await readData('programme-2024.json')) as Programme
    const scoringTable = JSON.parse(await readData('scoring-default.json')) as ScoringTable
    prepared = prepareProgramme({ programme, scoringTable, compounds: city.compounds })
    evaluation = selectProgramme(prepared)
    judgements = [...evaluation.ranking]
  })

  const ranked = () => judgements.filter(({ rank }) => rank !== null)
  const checksOf = ({ compoundId }: CompoundJudgement) =>
    prepared.dossiers.get(compoundId)?.judgement.checks ?? []
  const failing = (judgement: CompoundJudgement) =>
    checksOf(judgement)
      .filter(({ id, verdict }) => id !== 'P11' && verdict === 'fail')
      .map(({ id }) => id)
  const open = (judgement: CompoundJudgement) =>
    checksOf(judgement)
      .filter(({ id, verdict }) => id !== 'P11' && verdict === 'unknown')
      .map(({ id }) => id)

  it('select thirteen that add up to the notice exactly', () => {
    const { official } = programme
    expect(evaluation.totals).toMatchObject({
      compounds: official.compounds,
      buildings: official.buildings,
      households: official.households,
      floorArea: official.floorArea,
      tierA: official.tierA,
      tierB: official.tierB,
    })
  })

  it('keep the cost and both reserves within the budget, and the next of tier B outside', () => {
    const { cost, reserveTemporary, reserveMaintenance } = evaluation.totals
    expect(cost + reserveTemporary + reserveMaintenance).toBeLessThanOrEqual(programme.official.budget)
    const next = ranked().find(({ selected }) => !selected)
    expect(next?.tier).toBe('B')
    expect(next?.cost).toBeGreaterThan(evaluation.remaining)
    for (const compound of city.compounds) {
      const area = compound.buildings.reduce((sum, building) => sum + building.floorArea, 0)
      const perSquareMetre = (compound.estimates[0]?.amount ?? 0) / area
      expect(perSquareMetre).toBeGreaterThan(400)
      expect(perSquareMetre).toBeLessThan(800)
    }
  })

  it('fund every eligible compound of tier A, 新北里 first, and 新胜利村 first of tier B', () => {
    const eligible = judgements.filter(({ eligibility }) => eligibility === 'eligible')
    expect(eligible).toHaveLength(11)
    expect(eligible.every(({ selected }) => selected)).toBe(true)
    expect(ranked()[0]?.name).toBe('新北里')
    expect(ranked().find(({ tier }) => tier === 'B')?.name).toBe('新胜利村')
    const scores = ranked().map(({ score }) => score ?? 0)
    expect(Math.max(...scores)).toBeGreaterThan(84)
    expect(Math.min(...scores)).toBeLessThan(62)
    expect(new Set(scores).size).toBe(scores.length)
  })

  it('leave no compound of tier A undecided (最后剩余未改)', () => {
    expect(
      judgements.filter(({ tier, eligibility }) => tier === 'A' && eligibility === 'unverified'),
    ).toEqual([])
  })

  it('find every verdict', () => {
    expect(evaluation.registerCounts).toEqual({
      eligible: 11,
      conditional: 8,
      unverified: 14,
      ineligible: 22,
      renovated: 17,
      total: 72,
    })
  })

  it.each<CheckId>(['P0', 'P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7', 'P10'])('find %s failing alone', (id) => {
    expect(
      judgements.some((judgement) => failing(judgement).join() === id && open(judgement).length === 0),
    ).toBe(true)
  })

  it.each<CheckId>(['P2', 'P4', 'P5', 'P6', 'P8'])('find %s unknown alone', (id) => {
    expect(
      judgements.some((judgement) => open(judgement).join() === id && failing(judgement).length === 0),
    ).toBe(true)
  })

  it('find several reasons at once, consent short by a few doors, and maintenance only', () => {
    expect(judgements.some((judgement) => failing(judgement).length >= 3)).toBe(true)
    expect(judgements.some((judgement) => open(judgement).length >= 4)).toBe(true)
    const missing = judgements.flatMap((judgement) =>
      checksOf(judgement)
        .filter(({ id }) => id === 'P4')
        .map((c) => c.missing),
    )
    expect(missing).toEqual(expect.arrayContaining([1, 3]))
    expect(city.compounds.filter((compound) => compound.maintenanceOnly)).toHaveLength(4)
  })

  it('show two sheets not re-checked, without a rank, and a few major changes among the others', () => {
    const sheets = judgements.flatMap((judgement) => {
      const sheet = prepared.dossiers.get(judgement.compoundId)?.sheet
      return sheet === undefined ? [] : [{ judgement, sheet }]
    })
    const waiting = sheets.filter(
      ({ judgement, sheet }) => judgement.eligibility === 'conditional' && sheet.unreviewed.length > 0,
    )
    expect(waiting.map(({ sheet }) => sheet.unreviewed.length).sort((a, b) => a - b)).toEqual([3, 11])
    expect(waiting.every(({ judgement }) => judgement.rank === null && judgement.score === null)).toBe(true)
    const inOrder = sheets.filter(({ judgement }) => judgement.rank !== null)
    const major = inOrder.filter(({ sheet }) => sheet.major).length
    expect(major).toBeGreaterThanOrEqual(3)
    expect(major).toBeLessThan(inOrder.length / 1.5)
    for (const { judgement, sheet } of inOrder) expect(sheet.columnTotals.recheck).toBe(judgement.score)
  })

  it('name nobody but the two of the notice', () => {
    const named = city.compounds.map(({ name }) => name).filter((name) => !/^示例小区 \d\d$/.test(name))
    expect(named.sort()).toEqual(['新北里', '新胜利村'].sort())
    expect(new Set(city.compounds.map(({ name }) => name)).size).toBe(72)
  })

  it('show a compound of two ages, every ownership and about ten 镇街', () => {
    const mixed = city.compounds.filter(({ buildings }) => {
      const years = new Set(buildings.map(({ builtYear }) => builtYear))
      return years.has(1993) && years.has(2008)
    })
    expect(mixed.map(({ buildings }) => buildings.filter((b) => b.builtYear === 2008).length)).toEqual([7])
    expect(new Set(city.compounds.map(({ ownership }) => ownership))).toEqual(
      new Set([
        'commodity',
        'housing_reform',
        'state_enterprise',
        'military',
        'retired_cadre',
        'public_housing',
      ]),
    )
    expect(new Set(city.compounds.map(({ subdistrict }) => subdistrict)).size).toBeGreaterThanOrEqual(9)
  })
})
