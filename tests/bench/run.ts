import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Every benchmark is seeded, measures against a peer in the same run and prints ratios; none asserts a time. */
const BENCHMARKS = [
  'selection',
  'what-if-page',
  'milp',
  'picking',
  'connect',
  'nearest',
  'growth',
  'map-idle',
  'api',
]

const wanted = process.argv.slice(2)
let failed = false
for (const name of BENCHMARKS) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const file = `tests/bench/${name}.ts`
  if (!existsSync(file)) continue
  console.log(`\n== ${name}`)
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', file], { stdio: 'inherit' })
  failed ||= status !== 0
}
process.exit(failed ? 1 : 0)
