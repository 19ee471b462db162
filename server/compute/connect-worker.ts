import { parentPort, workerData } from 'node:worker_threads'
import { connectCompounds } from '#core/drainage/connect.ts'
import type { ConnectInput } from '#core/drainage/connect.ts'
import type { ThreadData } from './run-in-worker.ts'

/** The engine on a thread of its own: one input, one answer. */
parentPort?.postMessage(connectCompounds((workerData as ThreadData<ConnectInput>).input))
