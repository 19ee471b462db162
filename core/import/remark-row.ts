import { isEmptyCell, type Cell } from './cell.ts'

/**
 * A line below or between the rows of an office's table that is no row of it: 填报人:____ 审核人:____, 注:……. Such a line
 * has words in its first column alone, and they are parted like a sentence, which no number or id of a row is.
 */
export function isRemark(cells: readonly Cell[]): boolean {
  const [first = null, ...others] = cells
  return (
    others.length > 1 && typeof first === 'string' && SENTENCE.test(first.trim()) && others.every(isEmptyCell)
  )
}

const SENTENCE = /[\s:：,，。;；]/
