import { ready, readyLater, type Cast, type Role, type SheetCast } from './roles.ts'
import type { Random } from './random.ts'

/** The thirteen of the notice: eleven built by 2000 (新北里 named) and two of 2001–2005 (新胜利村 named). */
export const PLANNED_ROLES: readonly Role[] = [
  {
    key: 'planned A',
    count: 11,
    cast: (random, index) => ({
      ...corrected(ready(random, PLANNED_A_SCORES[index] ?? 70), index === 3 || index === 10 ? 3 : 2),
      ...(index === 0
        ? { name: '新北里', builtYear: 1984, ownership: 'housing_reform', formerOwnerUnit: null }
        : {}),
      ...(index === 3 ? { ownership: 'military', formerOwnerUnit: null } : {}),
      ...(index === 5 ? { ownership: 'state_enterprise', formerOwnerUnit: '示例单位(原产权单位)' } : {}),
      ...(index === 6 ? { ownership: 'public_housing', formerOwnerUnit: null } : {}),
      ...(index === 8 ? { ownership: 'retired_cadre', formerOwnerUnit: null } : {}),
      consent: { permille: [944, 912, 921, 897, 905, 873, 884, 866, 838, 851, 803][index] ?? 850 },
      planned: true,
      stage: 'in_plan',
    }),
  },
  {
    key: 'planned B',
    count: 2,
    cast: (random, index) => ({
      ...readyLater(random, index === 0 ? 71.5 : 70.6),
      name: index === 0 ? '新胜利村' : null,
      builtYear: index === 0 ? 2002 : 2003,
      consent: { permille: index === 0 ? 915 : 902 },
      planned: true,
      stage: 'in_plan',
    }),
  },
]

const PLANNED_A_SCORES = [86.5, 84.1, 82.7, 81.3, 79.9, 78.2, 76.8, 75.1, 73.6, 72.4, 70.2]

/** Candidates of the second tier for whom the money does not reach. */
const CONDITIONAL: readonly Role[] = [
  {
    key: 'conditional',
    count: 6,
    cast: (random, index) => {
      const cast = {
        ...readyLater(random, [68.9, 67.4, 65.2, 62.8, 60.5, 57.9][index] ?? random.between(55, 69)),
        ...(index === 2 ? { heritage: { listed: true, protectionPlan: true } } : {}),
      }
      // Two the bureau has not been to, or not finished with: without a final score they have no rank.
      if (index === 1) return corrected(cast, 4)
      if (index === 3) return withSheet(cast, { recheckedOn: null, unreviewed: 11 })
      return index === 4 ? withSheet(cast, { recheckedOn: null, unreviewed: 3 }) : cast
    },
  },
]

/** Each with one fact nobody has established yet. Unknown is not false. */
const UNVERIFIED: readonly Role[] = [
  role('consent not counted', 3, (random) => ({ ...later(random), consent: null, stage: 'surveying' })),
  role('year unknown', 2, (random) => ({ ...later(random), builtYear: null, stage: 'subdistrict_review' })),
  role('management unconfirmed', 3, (random) => ({
    ...later(random),
    management: { mode: 'community_trust', feeAgreed: true, confirmed: null },
    stage: 'ready_to_score',
  })),
  role('management not discussed', 1, (random) => ({
    ...later(random),
    management: null,
    stage: 'surveying',
  })),
  role('evidence incomplete', 1, (random) => withSheet(later(random), { evidenceComplete: false })),
  role('score facts missing', 1, (random) =>
    withSheet(later(random), { unknownMetric: 'nonFiscalPermille' }),
  ),
  role('not submitted', 1, (random) => withSheet(later(random), { submittedOn: null, recheckedOn: null })),
  role('demolition unknown', 1, (random) => ({ ...later(random), demolitionPlanned: null })),
  role('several unknown', 1, (random) => ({
    ...later(random),
    consent: null,
    management: null,
    demolitionPlanned: null,
    application: null,
    sheet: null,
    heritage: { listed: true, protectionPlan: null },
    stage: 'draft',
  })),
]

/** Every way to fail, one by one, and some with several. */
const INELIGIBLE: readonly Role[] = [
  role('not in district', 1, (random) => ({ ...some(random), inDistrict: false, stage: 'draft' })),
  role('self-built', 1, (random) => ({ ...some(random), housingKind: 'self_built', stage: 'draft' })),
  role('urban village', 2, (random) => ({ ...some(random), housingKind: 'urban_village', stage: 'draft' })),
  role('built after 2005', 3, (random, index) => ({
    ...some(random),
    builtYear: [2006, 2009, 2014][index] ?? random.integer(2006, 2016),
    ownership: 'commodity',
  })),
  role('two ages, mostly later', 1, (random) => ({
    ...some(random),
    builtYear: 1993,
    laterBlocks: { builtYear: 2008, of: 7, among: 10 },
  })),
  role('consent short', 3, (random, index) => ({
    ...some(random),
    consent:
      index === 0 ? { missing: 3 } : index === 1 ? { missing: 1 } : { permille: random.integer(520, 690) },
    ...(index === 2 ? { sheet: null } : {}),
    maintenanceOnly: index === 2,
    stage: index === 2 ? 'maintenance_only' : 'consent_short',
  })),
  role('management refused', 2, (random, index) => ({
    ...some(random),
    management: { mode: index === 0 ? 'self_management' : null, feeAgreed: index === 0, confirmed: false },
    stage: 'surveying',
  })),
  role('demolition planned', 2, (random, index) => ({
    ...some(random),
    demolitionPlanned: true,
    maintenanceOnly: index === 0,
    stage: index === 0 ? 'maintenance_only' : 'draft',
  })),
  role('nobody applied', 2, (random, index) => ({
    ...some(random),
    application: false,
    ...(index === 0 ? { sheet: null } : {}),
    maintenanceOnly: index === 0,
    stage: index === 0 ? 'maintenance_only' : 'draft',
  })),
  role('wrong applicant', 1, (random) => ({
    ...some(random),
    application: { applicant: 'other', filedOn: '2023-09-12' },
    stage: 'community_received',
  })),
  role('heritage without plan', 1, (random) => ({
    ...some(random),
    heritage: { listed: true, protectionPlan: false },
  })),
  role('several reasons', 3, (random, index) => ({
    ...some(random),
    builtYear: index === 0 ? 2011 : random.integer(1986, 2004),
    consent: { permille: random.integer(430, 770) },
    management: { mode: null, feeAgreed: false, confirmed: false },
    demolitionPlanned: index === 1,
    application: index === 2 ? false : { applicant: 'residents_representative', filedOn: '2023-08-21' },
    sheet: null,
    maintenanceOnly: index === 1,
    stage: index === 1 ? 'maintenance_only' : 'consent_short',
  })),
]

/** Done in earlier years (示例: no year's real list is published). */
const RENOVATED: readonly Role[] = [
  [2023, 6],
  [2022, 3],
  [2021, 3],
  [2020, 3],
  [2018, 1],
  [2017, 1],
].map(([year = 2023, count = 1]) =>
  role(`renovated ${year}`, count, (random) => ({
    ...ready(random, random.between(62, 84)),
    builtYear: random.integer(1978, 1999),
    renovatedYear: year,
    stage: year === 2023 ? 'aftercare' : 'closed',
  })),
)

/** Everybody who is not planned: 59 compounds of every verdict. */
export const OTHER_ROLES: readonly Role[] = [...CONDITIONAL, ...UNVERIFIED, ...INELIGIBLE, ...RENOVATED]

function role(key: string, count: number, cast: Role['cast']): Role {
  return { key, count, cast }
}

/** Otherwise in order, of the second tier: nobody of the first is left open (最后剩余未改). */
function later(random: Random): Cast {
  return readyLater(random, random.between(54, 72))
}

function some(random: Random): Cast {
  return random.chance(0.55)
    ? ready(random, random.between(50, 76))
    : readyLater(random, random.between(50, 70))
}

function withSheet(cast: Cast, change: Partial<SheetCast>): Cast {
  return {
    ...cast,
    sheet: cast.sheet === null ? null : { ...cast.sheet, ...change },
    stage: change.submittedOn === null ? 'ready_to_score' : 'submitted_to_bureau',
  }
}

/** The same with so many criteria claimed too high. */
function corrected(cast: Cast, corrections: number): Cast {
  return { ...cast, sheet: cast.sheet === null ? null : { ...cast.sheet, corrections } }
}
