/** The four recorded ways out when the next compound does not fit (DOMAIN §4.3). */
export const WAYS_OUT = [
  { id: 'reduce', label: '削减提升类内容' },
  { id: 'fund', label: '增加资金来源' },
  { id: 'phase', label: '分期实施' },
  { id: 'skip', label: '领导小组审定后顺延' },
] as const

export type WayOutId = (typeof WAYS_OUT)[number]['id']

/** The way chosen for the first compound that does not fit, with why. Part of a saved plan. */
export interface WayOut {
  readonly compoundId: string
  readonly way: WayOutId
  readonly note: string
}
