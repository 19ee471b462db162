import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** What each mutant of core/drainage has to get past: the quick tests, without the many random cities. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: ['tests/unit/core/drainage/**/*.test.ts'],
    env: { DEEP_RUNS: '0.5', CITIES: '4' },
    testTimeout: 60_000,
  },
})
