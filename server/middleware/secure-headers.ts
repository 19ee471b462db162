import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import type { BaseMap } from '#core/api/service.ts'

/**
 * No script but our own files. MapLibre runs its workers from blobs, draws from data and blob images and sets
 * inline styles; base maps are fetched from the hosts the operator named and from nowhere else.
 */
export function securityHeaders(baseMaps: readonly BaseMap[]): MiddlewareHandler {
  const hosts = [...new Set(baseMaps.flatMap(hostsOf))]
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      workerSrc: ["'self'", 'blob:'],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:', 'blob:', ...hosts],
      connectSrc: ["'self'", ...hosts],
      fontSrc: ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'self'"],
    },
    // Files people sent come with a stricter policy of their own.
    overwrite: false,
    // Plain http on an intranet is common: a browser that has once seen this header would refuse it.
    strictTransportSecurity: false,
    referrerPolicy: 'same-origin',
    // Positions are the work here; camera and microphone are not.
    permissionsPolicy: { camera: [], microphone: [] },
  })
}

/** `{s}` and the like stand in paths and parameters as well; only the origin counts here. */
function hostsOf(baseMap: BaseMap): string[] {
  return [baseMap.url, baseMap.labelsUrl]
    .filter((url) => url !== undefined)
    .map((url) => new URL(url.replaceAll(/[{}]/g, '')).origin)
}
