import { join } from 'node:path'
import type { DrainageRules } from '#core/drainage/rules.ts'
import { openAttachmentFiles } from './attachments/attachment-files.ts'
import type { Auth } from './auth/auth.ts'
import { createChanges } from './changes.ts'
import { createEvaluations } from './compute/evaluations.ts'
import { createJobs } from './compute/jobs.ts'
import { createPerVersion } from './compute/per-version.ts'
import { createImportDesk } from './import/desk/import-desk.ts'
import { createAnswers } from './middleware/answers.ts'
import type { Parts } from './parts.ts'
import { attachmentFolder } from './open-database.ts'
import { createPresenceBoard } from './presence.ts'
import type { Readiness } from './readiness.ts'
import type { ServerSettings } from './settings.ts'
import { readDataVersion } from './store/data-version.ts'
import type { Store } from './store/store.ts'

interface Ingredients {
  readonly store: Store
  readonly readiness: Readiness
  readonly auth: Auth
  readonly settings: Pick<
    ServerSettings,
    | 'access'
    | 'publicUrl'
    | 'trustProxy'
    | 'baseMaps'
    | 'mapApprovalNumber'
    | 'dataDir'
    | 'attachmentMaxBytes'
  >
  readonly drainageRules: DrainageRules
  readonly version: string
  readonly pageFolder: string
  report(error: Error, path: string): void
}

/** Puts caches and evaluations on top of a store. */
export function makeParts({ settings, ...rest }: Ingredients): Parts {
  const dataVersion = (): Promise<number> => readDataVersion(rest.store)
  const derived = createPerVersion(dataVersion)
  return {
    ...rest,
    changes: createChanges(rest.store, (error) => rest.report(error, 'changes')),
    presence: createPresenceBoard(),
    access: settings.access,
    publicUrl: settings.publicUrl,
    trustProxy: settings.trustProxy,
    baseMaps: settings.baseMaps,
    mapApprovalNumber: settings.mapApprovalNumber,
    importDesk: createImportDesk(rest.store, join(settings.dataDir, 'imports'), rest.report),
    attachmentFiles: openAttachmentFiles(attachmentFolder(settings.dataDir)),
    attachmentMaxBytes: settings.attachmentMaxBytes,
    answers: createAnswers(dataVersion),
    derived,
    evaluations: createEvaluations(rest.store, derived),
    jobs: createJobs(rest.report),
  }
}
