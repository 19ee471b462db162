import type { ConnectionProperties } from '#core/api/connections.ts'

/** One place along the drawing with its levels, m. */
export interface SectionStation {
  readonly at: 'start' | 'tie' | 'end'
  /** m from the start of the branch */
  readonly distance: number
  readonly ground: number
  readonly invert: number
  readonly crown: number
  readonly cover: number
}

/** The long section in drawing units; y grows downwards as in SVG. */
export interface LongSection {
  readonly width: number
  readonly height: number
  readonly ground: string
  readonly earth: string
  readonly branch: string
  readonly main: string | null
  readonly wells: readonly { readonly x: number; readonly top: number; readonly bottom: number }[]
  readonly ticks: readonly { readonly y: number; readonly level: number }[]
  readonly covers: readonly {
    readonly x: number
    readonly top: number
    readonly bottom: number
    readonly value: number
  }[]
  readonly branchLabel: { readonly x: number; readonly y: number }
  readonly mainLabel: { readonly x: number; readonly y: number } | null
  readonly tieX: number
  readonly left: number
  readonly stations: readonly SectionStation[]
  /** How many times taller than true the drawing is. */
  readonly exaggeration: number
  readonly dn: number | null
  readonly mainDn: number | null
}

interface Main {
  readonly dn: number
  readonly length: number
  readonly invertStart: number
  readonly invertEnd: number
  readonly groundStart: number
  readonly groundEnd: number
}

const WIDTH = 388
const HEIGHT = 168
const MARGIN = { left: 34, right: 10, top: 26, bottom: 12 }
/** The main is drawn as far as it helps to read the tie-in, no further than this share of the branch. */
const MAIN_SHARE = 0.45
const LEAST_MAIN = 0.18

/** Draws branch and main from a tie-in's levels; null where the engine found no levels. */
export function longSection(connection: ConnectionProperties): LongSection | null {
  const { profile } = connection
  const [first] = profile
  const last = profile.at(-1)
  if (first === undefined || last === undefined || profile.length < 2) return null
  const main = mainFromTie(connection)
  const branchLength = last.distance - first.distance
  if (!(branchLength > 0)) return null

  const mainDrawn =
    main === null ? 0 : clamp(main.length, LEAST_MAIN * branchLength, MAIN_SHARE * branchLength)
  const end = main === null ? null : alongMain(main, Math.min(main.length, mainDrawn))
  const levels = [
    ...profile.flatMap(({ ground, invert, crown }) => [ground, invert, crown]),
    ...(main === null || end === null ? [] : [main.invertStart, end.invert, end.ground]),
  ].filter(Number.isFinite)
  const low = Math.min(...levels)
  const high = Math.max(...levels)
  const span = Math.max(high - low, 0.5)
  const xPerMetre = (WIDTH - MARGIN.left - MARGIN.right) / (branchLength + mainDrawn)
  const yPerMetre = (HEIGHT - MARGIN.top - MARGIN.bottom) / span
  const x = (distance: number): number => round(MARGIN.left + (distance - first.distance) * xPerMetre)
  const y = (level: number): number => round(MARGIN.top + (high - level) * yPerMetre)

  const tieX = x(last.distance)
  const rightX = x(last.distance + mainDrawn)
  const points = (list: readonly (readonly [number, number])[]): string =>
    list.map(([px, py]) => `${px},${py}`).join(' ')
  const groundLine = [
    ...profile.map((one) => [x(one.distance), y(one.ground)] as const),
    ...(end === null ? [] : [[rightX, y(end.ground)] as const]),
  ]
  const bottom = HEIGHT
  const crowns = profile.map((one) => [x(one.distance), y(one.crown)] as const)
  const inverts = profile.map((one) => [x(one.distance), y(one.invert)] as const)
  const stations = stationsOf(first, last, main, connection.length)

  return {
    width: WIDTH,
    height: HEIGHT,
    ground: points(groundLine),
    earth: points([...groundLine, [end === null ? tieX : rightX, bottom], [MARGIN.left, bottom]]),
    branch: points([...crowns, ...inverts.toReversed()]),
    main:
      main === null || end === null
        ? null
        : points([
            [tieX, y(main.invertStart + main.dn / 1000)],
            [rightX, y(end.invert + main.dn / 1000)],
            [rightX, y(end.invert)],
            [tieX, y(main.invertStart)],
          ]),
    wells: [
      { x: x(first.distance), top: y(first.ground), bottom: y(first.invert) },
      {
        x: tieX,
        top: y(last.ground),
        bottom: y(main === null ? last.invert : Math.min(last.invert, main.invertStart)),
      },
    ],
    ticks: ticksBetween(low, high).map((level) => ({ level, y: y(level) })),
    covers: [first, last].map((one) => ({
      x: x(one.distance),
      top: y(one.ground),
      bottom: y(one.crown),
      value: one.ground - one.crown,
    })),
    branchLabel: {
      x: round((x(first.distance) + tieX) / 2),
      y: round((y(first.crown) + y(first.invert) + y(last.crown) + y(last.invert)) / 4),
    },
    mainLabel:
      main === null || end === null
        ? null
        : {
            x: round((tieX + rightX) / 2),
            y: round(y((main.invertStart + end.invert + main.dn / 1000) / 2)),
          },
    tieX,
    left: MARGIN.left,
    stations,
    exaggeration: Math.max(1, Math.round(yPerMetre / xPerMetre)),
    dn: connection.dn,
    mainDn: main?.dn ?? null,
  }
}

/** The main from the tie-in on: a mid-pipe tie-in begins at its station. */
function mainFromTie({ capacity, pipeId, station }: ConnectionProperties): Main | null {
  const main = capacity.find((one) => one.pipeId === pipeId) ?? capacity[0]
  if (main === undefined || !(main.length > 0)) return null
  const known = [main.invertStart, main.invertEnd, main.groundStart, main.groundEnd].every(Number.isFinite)
  if (!known) return null
  const from = clamp(main.pipeId === pipeId ? (station ?? 0) : 0, 0, main.length * 0.98)
  const at = alongMain(main, from)
  return { ...main, length: main.length - from, invertStart: at.invert, groundStart: at.ground }
}

function alongMain(main: Main, distance: number): { invert: number; ground: number } {
  const share = main.length > 0 ? Math.min(1, distance / main.length) : 0
  return {
    invert: main.invertStart + share * (main.invertEnd - main.invertStart),
    ground: main.groundStart + share * (main.groundEnd - main.groundStart),
  }
}

function stationsOf(
  first: ConnectionProperties['profile'][number],
  last: ConnectionProperties['profile'][number],
  main: Main | null,
  length: number | null,
): SectionStation[] {
  const place = (
    at: SectionStation['at'],
    distance: number,
    ground: number,
    invert: number,
    crown: number,
  ) => ({
    at,
    distance,
    ground,
    invert,
    crown,
    cover: ground - crown,
  })
  const reach = length ?? last.distance
  return [
    place('start', first.distance, first.ground, first.invert, first.crown),
    place('tie', reach, last.ground, last.invert, last.crown),
    ...(main === null
      ? []
      : [place('end', reach + main.length, main.groundEnd, main.invertEnd, main.invertEnd + main.dn / 1000)]),
  ]
}

/** Three to six round levels between two. */
function ticksBetween(low: number, high: number): number[] {
  const step = [0.2, 0.5, 1, 2, 5, 10, 20].find((one) => (high - low) / one <= 5) ?? 50
  const ticks: number[] = []
  for (let level = Math.ceil(low / step); level * step <= high; level += 1)
    ticks.push(Number((level * step).toFixed(2)))
  return ticks
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
