/** The drawer at the foot of the map. */
export default {
  title: '表格与图表',
  tabs: { table: '表格', charts: '图表' },
  resize: '抽屉高度',
  higher: '展开到最高',
  lower: '恢复高度',
  close: '收起表格',
  failed: '内容没有载入,请刷新页面重试',
}
