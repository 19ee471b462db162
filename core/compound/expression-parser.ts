import { findField, type ExpressionField, type Fraction } from './expression-fields.ts'
import { tokensOf, type Operator, type Token } from './expression-tokens.ts'

/** A value as written; `number` where it reads as one. */
export interface ExpressionValue {
  readonly text: string
  readonly number: Fraction | null
}

export interface Comparison {
  readonly type: 'comparison'
  readonly field: string
  readonly operator: Operator
  readonly value: ExpressionValue
}

export type ExpressionNode =
  | Comparison
  | { readonly type: 'and' | 'or'; readonly parts: readonly ExpressionNode[] }
  | { readonly type: 'not'; readonly of: ExpressionNode }

/** A fault at a character of the expression, counted from 0, in Chinese. */
export interface ExpressionFault {
  readonly at: number
  readonly message: string
}

/** Reads an expression into its tree. Stops at the first fault of grammar; `node` is then null. */
export function parseExpressionTree(text: string): {
  readonly node: ExpressionNode | null
  readonly faults: readonly ExpressionFault[]
} {
  const parser = new Parser(tokensOf(text), text.length)
  const node = parser.parse()
  return { node: parser.fault === null ? node : null, faults: parser.fault === null ? [] : [parser.fault] }
}

/** Deeper nesting than this is refused rather than risked on the stack. */
const DEEPEST = 100

class Parser {
  fault: ExpressionFault | null = null
  private place = 0
  private depth = 0

  constructor(
    private readonly tokens: readonly Token[],
    private readonly end: number,
  ) {}

  parse(): ExpressionNode | null {
    if (this.tokens.length === 0) return this.refuse(0, '条件为空,例:户数>300 且 得分≥70')
    const node = this.alternatives()
    const left = this.tokens[this.place]
    if (this.fault === null && left !== undefined)
      return this.refuse(left.at, `此处不应有「${left.text}」,条件之间用 且/或 连接`)
    return node
  }

  private alternatives(): ExpressionNode | null {
    return this.joined('or', () => this.joined('and', () => this.single()))
  }

  private joined(type: 'and' | 'or', next: () => ExpressionNode | null): ExpressionNode | null {
    const first = next()
    if (first === null) return null
    const parts = [first]
    while (this.tokens[this.place]?.kind === type) {
      this.place++
      const part = next()
      if (part === null) return null
      parts.push(part)
    }
    return parts.length === 1 ? first : { type, parts }
  }

  private single(): ExpressionNode | null {
    const token = this.tokens[this.place]
    if (token?.kind !== 'not' && token?.kind !== 'open') return this.comparison()
    if (++this.depth > DEEPEST) return this.refuse(token.at, '括号或「非」嵌套过深')
    this.place++
    const inner = token.kind === 'not' ? this.single() : this.alternatives()
    this.depth--
    if (inner === null) return null
    if (token.kind === 'not') return { type: 'not', of: inner }
    if (this.tokens[this.place]?.kind !== 'close') return this.refuse(this.here(), '缺少右括号 )')
    this.place++
    return inner
  }

  private comparison(): ExpressionNode | null {
    const name = this.tokens[this.place]
    const field = name?.kind === 'word' ? findField(name.text) : undefined
    if (name === undefined || field === undefined) {
      const found = name === undefined ? '条件不完整' : `不认识的字段「${name.text}」`
      return this.refuse(this.here(), `${found},可用:户数、得分、同意率、镇街等`)
    }
    const sign = this.tokens[this.place + 1]
    const operator = sign?.kind === 'operator' ? asOperator(sign.text) : null
    if (operator === null)
      return this.refuse(sign?.at ?? this.end, `「${name.text}」后应为 > ≥ < ≤ = ≠ 或 包含`)
    const value = withoutUnit(this.tokens[this.place + 2], field)
    if (value === undefined || !['word', 'text', 'number'].includes(value.kind)) {
      return this.refuse(value?.at ?? this.end, `「${name.text}${sign?.text ?? ''}」后缺少数值或文字`)
    }
    const wrong = mismatch(field, name.text, operator, value)
    if (wrong !== null) return this.refuse(value.at, wrong)
    this.place += 3
    const number = value.kind === 'number' ? fractionOf(value.text) : null
    if (number !== null && field.unit !== '' && this.tokens[this.place]?.text === field.unit) this.place++
    return { type: 'comparison', field: name.text, operator, value: { text: value.text, number } }
  }

  private refuse(at: number, message: string): null {
    this.fault ??= { at, message }
    return null
  }

  private here(): number {
    return this.tokens[this.place]?.at ?? this.end
  }
}

function mismatch(field: ExpressionField, name: string, operator: Operator, value: Token): string | null {
  if (field.kind === 'number') {
    if (operator === '包含') return `「${name}」是数值,不能用「包含」`
    return value.kind === 'number' ? null : `「${name}」应与数值比较,现为「${value.text}」`
  }
  if (operator !== '=' && operator !== '!=' && operator !== '包含') return `「${name}」是文字,只能用 = ≠ 包含`
  if (field.words === undefined) return null
  if (operator === '包含') return `「${name}」只能用 = ≠`
  const words = field.words
  if (Object.hasOwn(words, value.text) || Object.values(words).includes(value.text)) return null
  return `「${name}」没有「${value.text}」,可用:${Object.keys(words).join('、')}`
}

/** `户数>300户`: a number may carry its field's own unit. */
function withoutUnit(token: Token | undefined, field: ExpressionField): Token | undefined {
  if (token?.kind !== 'word' || field.kind !== 'number' || field.unit === '') return token
  const number = token.text.endsWith(field.unit) ? token.text.slice(0, -field.unit.length) : ''
  return /^\d+(\.\d+)?$/.test(number) ? { ...token, kind: 'number', text: number } : token
}

function asOperator(text: string): Operator | null {
  const all: readonly Operator[] = ['>', '>=', '<', '<=', '=', '!=', '包含']
  return all.find((operator) => operator === text) ?? null
}

/** "79.9" is exactly 799/10. */
function fractionOf(text: string): Fraction {
  const decimals = text.split('.')[1]?.length ?? 0
  return { numerator: Number(text.replace('.', '')), denominator: 10 ** decimals }
}
