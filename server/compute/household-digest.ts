import { createHmac, randomBytes } from 'node:crypto'
import { readMeta, writeMeta } from '../store/meta.ts'
import type { Session } from '../store/store.ts'

const SALT_BYTES = 32

/**
 * What stands for a household in the database: a keyed digest of compound and code. The key is this database's own,
 * made when the first ballot comes, so that no list of door numbers can be tried against a copy of the table alone.
 */
export async function householdDigester(
  session: Session,
): Promise<(compoundId: string, code: string) => string> {
  const salt = (await readMeta(session, 'householdSalt')) ?? (await makeSalt(session))
  return (compoundId, code) => createHmac('sha256', salt).update(`${compoundId}\n${code}`).digest('base64url')
}

async function makeSalt(session: Session): Promise<string> {
  const salt = randomBytes(SALT_BYTES).toString('base64url')
  await writeMeta(session, 'householdSalt', salt)
  return salt
}
