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
  undone: '已撤销:{label}',
  redone: '已重做:{label}',
  failed: {
    do: '“{label}”没有完成,数据保持原样。',
    undo: '“{label}”没有撤销,数据保持原样。',
    redo: '“{label}”没有重做,数据保持原样。',
  },
}
