import { workerData } from 'node:worker_threads'
import { register } from 'tsx/esm/api'

// Threads do not inherit the loader of the main thread: it is registered here, then the real script runs.
register()
await import(workerData.script)
