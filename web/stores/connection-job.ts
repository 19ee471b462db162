import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { ComputeRequest, Job } from '#core/api/jobs.ts'
import { api } from '../api/client.ts'

const EVERY_MS = 400

/** The calculation of tie-ins that runs on the server, as this tab sees it. */
export const useConnectionJob = defineStore('connection-job', () => {
  const job = shallowRef<Job | null>(null)
  const running = computed(() => job.value?.state === 'waiting' || job.value?.state === 'running')

  /**
   * Starts it and follows it to its end.
   * @throws ApiError where it cannot be started or is lost sight of
   */
  async function compute(request: ComputeRequest): Promise<Job> {
    let now = await api.computeConnections(request)
    job.value = now
    try {
      while (now.endedAt === null) {
        await new Promise((resolve) => setTimeout(resolve, EVERY_MS))
        now = await api.job(now.id)
        job.value = now
      }
    } finally {
      job.value = null
    }
    return now
  }

  async function cancel(): Promise<void> {
    if (job.value !== null) await api.cancelJob(job.value.id)
  }

  return { job, running, compute, cancel }
})
