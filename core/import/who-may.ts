import type { Role } from '../access/roles.ts'
import { IMPORT_KINDS, type ImportKind } from './field.ts'

/** What can be asked for: one kind, or a network of wells and pipes from one file. */
export type ImportWish = ImportKind | 'network'

export const IMPORT_WISHES = [...IMPORT_KINDS, 'network'] as const

/** The kinds a wish brings in, in the order they are stored: wells before the pipes between them. */
export function kindsOf(wish: ImportWish): readonly ImportKind[] {
  return wish === 'network' ? ['wells', 'pipes'] : [wish]
}

const ROLES_OF: Readonly<Record<ImportWish, readonly Role[]>> = {
  compounds: ['planner', 'subdistrict'],
  buildings: ['planner', 'subdistrict'],
  consent: ['planner', 'subdistrict'],
  wells: ['planner', 'centre'],
  pipes: ['planner', 'centre'],
  network: ['planner', 'centre'],
  base: ['planner'],
}

/** May a person of this role bring this in? 镇街 people bring in records of their own area only. */
export function mayImport(role: Role, wish: ImportWish): boolean {
  return ROLES_OF[wish].includes(role)
}

/** What a person of this role may bring in. */
export function wishesOf(role: Role): readonly ImportWish[] {
  return IMPORT_WISHES.filter((wish) => mayImport(role, wish))
}
