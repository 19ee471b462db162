import { hashPassword as hash } from 'better-auth/crypto'

/** scrypt with a salt of its own, as the sign-in library checks it. */
export function hashPassword(password: string): Promise<string> {
  return hash(password)
}
