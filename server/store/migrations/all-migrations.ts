import type { Migration } from 'kysely'
import type { StoreDialect } from '../dialect.ts'
import { createRegister } from './0001-register.ts'
import { createNetwork } from './0002-network.ts'
import { createConnections } from './0003-connections.ts'
import { createAccounts } from './0004-accounts.ts'
import { createAudit } from './0005-audit.ts'
import { createPlans } from './0007-plans.ts'
import { createScoringVersions } from './0008-scoring-versions.ts'
import { createCompoundSets } from './0009-compound-sets.ts'
import { createConsent } from './0010-consent.ts'
import { createConnectionInputs } from './0011-connection-inputs.ts'
import { createTieDecisions } from './0012-tie-decisions.ts'
import { createConsentEntries } from './0013-consent-entries.ts'
import { createAttachments } from './0016-attachments.ts'
import { createIdempotencyKeys } from './0017-idempotency.ts'
import { createImports } from './0018-imports.ts'
import { createTieInWork } from './0014-tie-in-work.ts'

/** Every migration in order. Append only: a name that has run somewhere never changes what it does. */
export function allMigrations(dialect: StoreDialect): Record<string, Migration> {
  return {
    '0001-register': { up: (db) => createRegister(db, dialect) },
    '0002-network': { up: (db) => createNetwork(db, dialect) },
    '0003-connections': { up: createConnections },
    '0004-accounts': { up: createAccounts },
    '0005-audit': { up: (db) => createAudit(db, dialect) },
    '0007-plans': { up: createPlans },
    '0008-scoring-versions': { up: createScoringVersions },
    '0009-compound-sets': { up: createCompoundSets },
    '0010-consent': { up: createConsent },
    '0011-connection-inputs': { up: createConnectionInputs },
    '0012-tie-decisions': { up: createTieDecisions },
    '0013-consent-entries': { up: createConsentEntries },
    '0016-attachments': { up: createAttachments },
    '0017-idempotency': { up: createIdempotencyKeys },
    '0018-imports': { up: createImports },
    '0014-tie-in-work': { up: createTieInWork },
  }
}
