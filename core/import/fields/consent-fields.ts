import { field, integer, text, type ImportField } from '../field.ts'

const count = integer(0, 100_000)

/** One row, one compound: counts of its consent (K1–K3) and satisfaction (K4). Never a household. */
export const CONSENT_FIELDS: readonly ImportField[] = [
  field({
    id: 'id',
    label: '小区编号',
    synonyms: ['编号', '小区编码', '小区名称', '小区', '名称', 'compoundId', 'name'],
    form: text(100),
    required: 'always',
    note: '已有小区的编号,或唯一的小区名称',
    example: 'XQ-0001',
  }),
  field({
    id: 'total',
    label: '总户数',
    synonyms: ['户数', '意愿调查户数', '调查户数'],
    form: count,
    unit: '户',
    required: 'always',
    note: '须等于小区登记户数',
    example: 320,
  }),
  field({
    id: 'agree',
    label: '同意户数',
    synonyms: ['同意', '同意(户)'],
    form: count,
    unit: '户',
    required: 'always',
    example: 280,
  }),
  field({
    id: 'disagree',
    label: '不同意户数',
    synonyms: ['不同意', '反对'],
    form: count,
    unit: '户',
    example: 12,
  }),
  field({ id: 'abstain', label: '弃权户数', synonyms: ['弃权'], form: count, unit: '户', example: 6 }),
  field({
    id: 'consulted',
    label: '征求意见户数',
    synonyms: ['征求意见', '征询户数'],
    form: count,
    unit: '户',
    example: 300,
  }),
  field({
    id: 'schemeAgree',
    label: '同意方案户数',
    synonyms: ['同意方案', '方案同意户数'],
    form: count,
    unit: '户',
    example: 270,
  }),
  field({ id: 'issued', label: '满意度发放', synonyms: ['发放问卷', '发放'], form: count, unit: '份' }),
  field({ id: 'returned', label: '满意度回收', synonyms: ['回收问卷', '回收'], form: count, unit: '份' }),
  field({ id: 'valid', label: '满意度有效', synonyms: ['有效问卷', '有效'], form: count, unit: '份' }),
  field({ id: 'satisfied', label: '满意户数', synonyms: ['满意'], form: count, unit: '份' }),
]
