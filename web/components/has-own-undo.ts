/** Does what has the focus undo its own text? Sliders, check boxes and the like are inputs without one. */
export function hasOwnUndo(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.closest('textarea, [contenteditable="true"]') !== null) return true
  const input = target.closest('input')
  return input !== null && !WITHOUT_TEXT.includes(input.type)
}

const WITHOUT_TEXT = ['range', 'checkbox', 'radio', 'button', 'submit', 'color']
