import type { Role } from '#core/access/roles.ts'
import { countCompound } from '#core/compound/totals.ts'
import type { ImportKind } from '#core/import/field.ts'
import type { FindCompound } from '#core/import/merge/merge-building.ts'
import type { KnownWell } from '#core/import/stage-row.ts'
import { baseFeatureBounds } from '../../store/base-features.ts'
import { readCompounds } from '../../store/compounds.ts'
import { readWells } from '../../store/network.ts'
import { readSubdistricts } from '../../store/places.ts'
import { readProgrammes } from '../../store/programmes.ts'
import type { Box } from '../../store/dialect.ts'
import type { Session } from '../../store/store.ts'

/** Who brings the file in, as far as it decides what they may. */
export interface Importer {
  readonly role: Role
  readonly subdistrictCode: string | null
}

/** What rows are measured against: as the register stands when the check begins. */
export interface ImportContext {
  readonly importer: Importer
  readonly planYear: number
  /** ISO date of the office's own calendar. */
  readonly today: string
  /** Names of the 镇街 by code. */
  readonly places: ReadonlyMap<string, string>
  readonly district: Box | null
  readonly compounds: ReadonlyMap<string, CompoundFoot>
  readonly findCompound: FindCompound
  /** Wells there are; a network import adds its own on the way. */
  readonly wells: Map<string, KnownWell>
}

interface CompoundFoot {
  readonly subdistrictCode: string
  readonly households: number
}

export async function readImportContext(
  session: Session,
  kinds: readonly ImportKind[],
  importer: Importer,
  now: Date,
): Promise<ImportContext> {
  const subdistricts = await readSubdistricts(session)
  const years = (await readProgrammes(session)).map(({ year }) => year)
  const compounds = kinds.some((kind) => kind === 'buildings' || kind === 'consent')
    ? await readCompounds(session)
    : []
  const wells = new Map<string, KnownWell>()
  if (kinds.includes('pipes')) {
    for (const { id, position, ground } of await readWells(session)) wells.set(id, { position, ground })
  }
  return {
    importer,
    planYear: Math.max(...years, 2024),
    today: new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(now),
    places: new Map(subdistricts.map(({ code, name }) => [code, name])),
    district: await baseFeatureBounds(session, 'district'),
    compounds: new Map(
      compounds.map((one) => [
        one.id,
        { subdistrictCode: one.subdistrictCode, households: countCompound(one).households },
      ]),
    ),
    findCompound: finderOf(compounds),
    wells,
  }
}

function finderOf(compounds: readonly { readonly id: string; readonly name: string }[]): FindCompound {
  const ids = new Set(compounds.map(({ id }) => id))
  const names = new Map<string, string | 'many'>()
  for (const { id, name } of compounds) names.set(name, names.has(name) ? 'many' : id)
  return (idOrName) => (ids.has(idOrName) ? idOrName : (names.get(idOrName) ?? null))
}
