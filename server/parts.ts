import type { BaseMap } from '#core/api/service.ts'
import type { DrainageRules } from '#core/drainage/rules.ts'
import type { AttachmentFiles } from './attachments/attachment-files.ts'
import type { Auth } from './auth/auth.ts'
import type { Changes } from './changes.ts'
import type { Evaluations } from './compute/evaluations.ts'
import type { Jobs } from './compute/jobs.ts'
import type { PerVersion } from './compute/per-version.ts'
import type { ImportDesk } from './import/desk/import-desk.ts'
import type { Answers } from './middleware/answers.ts'
import type { PresenceBoard } from './presence.ts'
import type { Readiness } from './readiness.ts'
import type { Store } from './store/store.ts'

/** What the routes are made from; the composition root puts it together, tests with a database of their own. */
export interface Parts {
  readonly store: Store
  readonly readiness: Readiness
  /** Of the program, from package.json. */
  readonly version: string
  readonly access: 'public' | 'private'
  readonly auth: Auth
  readonly changes: Changes
  readonly presence: PresenceBoard
  /** Address people use, where the operator has named it. */
  readonly publicUrl: string | null
  /** Does a proxy we trust stand in front and name the visitors' addresses? */
  readonly trustProxy: boolean
  readonly baseMaps: readonly BaseMap[]
  readonly drainageRules: DrainageRules
  /** 审图号 */
  readonly mapApprovalNumber: string | null
  readonly attachmentFiles: AttachmentFiles
  /** Files that people bring in. */
  readonly importDesk: ImportDesk
  /** Longest file taken as an attachment. */
  readonly attachmentMaxBytes: number
  /** Folder of the built page. */
  readonly pageFolder: string
  readonly answers: Answers
  readonly derived: PerVersion
  readonly evaluations: Evaluations
  /** Long work on threads of its own. */
  readonly jobs: Jobs
  /** Where errors nobody foresaw are written. */
  report(error: Error, path: string): void
}
