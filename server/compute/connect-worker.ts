import { parentPort, workerData } from 'node:worker_threads'
import { connectCompounds } from '#core/drainage/connect.ts'
import type { ConnectInput } from '#core/drainage/connect.ts'
import type { ConnectAnswer } from '#core/drainage/model.ts'
import type { ThreadData, ThreadMessage } from './run-in-worker.ts'

/** The engine on a thread of its own: one input, one answer, and a word on the way. */
const post = (message: ThreadMessage<ConnectAnswer>): void => parentPort?.postMessage(message)
const { input } = workerData as ThreadData<ConnectInput>
post({ answer: connectCompounds(input, (done, total) => post({ progress: { done, total } })) })
