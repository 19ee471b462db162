/** First and second bytes of GBK's two-byte characters. */
const FIRST = { from: 0x81, to: 0xfe }
const SECOND = { from: 0x40, to: 0xfe }

let table: Map<string, number> | undefined

/**
 * Chinese for older GIS and CAD.
 * @param instead what stands for a character that GBK lacks, in ASCII; a question mark unless the format knows better
 */
export function encodeGbk(text: string, instead: (character: string) => string = () => '?'): Uint8Array {
  const codes = (table ??= tableOfGbk())
  const bytes: number[] = []
  for (const character of text) {
    const plain = character.charCodeAt(0)
    const code = codes.get(character)
    if (plain < 0x80) bytes.push(plain)
    else if (code === undefined) bytes.push(...new TextEncoder().encode(instead(character)))
    else bytes.push(code >> 8, code & 0xff)
  }
  return Uint8Array.from(bytes)
}

/** The platform decodes GBK but does not encode it, so its decoder is asked once for every character. */
function tableOfGbk(): Map<string, number> {
  const decoder = new TextDecoder('gbk')
  const codes = new Map<string, number>()
  for (let first = FIRST.from; first <= FIRST.to; first++) {
    for (let second = SECOND.from; second <= SECOND.to; second++) {
      const character = decoder.decode(Uint8Array.of(first, second))
      // Two bytes that are no character decode to something longer or to U+FFFD.
      if ([...character].length === 1 && character !== '\uFFFD' && !codes.has(character)) {
        codes.set(character, (first << 8) | second)
      }
    }
  }
  return codes
}
