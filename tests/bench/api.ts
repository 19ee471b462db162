/** Requests per second of the register's answer: ready compressed bytes beside a server that encodes each time. */
import { mkdtemp, rm } from 'node:fs/promises'
import { Agent, createServer, get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { startProduct } from '../e2e/product.ts'
import { median } from './statistics.ts'

const ROUNDS = 5
const SECONDS = 2
const TOGETHER = 8

/** Completed answers per second with `TOGETHER` callers in a row for `SECONDS`. */
async function rate(url: string): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: TOGETHER })
  const until = Date.now() + SECONDS * 1000
  let answers = 0
  const caller = async () => {
    while (Date.now() < until) {
      await once(url, agent)
      answers++
    }
  }
  await Promise.all(Array.from({ length: TOGETHER }, caller))
  agent.destroy()
  return answers / SECONDS
}

function once(url: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers: { 'Accept-Encoding': 'gzip' } }, (response) => {
      response.resume()
      response.on('end', resolve)
    }).on('error', reject)
  })
}

const folder = await mkdtemp(join(tmpdir(), 'renewal-bench-'))
const product = await startProduct(folder)
const ours = `${product.address}/api/compounds?year=2024`
const collection: unknown = await (await fetch(ours)).json()
const plain = createServer((_request, response) => {
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' })
  response.end(gzipSync(JSON.stringify(collection)))
})
await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve))
const bound = plain.address()
const theirs = `http://127.0.0.1:${bound !== null && typeof bound === 'object' ? bound.port : 0}/`
try {
  const ratios: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const [ready, encoded] = [await rate(ours), await rate(theirs)]
    ratios.push(ready / encoded)
    console.log(
      `compounds: ready bytes ${ready.toFixed(0)} req/s, encoded each time ${encoded.toFixed(0)} req/s`,
    )
  }
  console.log(`compounds: ratio ${median(ratios).toFixed(1)} (more is better)`)
} finally {
  plain.close()
  await product.stop()
  await rm(folder, { recursive: true, force: true })
}
