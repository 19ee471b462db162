/**
 * Who works on the map. System, accounts and audit are three people's business (三员分立): none of them edits records,
 * and nobody who edits records reads or keeps the audit.
 */
export const ROLES = ['planner', 'subdistrict', 'centre', 'leader', 'auditor', 'security', 'admin'] as const

export type Role = (typeof ROLES)[number]

/** Which roles may do what; routes and page read the same table. */
export const ABILITIES = {
  /** Programmes, scenarios, selection, rules and scoring sheets. */
  plan: ['planner'],
  /** Facts of a compound; 镇街 only in its own area. */
  edit: ['planner', 'subdistrict'],
  /** 评分复核; 镇街 only in its own area. */
  review: ['planner', 'subdistrict'],
  /** 征询意见 and satisfaction; 镇街 only in its own area. */
  consent: ['planner', 'subdistrict'],
  /** Household level, which leaves these roles never; 镇街 only in its own area. */
  household: ['planner', 'subdistrict'],
  /** Marking and confirming tie-in points. */
  connect: ['centre'],
  /** Photos and documents; which of them, see core/attachment/attachment.ts. */
  attachments: ['planner', 'subdistrict', 'centre', 'leader'],
  attach: ['planner', 'subdistrict', 'centre'],
  /** What was ever changed on a record; accounts and sign-ins stay with the auditor. */
  history: ['planner', 'subdistrict', 'centre', 'leader', 'auditor'],
  audit: ['auditor'],
  accounts: ['security'],
  admin: ['admin'],
} as const satisfies Readonly<Record<string, readonly Role[]>>

export type Ability = keyof typeof ABILITIES

/** @returns whether a person of this role may do it at all; the area of a 镇街 is a question of its own */
export function may(role: Role, ability: Ability): boolean {
  const roles: readonly Role[] = ABILITIES[ability]
  return roles.includes(role)
}

/** Is it the code of a role? */
export function isRole(code: string): code is Role {
  const roles: readonly string[] = ROLES
  return roles.includes(code)
}

/** 镇街 people work on their own area only; everybody else anywhere. */
export function isOwnArea(
  person: { readonly role: Role; readonly subdistrictCode: string | null },
  subdistrictCode: string,
): boolean {
  return person.role !== 'subdistrict' || person.subdistrictCode === subdistrictCode
}
