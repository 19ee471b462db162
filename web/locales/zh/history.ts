/** Undo and redo. */
export default {
  title: '撤销与重做',
  undo: '撤销:{label}',
  redo: '重做:{label}',
  nothingToUndo: '没有可撤销的操作',
  nothingToRedo: '没有可重做的操作',
  steps: '操作记录',
  doneSteps: '已完成(点击撤销到此步之前)',
  undoneSteps: '已撤销(点击重做到此步)',
  final: '不能撤销',
  plan: {
    saved: '保存方案({name})',
    savedForGood: '方案保存后即冻结留存;请另存新版本或取消其对比。',
    stepped: '方案转为{state}({name})',
    steppedForGood: '公示和批准须留痕,不能撤销;公示中的方案可写明理由撤回公示。',
  },
  kept: {
    form: '上次填写的内容没有保存。',
    restore: '恢复',
    forget: '不要了',
  },
  undone: '已撤销:{label}',
  redone: '已重做:{label}',
  failed: {
    do: '“{label}”没有完成,数据保持原样。',
    undo: '“{label}”没有撤销,数据保持原样。',
    redo: '“{label}”没有重做,数据保持原样。',
  },
}
