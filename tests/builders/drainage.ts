import { readFileSync } from 'node:fs'
import type { CompoundSite, Pipe, Well } from '#core/drainage/model.ts'
import type { DrainageRules } from '#core/drainage/rules.ts'
import defaults from '#data/drainage/rules-default.json' with { type: 'json' }
import { readCompoundSites } from '#server/import/compound-sites-geojson.ts'
import { planeFrame } from '#server/import/coordinate-frame.ts'
import { readPipes, readWells } from '#server/import/network-geojson.ts'

/** The shipped rules. */
export const rules: DrainageRules = { ...defaults, rain: rainOf(defaults.rain), rainConfirmed: false }

function rainOf({ a, b, c, n }: { a: number; b: number; c: number; n: number }): DrainageRules['rain'] {
  return { a, b, c, n }
}

export function aWell(id: string, x: number, y: number, more: Partial<Well> = {}): Well {
  return { id, position: [x, y], ground: 10, kind: 'manhole', system: 'YS', load: 0, t1: 10, ...more }
}

/** A pipe between two wells with its inverts. */
export function aPipe(
  from: Well,
  to: Well,
  invertStart: number,
  invertEnd: number,
  more: Partial<Pipe> = {},
): Pipe {
  return {
    id: `${from.id}-${to.id}`,
    from: from.id,
    to: to.id,
    line: [from.position, to.position],
    system: 'YS',
    dn: 800,
    material: 'concrete',
    invertStart,
    invertEnd,
    status: 'in_use',
    ...more,
  }
}

export function aSite(id: string, x: number, y: number, more: Partial<CompoundSite> = {}): CompoundSite {
  return { id, outline: null, position: [x, y], ground: 10, crownStart: 9.2, psiF: 0.3, t1: 10, ...more }
}

/** Golden case G1 as the files have it. */
export function goldenG1(): {
  wells: readonly Well[]
  pipes: readonly Pipe[]
  compounds: readonly CompoundSite[]
} {
  const frame = planeFrame('EPSG:4549')
  const text = (name: string): string =>
    readFileSync(new URL(`../fixtures/golden/g1/${name}.geojson`, import.meta.url), 'utf8')
  return {
    wells: readWells(text('wells'), 'wells', frame).items,
    pipes: readPipes(text('pipes'), 'pipes', frame).items,
    compounds: readCompoundSites(text('compounds'), 'compounds', frame).items,
  }
}
