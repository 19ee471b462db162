/** Comparison operators in their one spelling. */
export type Operator = '>' | '>=' | '<' | '<=' | '=' | '!=' | '包含'

/** A piece of an expression and where it starts, counted in characters from 0. */
export interface Token {
  readonly kind: 'word' | 'text' | 'number' | 'operator' | 'and' | 'or' | 'not' | 'open' | 'close' | 'fault'
  readonly text: string
  readonly at: number
}

/** Longest spellings first: the first that matches is taken. */
const SIGNS: readonly (readonly [spelling: string, kind: Token['kind'], text: string])[] = [
  ['>=', 'operator', '>='],
  ['<=', 'operator', '<='],
  ['!=', 'operator', '!='],
  ['<>', 'operator', '!='],
  ['==', 'operator', '='],
  ['≥', 'operator', '>='],
  ['≤', 'operator', '<='],
  ['≠', 'operator', '!='],
  ['>', 'operator', '>'],
  ['<', 'operator', '<'],
  ['=', 'operator', '='],
  ['包含', 'operator', '包含'],
  ['&&', 'and', '且'],
  ['||', 'or', '或'],
  ['且', 'and', '且'],
  ['或', 'or', '或'],
  ['非', 'not', '非'],
  ['!', 'not', '非'],
  ['(', 'open', '('],
  [')', 'close', ')'],
]
const JOINING_WORDS: ReadonlyMap<string, Token['kind']> = new Map([
  ['and', 'and'],
  ['or', 'or'],
  ['not', 'not'],
])
const QUOTES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["'", "'"],
  ['“', '”'],
  ['「', '」'],
])
const NUMBER = /^-?\d+(\.\d+)?$/
/** One letter of a bare word; some letters take two units. */
const WORD = /^[\p{L}\d_·.\-/²]/u

/** Cuts an expression into tokens; a character that begins none becomes a `fault`. */
export function tokensOf(expression: string): readonly Token[] {
  const source = halfWidth(expression)
  const tokens: Token[] = []
  let at = 0
  while (at < source.length) {
    if (/\s/.test(source.charAt(at))) {
      at++
      continue
    }
    const { token, length } = tokenAt(source, at)
    tokens.push(token)
    at += length
  }
  return tokens
}

function tokenAt(source: string, at: number): { token: Token; length: number } {
  const rest = source.slice(at)
  const closing = QUOTES.get(rest.charAt(0))
  if (closing !== undefined) {
    const end = rest.indexOf(closing, 1)
    return end < 0
      ? { token: { kind: 'fault', text: rest, at }, length: rest.length }
      : { token: { kind: 'text', text: rest.slice(1, end), at }, length: end + 1 }
  }
  const sign = SIGNS.find(([spelling]) => rest.startsWith(spelling))
  if (sign !== undefined) return { token: { kind: sign[1], text: sign[2], at }, length: sign[0].length }
  const word = wordAt(rest)
  if (word === '') return { token: { kind: 'fault', text: rest.charAt(0), at }, length: 1 }
  const kind = NUMBER.test(word) ? 'number' : (JOINING_WORDS.get(word.toLowerCase()) ?? 'word')
  return { token: { kind, text: word, at }, length: word.length }
}

/** A bare word: up to a space, a quote, or a sign. A name that holds 且, 或 or 非 has to stand in quotes. */
function wordAt(rest: string): string {
  let length = 0
  for (;;) {
    const left = rest.slice(length)
    if (length > 0 && SIGNS.some(([spelling]) => left.startsWith(spelling))) break
    const letter = WORD.exec(left)?.[0]
    if (letter === undefined) break
    length += letter.length
  }
  return rest.slice(0, length)
}

/** Full-width signs, digits and letters as half-width ones; every character keeps its place. */
function halfWidth(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, ' ')
}
