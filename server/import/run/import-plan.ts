import type { CoordinateChoice } from '#core/import/coordinate-system.ts'
import { DICTIONARY } from '#core/import/dictionary.ts'
import type { ImportField, ImportKind } from '#core/import/field.ts'
import { countRecognised, recogniseColumns, type Mapping } from '#core/import/recognise.ts'
import { IMPORT_WISHES, kindsOf, type ImportWish } from '#core/import/who-may.ts'
import type { Source, SourceLayer } from '../source/source.ts'

/** One table of a file as one kind of record. */
export interface ImportPart {
  readonly kind: ImportKind
  readonly layer: string
  readonly mapping: Mapping
}

/** Everything that has been chosen about a file. */
export interface ImportPlan {
  /** In the order they are stored: wells before the pipes between them. */
  readonly parts: readonly ImportPart[]
  /** null: as the file says, or as its places tell. */
  readonly coordinates: CoordinateChoice | null
  /** Records that the file does not have any more. */
  readonly gone: 'keep' | 'remove'
}

export function isImportWish(word: string): word is ImportWish {
  return IMPORT_WISHES.some((wish) => wish === word)
}

/** Every column that is looked for. */
export function fieldsOf(wish: ImportWish): readonly ImportField[] {
  return kindsOf(wish).flatMap((kind) => DICTIONARY[kind].fields)
}

/** The parts a file offers by itself: for each kind the layer whose headings name most of its columns. */
export function proposeParts(source: Source, wish: ImportWish): ImportPart[] {
  return kindsOf(wish).flatMap((kind) => {
    const { fields } = DICTIONARY[kind]
    const [best] = source.layers
      .map((layer) => ({ layer, score: scoreOf(layer, kind, fields) }))
      .sort((a, b) => b.score - a.score)
    if (best === undefined) return []
    return [{ kind, layer: best.layer.name, mapping: recogniseColumns(fields, best.layer.columns) }]
  })
}

function scoreOf(layer: SourceLayer, kind: ImportKind, fields: readonly ImportField[]): number {
  const named = layer.name.includes(DICTIONARY[kind].label) || LAYER_WORDS[kind].test(layer.name)
  return countRecognised(fields, layer.columns) + (named ? 3 : 0)
}

/** Names that layers of a kind are met under. */
const LAYER_WORDS: Readonly<Record<ImportKind, RegExp>> = {
  compounds: /小区|compound/i,
  buildings: /楼栋|建筑|building/i,
  consent: /征询|意愿|同意|consent/i,
  wells: /点表|point|well|井|管点/i,
  pipes: /线表|line|pipe|管线段/i,
  base: /底图|base/i,
}
