import { OpenAPIHono } from '@hono/zod-openapi'
import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { closeUnlessSignedIn } from './middleware/access.ts'
import { writeOnce } from './middleware/idempotency.ts'
import { identify } from './middleware/identity.ts'
import type { ApiEnv } from './middleware/identity.ts'
import { notFound, problemFromError, ProblemError } from './middleware/problem.ts'
import { refuseForeignOrigin } from './middleware/same-origin.ts'
import { recordExports } from './middleware/record-export.ts'
import { securityHeaders } from './middleware/secure-headers.ts'
import { waitUntilReady } from './middleware/wait-until-ready.ts'
import type { Parts } from './parts.ts'
import { accountRoutes } from './routes/accounts.ts'
import { attachmentFileRoutes } from './routes/attachment-files.ts'
import { attachmentRoutes } from './routes/attachments.ts'
import { auditRoutes } from './routes/audit.ts'
import { baseMapRoutes } from './routes/base-map.ts'
import { briefingRoutes } from './routes/briefing.ts'
import { buildingEditRoutes } from './routes/building-edits.ts'
import { compoundEditRoutes } from './routes/compound-edits.ts'
import { compoundRoutes } from './routes/compounds.ts'
import { connectionDecisionRoutes } from './routes/connection-decisions.ts'
import { connectionJobRoutes } from './routes/connection-jobs.ts'
import { consentRoutes } from './routes/consent.ts'
import { connectionRoutes } from './routes/connections.ts'
import { eventRoutes } from './routes/events.ts'
import { exportRoutes } from './routes/exports.ts'
import { fieldSheetRoutes } from './routes/field-sheet.ts'
import { importRoutes } from './routes/imports.ts'
import { healthRoutes } from './routes/health.ts'
import { addOpenApiRoute } from './routes/openapi.ts'
import { ogcRoutes } from './routes/ogc.ts'
import { markingGroundRoutes } from './routes/marking-ground.ts'
import { ownPasswordRoutes } from './routes/own-password.ts'
import { pageRoutes } from './routes/page.ts'
import { placeRoutes } from './routes/places.ts'
import { networkExportRoutes } from './routes/network-export.ts'
import { planExportRoutes } from './routes/plan-exports.ts'
import { planRoutes } from './routes/plans.ts'
import { presenceRoutes } from './routes/presence.ts'
import { programmeRoutes } from './routes/programmes.ts'
import { scenarioRoutes } from './routes/scenarios.ts'
import { scoreReviewRoutes } from './routes/score-review.ts'
import { scoringTableRoutes } from './routes/scoring-tables.ts'
import { searchRoutes } from './routes/search.ts'
import { selectionExportRoutes } from './routes/selection-export.ts'
import { setRoutes } from './routes/sets.ts'
import { setUpRoutes } from './routes/set-up.ts'
import { settingsRoutes } from './routes/settings.ts'
import { signInRoutes } from './routes/sign-in.ts'
import { sourceRoutes } from './routes/sources.ts'
import { tieDecisionRoutes } from './routes/tie-decisions.ts'
import { tieInCommentRoutes } from './routes/tie-in-comments.ts'
import { tieInWorkRoutes } from './routes/tie-in-work.ts'
import { tileRoutes } from './routes/tiles.ts'

/** No request of today's routes is anywhere near this. */
const MAX_BODY_BYTES = 1024 * 1024

/** The whole service from its parts: the same for the real server and for tests. */
export function createApp(parts: Parts): OpenAPIHono<ApiEnv> {
  const app = new OpenAPIHono<ApiEnv>()
  app.onError((error, context) => problemFromError(context, error, parts.report))
  app.notFound((context) => {
    throw notFound(`没有 ${context.req.path} 这个地址`)
  })
  app.use(securityHeaders(parts.baseMaps))
  app.use(refuseForeignOrigin(parts.publicUrl), identify(parts.auth))
  if (parts.access === 'private') {
    for (const paths of ['/api/*', '/tiles/*', '/ogc/*', '/ogc', '/exports/*']) {
      app.use(paths, closeUnlessSignedIn())
    }
  }
  app.route('/', healthRoutes(parts))
  app.use('/api/*', waitUntilReady(parts.readiness), limitBody(), writeOnce(parts.store))
  app.use('/tiles/*', waitUntilReady(parts.readiness))
  for (const paths of ['/ogc', '/ogc/*']) app.use(paths, waitUntilReady(parts.readiness))
  app.use('/exports/*', waitUntilReady(parts.readiness), limitBody(), recordExports(parts.store))
  for (const routes of RESOURCES) app.route('/', routes(parts))
  addOpenApiRoute(app, parts)
  app.route('/', pageRoutes(parts.pageFolder))
  return app
}

const RESOURCES = [
  eventRoutes,
  presenceRoutes,
  signInRoutes,
  setUpRoutes,
  ownPasswordRoutes,
  accountRoutes,
  auditRoutes,
  settingsRoutes,
  programmeRoutes,
  scenarioRoutes,
  briefingRoutes,
  compoundRoutes,
  compoundEditRoutes,
  buildingEditRoutes,
  consentRoutes,
  connectionRoutes,
  scoreReviewRoutes,
  scoringTableRoutes,
  connectionJobRoutes,
  connectionDecisionRoutes,
  tieInWorkRoutes,
  tieInCommentRoutes,
  markingGroundRoutes,
  fieldSheetRoutes,
  baseMapRoutes,
  placeRoutes,
  planRoutes,
  networkExportRoutes,
  planExportRoutes,
  tieDecisionRoutes,
  searchRoutes,
  sourceRoutes,
  tileRoutes,
  ogcRoutes,
  setRoutes,
  selectionExportRoutes,
  importRoutes,
  attachmentRoutes,
  attachmentFileRoutes,
  // Last: it answers every file that no route above has an address for.
  exportRoutes,
]

/** Files have a limit of their own, and are never held in memory to be measured. */
const FILE_BODIES = /^\/api\/(attachments(\/[^/]+\/thumbnail)?|imports)$/

function limitBody(): MiddlewareHandler {
  const limit = bodyLimit({
    maxSize: MAX_BODY_BYTES,
    onError: () => {
      throw new ProblemError(413, { detail: '请求内容超过 1 MB' })
    },
  })
  return (context, next) =>
    context.req.method !== 'PATCH' && FILE_BODIES.test(context.req.path) ? next() : limit(context, next)
}
