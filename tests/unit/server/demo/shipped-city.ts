import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { buildCity, type City } from '#server/demo/city.ts'
import { cityFiles } from '#server/demo/city-files.ts'
import { DISTRICT, readGround } from '#server/demo/ground-files.ts'
import { SHIPPED_SEED } from '#server/cli/demo.ts'

export const DATA = fileURLToPath(new URL('../../../../data/', import.meta.url))

export const readData = (path: string): Promise<string> => readFile(`${DATA}${path}`, 'utf8')

/** The programme's city of a seed, with its files as text. */
export async function programmeCity(
  seed = SHIPPED_SEED,
): Promise<{ city: City; files: Map<string, string> }> {
  return cityOf({ seed, compounds: 'programme', pipes: null })
}

export async function cityOf(
  wish: Parameters<typeof buildCity>[1],
): Promise<{ city: City; files: Map<string, string> }> {
  const { ground, outlines } = await readGround(DATA)
  const city = buildCity(ground, wish)
  const files = new Map<string, string>()
  for (const [name, text] of cityFiles(city, wish, outlines, DISTRICT)) files.set(name, [...text()].join(''))
  return { city, files }
}
