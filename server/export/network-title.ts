import type { DrainageRules } from '#core/drainage/rules.ts'

/** What a network file says about itself, line by line. */
export function networkTitle({
  year,
  returnPeriod,
  rules,
  branches,
  isDemo,
  crs,
}: {
  readonly year: number | null
  readonly returnPeriod: number
  readonly rules: DrainageRules
  readonly branches: number
  readonly isDemo: boolean
  readonly crs: string | null
}): string[] {
  return [
    `雨水管网与新建支管 Storm network with ${branches} new branches${year === null ? '' : `, ${year}`}`,
    ...(isDemo ? ['示例数据 Synthetic data for demonstration, not surveyed'] : []),
    ...(rules.rainConfirmed
      ? []
      : ['暴雨强度公式未核定 The storm-intensity formula is not confirmed: for comparison only']),
    `设计降雨 P=${returnPeriod} a, 120 min, 交替块法; 每公顷子汇水区即 1 ha 的 ΨF Each subcatchment's area is its ΨF`,
    `坐标 ${crs ?? '文件原坐标'}, 高程 1985 国家高程基准, LPS`,
  ]
}
