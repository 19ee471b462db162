/** Codes in Chinese, as people's tables write them. */
export const ELIGIBILITY = {
  eligible: '符合',
  conditional: '条件可入',
  unverified: '待核实',
  ineligible: '不符合',
  renovated: '已改造',
}
export const TIER = { A: 'A', B: 'B', none: '无' }
export const OWNERSHIP = {
  commodity: '商品房',
  housing_reform: '房改房',
  state_enterprise: '国有企事业单位',
  military: '军队',
  retired_cadre: '军休干部住宅',
  public_housing: '公房',
  unknown: '产权待核实',
}
export const HOUSING_KIND = {
  urban_residential: '城镇住宅',
  self_built: '自建住房',
  urban_village: '城中村',
}
export const MANAGEMENT = {
  property_company: '聘用专业物业服务企业',
  self_management: '业主自治',
  community_trust: '社区托管',
}
export const APPLICANT = {
  residents_representative: '居民代表',
  owners_committee: '业主委员会',
  other: '其他',
  none: '未申请',
}
export const COST_KIND = {
  baseline: '基准估算',
  estimate: '估算',
  preliminary: '概算',
  reviewed: '评审',
  tender: '中标',
  settled: '结算',
}
export const STAGE: Readonly<Record<string, string>> = {
  draft: '草稿',
  community_received: '社区受理',
  surveying: '意愿征询中',
  consent_short: '意愿不足',
  ready_to_score: '可填报',
  subdistrict_review: '镇街审核',
  submitted_to_bureau: '已上报',
  verified: '复核完成',
  ineligible: '不符合',
  selected: '入选',
  in_plan: '列入计划',
  reserved: '储备',
  maintenance_only: '保障性维护',
  withdrawn: '已撤回',
  design: '方案编制',
  scheme_fixed: '方案确定',
  ready: '待开工',
  in_works: '施工中',
  suspended: '暂停',
  works_done: '完工',
  rectifying: '整改',
  acceptable: '可验收',
  accepted: '验收合格',
  handed_over: '已移交',
  aftercare: '长效管理',
  closed: '归档',
}
export const STRUCTURE = { brick_concrete: '砖混', frame: '框架', shear_wall: '剪力墙', unknown: '待核实' }
export const USE = { residential: '住宅', mixed: '商住', public: '公建' }
export const SYSTEM = { YS: '雨水', WS: '污水', HS: '合流' }
export const PIPE_STATUS = { in_use: '在用', abandoned: '废弃' }
export const WELL_KIND = { manhole: '检查井', outfall: '排放口' }
export const CONNECTION_STATE = {
  REQUESTED: '待标注',
  MARKED: '待确认',
  CONFIRMED: '已确认',
  REJECTED: '已退回',
  BUILT: '已施工',
  VERIFIED: '已核验',
}
export const CONNECTION_STATUS = { feasible: '可行', rejected: '不可行' }
/** 示例数据 in full: a file travels without the page's badge. */
export const SOURCE = { official: '官方', demo: '示例数据', survey: '调查', real: '官方' }
