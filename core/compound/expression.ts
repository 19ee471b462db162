import type { Verdict } from './verdict.ts'
import { findField, type ExpressionRow } from './expression-fields.ts'
import {
  parseExpressionTree,
  type Comparison,
  type ExpressionFault,
  type ExpressionNode,
} from './expression-parser.ts'

/** A condition read from text, or every fault found in it. */
export type ParsedExpression =
  | { readonly ok: true; readonly test: (row: ExpressionRow) => Verdict }
  | { readonly ok: false; readonly faults: readonly ExpressionFault[] }

/**
 * Reads a selection expression such as `户数>300 且 得分≥70`, `镇街=文化路街道 或 非(同意率<90)`.
 *
 * Comparisons `> ≥ < ≤ = ≠ 包含` of a field with a number or a text, joined by 且, 或, 非 and brackets (also
 * `and or not && || !`, half or full width); 且 binds closer than 或. Three-valued: a comparison with an unknown
 * fact is unknown, and only a `pass` selects. Numbers compare exactly as fractions, never as rounded shares.
 */
export function parseExpression(text: string): ParsedExpression {
  const { node, faults } = parseExpressionTree(text)
  if (node === null || faults.length > 0) return { ok: false, faults }
  return { ok: true, test: (row) => evaluate(node, row) }
}

function evaluate(node: ExpressionNode, row: ExpressionRow): Verdict {
  switch (node.type) {
    case 'comparison':
      return compare(node, row)
    case 'not': {
      const verdict = evaluate(node.of, row)
      if (verdict === 'unknown') return verdict
      return verdict === 'pass' ? 'fail' : 'pass'
    }
    case 'and':
    case 'or': {
      // 且: one fail decides; 或: one pass decides; else an unknown keeps it open.
      const decisive: Verdict = node.type === 'and' ? 'fail' : 'pass'
      const verdicts = node.parts.map((part) => evaluate(part, row))
      if (verdicts.includes(decisive)) return decisive
      if (verdicts.includes('unknown')) return 'unknown'
      return node.type === 'and' ? 'pass' : 'fail'
    }
  }
}

function compare({ field, operator, value }: Comparison, row: ExpressionRow): Verdict {
  const known = findField(field)
  const fact = known?.read(row) ?? null
  if (known === undefined || fact === null) return 'unknown'
  if (typeof fact === 'string') {
    const wanted = known.words?.[value.text] ?? value.text
    if (operator === '包含') return verdictOf(fact.includes(value.text))
    return verdictOf((fact === wanted) === (operator === '='))
  }
  if (value.number === null) return 'unknown'
  const order = fact.numerator * value.number.denominator - value.number.numerator * fact.denominator
  switch (operator) {
    case '>':
      return verdictOf(order > 0)
    case '>=':
      return verdictOf(order >= 0)
    case '<':
      return verdictOf(order < 0)
    case '<=':
      return verdictOf(order <= 0)
    case '=':
      return verdictOf(order === 0)
    default:
      return verdictOf(order !== 0)
  }
}

function verdictOf(holds: boolean): Verdict {
  return holds ? 'pass' : 'fail'
}
