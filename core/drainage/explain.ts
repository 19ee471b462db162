import type { Reason } from './model.ts'

export type ExplainLocale = 'zh' | 'en'

/** Reads one number or word of a reason. */
interface Numbers {
  /** A number with so many decimals; "—" where it is not known. */
  n(name: string, decimals?: number): string
  /** A ratio in percent. */
  percent(name: string): string
  text(name: string): string
  has(name: string): boolean
}

type Phrase = (numbers: Numbers) => string

/**
 * A reason or warning in words, with its numbers and its clause.
 *
 * @example
 * explain({ code: 'ANGLE', deg: 56.3 }, 'zh') // 转角 56°,小于 90°(GB 50014-2021 5.3.2)
 */
export function explain(reason: Reason, locale: ExplainLocale): string {
  const phrase = PHRASES[reason.code]?.[locale]
  return phrase ? phrase(numbersOf(reason)) : reason.code
}

function numbersOf(reason: Reason): Numbers {
  const number = (name: string): number | null => {
    const value = reason[name]
    return typeof value === 'number' ? value : null
  }
  return {
    n: (name, decimals = 2) => number(name)?.toFixed(decimals) ?? '—',
    percent: (name) => {
      const value = number(name)
      return value === null ? '—' : `${(value * 100).toFixed(1)} %`
    },
    text: (name) => String(reason[name] ?? '—'),
    has: (name) => reason[name] !== undefined,
  }
}

const STORAGE_ZH = (r: Numbers): string =>
  r.n('storage', 0) === '—' ? '' : `,需调蓄约 ${r.n('storage', 0)} m³(估算)`
const STORAGE_EN = (r: Numbers): string =>
  r.n('storage', 0) === '—' ? '' : `, about ${r.n('storage', 0)} m³ of storage would mend it (estimate)`

/** Every code the engine gives, in the order of SPEC 5.6, then the warnings. */
const PHRASES: Readonly<Record<string, Readonly<Record<ExplainLocale, Phrase>>>> = {
  NOT_STORM: {
    zh: (r) =>
      r.has('well')
        ? `井 ${r.text('well')} 不是雨水井(${r.text('system')}),禁止混接(GB 50014-2021 3.1.2)`
        : `管段 ${r.text('pipe')} 不是雨水管(${r.text('system')}),禁止混接(GB 50014-2021 3.1.2)`,
    en: (r) =>
      `${r.has('well') ? r.text('well') : r.text('pipe')} is not of the storm system (${r.text('system')}); sewage and storm water must not mix (GB 50014-2021 3.1.2)`,
  },
  ABANDONED: {
    zh: (r) => `管段 ${r.text('pipe')} 已废弃`,
    en: (r) => `pipe ${r.text('pipe')} is abandoned`,
  },
  NOT_MARKED: {
    zh: () => '已申请,管护中心尚未标注点位',
    en: () => 'requested; the centre has not marked a place yet',
  },
  RULED_OUT: {
    zh: () => '管护中心已退回此点位',
    en: () => 'the centre has refused this place',
  },
  OUTFALL_TARGET: {
    zh: (r) => `${r.text('well')} 是出水口,不能作为接驳点`,
    en: (r) => `${r.text('well')} is an outfall, and no place to connect to`,
  },
  UNKNOWN_PLACE: {
    zh: (r) => `管网中没有 ${r.has('well') ? r.text('well') : r.text('pipe')} 这个位置`,
    en: (r) => `the network has no place ${r.has('well') ? r.text('well') : r.text('pipe')}`,
  },
  OUTFALL_NOT_STORM: {
    zh: (r) => `下游至 ${r.text('well')}(${r.text('system')}),不是雨水出水口(GB 50014-2021 3.1.2、5.1.14)`,
    en: (r) =>
      `the way down ends at ${r.text('well')} (${r.text('system')}), which is no storm outfall (GB 50014-2021 3.1.2, 5.1.14)`,
  },
  NO_PATH_TO_OUTFALL: {
    zh: (r) => `下游在 ${r.text('well')} 中断,到不了出水口`,
    en: (r) => `the way down breaks off at ${r.text('well')} before any outfall`,
  },
  NO_INVERT: {
    zh: (r) => `管段 ${r.text('pipe')} 缺管内底标高`,
    en: (r) => `the invert of pipe ${r.text('pipe')} is not known`,
  },
  DATA_SUSPECT: {
    zh: (r) => `管段 ${r.text('pipe')} 数据存疑:${suspicionZh(r.text('which'))}`,
    en: (r) => `the data of pipe ${r.text('pipe')} are suspect: ${r.text('which')}`,
  },
  TOO_FAR: {
    zh: (r) => `最近的雨水检查井在 ${r.n('m', 0)} m 外,超出搜索范围 ${r.n('most', 0)} m`,
    en: (r) => `the nearest storm manhole is ${r.n('m', 0)} m away, beyond the reach of ${r.n('most', 0)} m`,
  },
  NO_ROUTE: {
    zh: (r) => (r.has('m') ? '所画支管穿过建筑' : '建筑之间没有可敷设的路径'),
    en: (r) =>
      r.has('m') ? 'the drawn branch runs through a building' : 'there is no way between the buildings',
  },
  CLEARANCE_BUILDING: {
    zh: (r) => `与建筑净距 ${r.n('m')} m,小于 ${r.n('least')} m(GB 50014-2021 附录 C)`,
    en: (r) => `${r.n('m')} m from a building, less than ${r.n('least')} m (GB 50014-2021 appendix C)`,
  },
  CLEARANCE_UTILITY: {
    zh: (r) => `与其他管线净距 ${r.n('m')} m,小于 ${r.n('least')} m,可采取措施减小(GB 50014-2021 附录 C)`,
    en: (r) =>
      `${r.n('m')} m from another utility, less than ${r.n('least')} m; protection may reduce it (GB 50014-2021 appendix C)`,
  },
  HEAD_SHORT: {
    zh: (r) => `高程不足,差 ${r.n('m')} m(管顶平接,GB 50014-2021 5.3.1)`,
    en: (r) => `${r.n('m')} m short of level (crown to crown, GB 50014-2021 5.3.1)`,
  },
  COVER: {
    zh: (r) =>
      `${r.text('where') === 'start' ? '起点' : '接入点'}管顶覆土 ${r.n('m')} m,小于 ${r.n('least')} m(GB 50014-2021 5.3.7)`,
    en: (r) =>
      `${r.n('m')} m of cover at the ${r.text('where')}, less than ${r.n('least')} m (GB 50014-2021 5.3.7)`,
  },
  V_MIN: {
    zh: (r) => `流速 ${r.n('v')} m/s,小于 0.75 m/s(GB 50014-2021 5.2.7)`,
    en: (r) => `${r.n('v')} m/s, less than 0.75 m/s (GB 50014-2021 5.2.7)`,
  },
  V_MAX: {
    zh: (r) => `流速 ${r.n('v')} m/s,大于 ${r.n('most', 0)} m/s(GB 50014-2021 5.2.5)`,
    en: (r) => `${r.n('v')} m/s, more than ${r.n('most', 0)} m/s (GB 50014-2021 5.2.5)`,
  },
  ANGLE: {
    zh: (r) => `转角 ${r.n('deg', 0)}°,小于 90°(GB 50014-2021 5.3.2)`,
    en: (r) => `turns by ${r.n('deg', 0)}°, less than 90° (GB 50014-2021 5.3.2)`,
  },
  DN_LARGER_THAN_MAIN: {
    zh: (r) => `接入管 DN${r.n('dn', 0)} 大于主管 DN${r.n('dnMain', 0)}(GB 50014-2021 5.2.11)`,
    en: (r) => `DN${r.n('dn', 0)} is larger than the main, DN${r.n('dnMain', 0)} (GB 50014-2021 5.2.11)`,
  },
  BRANCHES: {
    zh: (r) =>
      `井内 DN300 以上支管 ${r.n('count', 0)} 条,不宜超过 ${r.n('most', 0)} 条(GB 50014-2021 5.4.13)`,
    en: (r) =>
      `${r.n('count', 0)} branches over DN300 in one manhole, preferably at most ${r.n('most', 0)} (GB 50014-2021 5.4.13)`,
  },
  DROP: {
    zh: (r) =>
      `跌落 ${r.n('m')} m,设跌水井${r.has('most') ? `,一次跌水不宜大于 ${r.n('most', 0)} m` : ''}(GB 50014-2021 5.5.1、5.5.2)`,
    en: (r) =>
      `drops ${r.n('m')} m, with a drop manhole${r.has('most') ? `; preferably no more than ${r.n('most', 0)} m at once` : ''} (GB 50014-2021 5.5.1, 5.5.2)`,
  },
  CAP_TIE: {
    zh: (r) =>
      `接入主管 ${r.text('pipe')} 接后 Q/Qf ${r.n('ratio', 3)}(P=${r.n('P', 0)} a,接前 ${r.n('before', 3)}),超过满流${STORAGE_ZH(r)}(GB 50014-2021 5.2.4)`,
    en: (r) =>
      `the main ${r.text('pipe')} would run at ${r.percent('ratio')} of full (P = ${r.n('P', 0)} a, now ${r.percent('before')})${STORAGE_EN(r)} (GB 50014-2021 5.2.4)`,
  },
  CAP_DOWN: {
    zh: (r) =>
      `下游管段 ${r.text('pipe')} 接后 Q/Qf ${r.n('ratio', 3)}(P=${r.n('P', 0)} a,接前 ${r.n('before', 3)}),超过满流${STORAGE_ZH(r)}(GB 50014-2021 5.2.4)`,
    en: (r) =>
      `${r.text('pipe')} downstream would run at ${r.percent('ratio')} of full (P = ${r.n('P', 0)} a, now ${r.percent('before')})${STORAGE_EN(r)} (GB 50014-2021 5.2.4)`,
  },
  HGL: {
    zh: (r) => `水力坡降线在 ${r.text('well')} 高出地面 ${r.n('m')} m(GB 50014-2021 5.1.8、5.3.6)`,
    en: (r) =>
      `the grade line stands ${r.n('m')} m above ground at ${r.text('well')} (GB 50014-2021 5.1.8, 5.3.6)`,
  },
  RUNOFF_INCREASED: {
    zh: (r) =>
      `改造后峰值 ${r.n('after', 1)} L/s 大于改造前 ${r.n('before', 1)} L/s(P=${r.n('P', 0)} a)${STORAGE_ZH(r)}(GB 50014-2021 4.1.6)`,
    en: (r) =>
      `the peak grows from ${r.n('before', 1)} to ${r.n('after', 1)} L/s (P = ${r.n('P', 0)} a)${STORAGE_EN(r)} (GB 50014-2021 4.1.6)`,
  },
  ALREADY_OVER: {
    zh: (r) =>
      `管段 ${r.text('pipe')} 接前已超满流(Q/Qf ${r.n('before', 3)},P=${r.n('P', 0)} a),本接入不增加其负荷`,
    en: (r) =>
      `${r.text('pipe')} runs over full already (${r.percent('before')}, P = ${r.n('P', 0)} a); this connection adds nothing`,
  },
  TIGHT: {
    zh: (r) => `管段 ${r.text('pipe')} 接后 Q/Qf ${r.n('ratio', 3)}(P=${r.n('P', 0)} a),余量较小`,
    en: (r) =>
      `${r.text('pipe')} would run at ${r.percent('ratio')} of full (P = ${r.n('P', 0)} a): little room left`,
  },
  OVER_AT: {
    zh: (r) =>
      `P=${r.n('P', 0)} a 时管段 ${r.text('pipe')} Q/Qf ${r.n('ratio', 3)}(接前 ${r.n('before', 3)}),仅供参考`,
    en: (r) =>
      `at P = ${r.n('P', 0)} a ${r.text('pipe')} would run at ${r.percent('ratio')} of full (now ${r.percent('before')}); for information`,
  },
  SURCHARGE: {
    zh: (r) => `水力坡降线在 ${r.text('well')} 高出管顶 ${r.n('m')} m`,
    en: (r) => `the grade line stands ${r.n('m')} m above the crown at ${r.text('well')}`,
  },
  MAIN_V_MIN: {
    zh: (r) =>
      `现状主管 ${r.text('pipe')} 满流流速 ${r.n('v')} m/s,小于 0.75 m/s(GB 50014-2021 5.2.7),仅提示`,
    en: (r) =>
      `the existing main ${r.text('pipe')} reaches ${r.n('v')} m/s, less than 0.75 m/s (GB 50014-2021 5.2.7); for information`,
  },
  CATCHMENT_LARGE: {
    zh: (r) => `累计 ΨF ${r.n('psiF', 0)} ha,汇水面积或超过 2 km²,宜用模型复核(GB 50014-2021 4.1.7)`,
    en: (r) => `ΨF of ${r.n('psiF', 0)} ha: a catchment over 2 km² asks for a model (GB 50014-2021 4.1.7)`,
  },
  FROST: {
    zh: (r) => `起点管顶覆土 ${r.n('m')} m,浅于冰冻线 ${r.n('least')} m(GB 50014-2021 5.3.8,冻深未核定)`,
    en: (r) =>
      `${r.n('m')} m of cover at the start, above the frost line of ${r.n('least')} m (GB 50014-2021 5.3.8, depth not confirmed)`,
  },
  RUNOFF_UNVERIFIED: {
    zh: () => '改造前后径流峰值比较待核实(GB 50014-2021 4.1.6)',
    en: () => 'the peak before and after renovation is still to be compared (GB 50014-2021 4.1.6)',
  },
  RAIN_UNCONFIRMED: {
    zh: () => '暴雨强度公式未核定',
    en: () => 'the storm-intensity formula is not confirmed',
  },
  T1_RANGE: {
    zh: (r) => `地面集水时间 ${r.n('t1', 1)} min,宜为 5–15 min(GB 50014-2021 4.1.11)`,
    en: (r) => `an inlet time of ${r.n('t1', 1)} min, preferably 5–15 min (GB 50014-2021 4.1.11)`,
  },
  CROWN_ESTIMATED: {
    zh: (r) => `起点管顶标高按地面、覆土和内部管长估算为 ${r.n('m')} m,待核实`,
    en: (r) => `the crown at the start, ${r.n('m')} m, is estimated from ground, cover and internal length`,
  },
  PSI_HIGH: {
    zh: (r) => `综合径流系数 ${r.n('psi')} 大于 ${r.n('most', 1)},应设渗透、调蓄设施(GB 50014-2021 4.1.8)`,
    en: (r) =>
      `a composite runoff coefficient of ${r.n('psi')}, over ${r.n('most', 1)}, asks for infiltration or storage (GB 50014-2021 4.1.8)`,
  },
  PSI_ASSUMED: {
    zh: (r) =>
      `下垫面未知,按综合径流系数 ${r.n('psi')} 和面积 ${r.n('area')} ha 估算(GB 50014-2021 表 4.1.8-2)`,
    en: (r) => `surfaces unknown: Ψ ${r.n('psi')} on ${r.n('area')} ha assumed (GB 50014-2021 table 4.1.8-2)`,
  },
}

function suspicionZh(which: string): string {
  if (which === 'ADVERSE_SLOPE') return '逆坡'
  if (which === 'CYCLE') return '环路'
  if (which === 'MISSING_INVERT') return '缺管内底标高'
  if (which === 'invert above ground') return '管内底高于地面'
  if (which === 'length') return '管长异常'
  if (which === 'ends') return '起终点异常'
  if (which === 'line') return '缺管线图形'
  if (which === 'SEVERAL_WAYS_OUT') return '起点井有多条出水管,此管流量不明'
  return which
}
