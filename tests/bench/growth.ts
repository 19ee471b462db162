/**
 * How the full answer grows with the city: pipes from 10⁴ to 10⁶, a compound for every hundred pipes, in two processes
 * that share the compounds, as two cores do. Each size has processes of its own; the exponent is that of the processor
 * time of building, indexing and answering all. `npx tsx tests/bench/growth.ts [most pipes] [most compounds answered]`:
 * where fewer are answered than the city has, the time of those stands for the rest.
 */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { connectOn } from '#core/drainage/connect.ts'
import { flowModelOf } from '#core/drainage/loads.ts'
import { buildNetwork } from '#core/drainage/network.ts'
import { rules } from '#tests/builders/drainage.ts'
import { gridCity } from '#tests/builders/grid-city.ts'

const SIZES = [10_000, 100_000, 1_000_000]
const CORES = 2
/** Answers of so many compounds are held at once. */
const AT_ONCE = 500

interface Measured {
  /** ms of processor time */
  readonly build: number
  readonly answers: number
  readonly answered: number
  readonly served: number
  /** Of the network with its indexes, the records it was built from and the flows of three return periods. */
  readonly bytesPerPipe: number
  /** Of the indexes alone. */
  readonly indexBytesPerPipe: number
}

function processorTime(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

function heldBytes(): number {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

function measure(pipes: number, compounds: number, part: number): Measured {
  const before = heldBytes()
  const city = gridCity(pipes, compounds, 1)
  const start = processorTime()
  const network = buildNetwork(city.wells, city.pipes, rules)
  // The flows of today are computed once for a city, whatever is asked of it.
  for (const P of [2, 3, 5]) flowModelOf(network, rules, P)
  const built = processorTime()
  const held = heldBytes() - before
  const mine = city.compounds.filter((_, i) => i % CORES === part)
  const asked = processorTime()
  let served = 0
  for (let i = 0; i < mine.length; i += AT_ONCE) {
    const request = { compounds: mine.slice(i, i + AT_ONCE), rules, returnPeriod: 3, together: false }
    served += connectOn(network, request).compounds.filter(
      ({ connections }) => connections[0]?.rank === 1,
    ).length
  }
  return {
    build: built - start,
    answers: processorTime() - asked,
    answered: mine.length,
    served,
    bytesPerPipe: held / pipes,
    indexBytesPerPipe: (network.mains.bytes + network.manholes.bytes) / pipes,
  }
}

async function inProcess(pipes: number, compounds: number, part: number): Promise<Measured> {
  const args = ['--expose-gc', '--max-old-space-size=8000', '--import', 'tsx', fileURLToPath(import.meta.url)]
  const child = spawn(process.execPath, [...args, 'part', String(pipes), String(compounds), String(part)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  for await (const chunk of child.stdout) text += String(chunk)
  return JSON.parse(text) as Measured
}

/** Growth of a time from one size to the next as the exponent of the number of pipes. */
function exponent(times: readonly number[], sizes: readonly number[]): number {
  const [first = NaN, last = NaN] = [times[0], times[times.length - 1]]
  return Math.log(last / first) / Math.log((sizes[sizes.length - 1] ?? NaN) / (sizes[0] ?? NaN))
}

async function main(most: number, mostAnswered: number): Promise<void> {
  const sizes = SIZES.filter((size) => size <= most)
  const totals: number[] = []
  for (const pipes of sizes) {
    const whole = pipes / 100
    const compounds = Math.min(whole, mostAnswered)
    const parts = await Promise.all(
      Array.from({ length: CORES }, (_, part) => inProcess(pipes, compounds, part)),
    )
    const build = Math.max(...parts.map((part) => part.build))
    const each = parts.reduce((sum, { answers }) => sum + answers, 0) / compounds
    totals.push(build + (each * whole) / CORES)
    const served = parts.reduce((sum, part) => sum + part.served, 0)
    const [one] = parts
    console.log(
      `${pipes} pipes: build and index ${build.toFixed(0)} ms, ${each.toFixed(2)} ms a compound ` +
        `(${compounds} of ${whole} answered, ${served} served), ${one?.bytesPerPipe.toFixed(0)} bytes a pipe with its ` +
        `records and flows, ${one?.indexBytesPerPipe.toFixed(0)} in the indexes`,
    )
  }
  if (sizes.length > 1) {
    console.log(`growth of the whole answer: pipes to the power of ${exponent(totals, sizes).toFixed(3)}`)
  }
}

if (process.argv[2] === 'part') {
  const [pipes = 0, compounds = 0, part = 0] = process.argv.slice(3).map(Number)
  process.stdout.write(JSON.stringify(measure(pipes, compounds, part)))
} else {
  await main(Number(process.argv[2] ?? 1_000_000), Number(process.argv[3] ?? 10_000))
}
