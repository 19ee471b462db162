import { hashPassword as hash, verifyPassword } from 'better-auth/crypto'

/** scrypt with a salt of its own, as the sign-in library checks it. */
export function hashPassword(password: string): Promise<string> {
  return hash(password)
}

export function isPasswordOf(passwordHash: string, password: string): Promise<boolean> {
  return verifyPassword({ hash: passwordHash, password })
}
