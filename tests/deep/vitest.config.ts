import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** What is too long for every day: the connection engine on many more cities, and its properties ten times over. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: ['tests/deep/**/*.test.ts', 'tests/unit/core/drainage/**/*.test.ts'],
    env: { DEEP_RUNS: '10' },
    testTimeout: 3_600_000,
    fileParallelism: false,
  },
})
