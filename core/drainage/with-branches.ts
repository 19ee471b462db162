import { at, distanceBetween, lengthOf, positionAt } from '../geo/plane-geometry.ts'
import type { Plane } from '../geo/projection.ts'
import type { Pipe, ProfileStation, Well } from './model.ts'

/** A branch to be laid, as an answer of the engine or a stored connection gives it. */
export interface LaidBranch {
  readonly compoundId: string
  readonly route: readonly Plane[]
  readonly profile: readonly ProfileStation[]
  /** mm */
  readonly dn: number
  readonly psiF: number
  readonly t1: number
  /** The manhole it enters; null where it gets a new one on the main. */
  readonly wellId: string | null
  readonly pipeId: string
  /** Hydraulic metres along the main. */
  readonly station: number
  /** What the compound no longer sheds to a well, ΨF in ha. */
  readonly relieves?: { readonly wellId: string; readonly psiF: number } | null
}

interface Ground {
  readonly wells: readonly Well[]
  readonly pipes: readonly Pipe[]
}

/**
 * The network with these branches in it as if they were built: a manhole at the outlet of each compound, which brings
 * its ΨF, the manholes along the branch, its pipes, and where it enters no existing manhole a new one that parts the
 * main in two. New ids begin with the compound's; the lower part of a main that is parted is `<id>~2`, `~3` ….
 */
export function withBranches(ground: Ground, branches: readonly LaidBranch[], roughness: number): Ground {
  const laid = branches.filter(({ profile, route }) => profile.length > 1 && route.length > 1)
  const loads = new Map<string, number>()
  for (const { relieves } of laid) {
    if (relieves) loads.set(relieves.wellId, (loads.get(relieves.wellId) ?? 0) + relieves.psiF)
  }
  const wells = ground.wells.map((well) =>
    loads.has(well.id) ? { ...well, load: Math.max(0, (well.load ?? 0) - (loads.get(well.id) ?? 0)) } : well,
  )
  const wellOf = new Map(wells.map((well) => [well.id, well]))
  const cuts = new Map<string, Cut[]>()
  for (const { compoundId, wellId, pipeId, station, route } of laid) {
    if (wellId !== null) continue
    const cut = { wellId: `${compoundId}.tie`, station, position: at(route, route.length - 1) }
    cuts.set(pipeId, [...(cuts.get(pipeId) ?? []), cut])
  }
  const parted = ground.pipes.map((pipe) => part(pipe, cuts.get(pipe.id) ?? [], wellOf))
  const built = laid.map((branch) => build(branch, roughness))
  return {
    wells: [...wells, ...parted.flatMap((one) => one.wells), ...built.flatMap((one) => one.wells)],
    pipes: [...parted.flatMap((one) => one.pipes), ...built.flatMap((one) => one.pipes)],
  }
}

interface Cut {
  readonly wellId: string
  readonly station: number
  readonly position: Plane
}

/** A main in as many parts as it gets new manholes; levels and ground linear between its ends. */
function part(
  pipe: Pipe,
  cuts: readonly Cut[],
  wellOf: ReadonlyMap<string, Well>,
): { wells: Well[]; pipes: Pipe[] } {
  const { invertStart, invertEnd } = pipe
  if (cuts.length === 0 || invertStart === null || invertEnd === null) return { wells: [], pipes: [pipe] }
  const [from, to] = [wellOf.get(pipe.from), wellOf.get(pipe.to)]
  const length = pipe.length ?? lengthOf(pipe.line)
  const invertAt = (station: number): number => invertStart + ((invertEnd - invertStart) * station) / length
  const order = [...cuts].sort((a, b) => a.station - b.station)
  const wells = order.map(({ wellId, station, position }): Well => {
    const ground = (from?.ground ?? NaN) + (((to?.ground ?? NaN) - (from?.ground ?? NaN)) * station) / length
    return { id: wellId, position, ground, kind: 'manhole', system: 'YS', load: 0 }
  })
  const ends = [
    { id: pipe.from, station: 0 },
    ...order.map(({ wellId, station }) => ({ id: wellId, station })),
    { id: pipe.to, station: length },
  ]
  const pipes = ends.slice(1).map((end, i): Pipe => {
    const start = ends[i] ?? { id: pipe.from, station: 0 }
    return {
      ...pipe,
      id: i === 0 ? pipe.id : `${pipe.id}~${i + 1}`,
      from: start.id,
      to: end.id,
      line: lineBetween(pipe.line, start.station / length, end.station / length),
      invertStart: invertAt(start.station),
      invertEnd: invertAt(end.station),
      length: end.station - start.station,
    }
  })
  return { wells, pipes }
}

/** The drawn line between two shares of its length. */
function lineBetween(line: readonly Plane[], from: number, to: number): readonly Plane[] {
  const drawn = lengthOf(line)
  const inner: Plane[] = []
  let walked = 0
  for (let i = 1; i < line.length - 1; i++) {
    walked += distanceBetween(at(line, i - 1), at(line, i))
    if (walked > from * drawn + 1e-6 && walked < to * drawn - 1e-6) inner.push(at(line, i))
  }
  return [positionAt(line, from * drawn).position, ...inner, positionAt(line, to * drawn).position]
}

/** Manholes and pipes of one branch, section by section of its profile. */
function build(branch: LaidBranch, roughness: number): { wells: Well[]; pipes: Pipe[] } {
  const { compoundId, profile, route, dn } = branch
  const whole = profile[profile.length - 1]?.distance ?? 0
  const tie = branch.wellId ?? `${compoundId}.tie`
  const nameAt = (i: number): string =>
    i === 0 ? `${compoundId}.out` : i === profile.length - 1 ? tie : `${compoundId}.${i}`
  const wells = profile.slice(0, -1).map(({ distance, ground }, i): Well => {
    const { position } = positionAt(route, distance)
    const brings = i === 0 ? { load: branch.psiF, t1: branch.t1 } : { load: 0 }
    return { id: nameAt(i), position, ground, kind: 'manhole', system: 'YS', ...brings }
  })
  const pipes = profile.slice(1).flatMap((below, i): Pipe[] => {
    const above = profile[i]
    if (!above || whole <= 0) return []
    return [
      {
        id: `${compoundId}.b${i + 1}`,
        from: nameAt(i),
        to: nameAt(i + 1),
        line: lineBetween(route, above.distance / whole, below.distance / whole),
        system: 'YS',
        dn,
        material: 'concrete',
        n: roughness,
        invertStart: above.invert,
        invertEnd: below.invert,
        status: 'in_use',
        length: below.distance - above.distance,
      },
    ]
  })
  return { wells, pipes }
}
