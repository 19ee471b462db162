/** Undo and redo. */
export default {
  title: 'Undo and redo',
  undo: 'Undo: {label}',
  redo: 'Redo: {label}',
  nothingToUndo: 'Nothing to undo',
  nothingToRedo: 'Nothing to redo',
  steps: 'Steps',
  doneSteps: 'Done (choose one to go back to before it)',
  undoneSteps: 'Undone (choose one to redo down to it)',
  final: 'cannot be undone',
  plan: {
    saved: 'Plan saved ({name})',
    savedForGood: 'A saved plan stays as it was frozen; save a new version instead.',
    stepped: 'Plan is now {state} ({name})',
    steppedForGood:
      'Publicity and approval stay on record; a plan in publicity can be withdrawn with a reason.',
  },
  kept: {
    form: 'What you typed here last time was not saved.',
    restore: 'Restore',
    forget: 'Discard',
  },
  undone: 'Undone: {label}',
  redone: 'Redone: {label}',
  failed: {
    do: '“{label}” was not done; everything is as it was.',
    undo: '“{label}” was not undone; everything is as it was.',
    redo: '“{label}” was not redone; everything is as it was.',
  },
}
