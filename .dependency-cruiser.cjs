/** Who may import whom. The reasons stand in docs/decisions/0001-layout.md. */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'core-stands-alone',
      severity: 'error',
      from: { path: '^core/' },
      to: { path: '^(server|web|tests|data)/' },
    },
    {
      name: 'core-is-pure',
      severity: 'error',
      from: { path: '^core/' },
      to: { path: 'node_modules/(vue|pinia|hono|@hono/node-server|kysely|better-sqlite3|maplibre-gl)(/|$)' },
    },
    {
      name: 'core-without-node',
      severity: 'error',
      from: { path: '^core/' },
      to: { dependencyTypes: ['core'] },
    },
    { name: 'web-not-server', severity: 'error', from: { path: '^web/' }, to: { path: '^(server|tests)/' } },
    { name: 'server-not-web', severity: 'error', from: { path: '^server/' }, to: { path: '^(web|tests)/' } },
    {
      name: 'sql-in-store-only',
      severity: 'error',
      from: { path: '^server/', pathNot: '^server/store/' },
      to: { path: 'node_modules/(kysely|better-sqlite3)(/|$)' },
    },
    {
      name: 'map-library-in-web-map-only',
      severity: 'error',
      from: { path: '^web/', pathNot: '^web/map/' },
      to: { path: 'node_modules/maplibre-gl(/|$)' },
    },
    {
      name: 'sign-in-library-in-server-auth-only',
      severity: 'error',
      from: { path: '^(server|web|core)/', pathNot: '^server/auth/' },
      to: { path: 'node_modules/(better-auth|@better-auth)(/|$)' },
    },
    {
      name: 'hono-at-the-edge-only',
      severity: 'error',
      from: { path: '^server/', pathNot: '^server/(app|main)\\.ts$|^server/(routes|middleware)/' },
      to: { path: 'node_modules/(hono|@hono)(/|$)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|var)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.vue', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
}
