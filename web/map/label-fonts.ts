/** Letters that vector tiles may bring: numbers of buildings and sizes of pipes. */
const ALWAYS = '0123456789DN#-—号楼栋幢ABC'

/** Labels wait this long for the bundled font, then any font of the machine will do. */
const PATIENCE_MS = 2500

const loaded = new Set<string>()

/**
 * Resolves once the bundled font can draw these letters. The map draws each letter once and keeps it, so a
 * label that is drawn before its font has come would stay in the machine's own.
 */
export async function fontsFor(texts: Iterable<string>): Promise<void> {
  const wanted = [...new Set([...ALWAYS, ...[...texts].join('')])].filter((letter) => !loaded.has(letter))
  if (wanted.length === 0) return
  const text = wanted.join('')
  // One variable file serves all weights.
  const arrival = document.fonts.load('500 24px "Noto Sans SC Variable"', text)
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))
  await Promise.race([arrival, patience]).catch(() => undefined)
  for (const letter of wanted) loaded.add(letter)
}
