import { toPlane } from '#core/geo/projection.ts'
import { CONNECTION_STATE, SYSTEM } from '../../layers/words.ts'
import type { StoredConnection } from '../../store/connections.ts'
import type { ExportStamp } from './layer-export.ts'
import { recordSheet } from './record-sheet.ts'
import type { RecordColumn } from './record-sheet.ts'

/** A tie-in with who confirmed it; null while nobody has. */
export interface ConfirmedConnection {
  readonly connection: StoredConnection
  readonly confirmedBy: string | null
}

const LEVEL = '0.000'

/** 雨水接驳点位表 in the columns of DOMAIN §7.3, table 10; coordinates of EPSG:4549, X to the north. */
const COLUMNS: readonly RecordColumn<ConfirmedConnection>[] = [
  { head: '序号', width: 6, value: (_row, at) => at + 1 },
  { head: '点号', width: 24, value: ({ connection }) => connection.id },
  { head: '小区', width: 16, value: ({ connection }) => connection.facts.compoundName },
  {
    head: 'X',
    group: '坐标(m)',
    width: 15,
    format: LEVEL,
    value: ({ connection }) => planeOf(connection)[1],
  },
  {
    head: 'Y',
    group: '坐标(m)',
    width: 15,
    format: LEVEL,
    value: ({ connection }) => planeOf(connection)[0],
  },
  { head: '主管编号', group: '市政主管', width: 20, value: ({ connection }) => connection.pipeId },
  { head: '接入井', group: '市政主管', width: 12, value: ({ connection }) => connection.wellId },
  {
    head: '管径(mm)',
    group: '市政主管',
    width: 10,
    value: ({ connection }) => connection.facts.capacity[0]?.dn ?? null,
  },
  { head: '管底标高(m)', group: '市政主管', width: 12, format: LEVEL, value: mainInvert },
  {
    head: '小区管底标高(m)',
    group: '小区支管',
    width: 14,
    format: LEVEL,
    value: ({ connection }) => connection.facts.invertStart,
  },
  { head: '支管管径(mm)', group: '小区支管', width: 11, value: ({ connection }) => connection.facts.dn },
  {
    head: '长度(m)',
    group: '小区支管',
    width: 10,
    format: '0.00',
    value: ({ connection }) => connection.facts.length,
  },
  {
    head: '坡度',
    group: '小区支管',
    width: 10,
    format: '0.0000',
    value: ({ connection }) => connection.facts.slope,
  },
  { head: '确认人', width: 12, value: ({ confirmedBy }) => confirmedBy },
  { head: '状态', width: 10, value: ({ connection }) => CONNECTION_STATE[connection.state] },
  { head: '备注', width: 12, value: ({ connection }) => (connection.source === 'demo' ? '示例数据' : null) },
]

export function connectionSheet(
  year: number,
  rows: readonly ConfirmedConnection[],
  stamp: ExportStamp,
): Promise<Uint8Array> {
  return recordSheet({
    name: '雨水接驳点位表',
    title: `${year} 年度雨水接驳点位表`,
    unitLine: `共 ${rows.length} 处    坐标系 CGCS2000 三度带(中央经线 120°)    标高 1985 国家高程    系统 ${SYSTEM.YS}`,
    demo: rows.some(({ connection }) => connection.source === 'demo'),
    stamp,
    columns: COLUMNS,
    rows,
  })
}

function planeOf({ position }: StoredConnection): readonly [number, number] {
  const [x, y] = toPlane(position)
  return [x, y]
}

/** The invert of the main where the branch comes in: that of the branch less its drop, invert to invert. */
function mainInvert({ connection: { facts } }: ConfirmedConnection): number | null {
  if (facts.invertEnd === null || facts.drop === null) return null
  return Number((facts.invertEnd - facts.drop).toFixed(3))
}
