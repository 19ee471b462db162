/** Is everything loaded? The composition root says so once; until then the service answers 503. */
export interface Readiness {
  readonly ready: boolean
  /** What is going on, in Chinese. */
  readonly step: string
}

/** The same, for whoever loads. */
export interface ReadinessControl extends Readiness {
  ready: boolean
  step: string
}

export function createReadiness(): ReadinessControl {
  return { ready: false, step: '正在启动' }
}
