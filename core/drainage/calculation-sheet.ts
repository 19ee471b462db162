import type { ConnectionProperties } from '../api/connections.ts'

/** One row of the 雨水管道水力计算表. Lengths and levels in m, areas ha, times min, flows L/s; null = not known. */
export interface SheetRow {
  readonly kind: 'branch' | 'main'
  /** Of a main its id, of the branch the number of its section from 1. */
  readonly pipe: string
  readonly from: string
  readonly to: string
  readonly length: number
  /** ΨF, ha */
  readonly load: number | null
  /** t at the upper end and t2 in the pipe, min (GB 50014-2021 4.1.11). */
  readonly time: number | null
  readonly travel: number | null
  /** q, L/(s·ha) */
  readonly intensity: number | null
  readonly flow: number | null
  readonly dn: number | null
  /** m/m */
  readonly slope: number | null
  readonly velocity: number | null
  readonly fullFlow: number | null
  /** Fall over the length, m. */
  readonly fall: number | null
  readonly groundStart: number
  readonly groundEnd: number
  readonly invertStart: number
  readonly invertEnd: number
}

/** What the sheet is made from. */
export type SheetSource = Pick<
  ConnectionProperties,
  | 'wellId'
  | 'pipeId'
  | 'station'
  | 'designFlow'
  | 'psiF'
  | 't1'
  | 'dn'
  | 'slope'
  | 'velocity'
  | 'profile'
  | 'capacity'
>

/**
 * The calculation sheet of a tie-in: its branch, section by section between manholes, and every main down to the outfall
 * with the connection in it. Levels, slope and flow are the engine's; nothing is computed a second way.
 *
 * @param names what the outlet and the manholes of the branch are called
 */
export function calculationSheet(
  source: SheetSource,
  names: { outlet: string; manhole: (number: number) => string },
): SheetRow[] {
  return [...branchRows(source, names), ...mainRows(source)]
}

function branchRows(
  { profile, designFlow, psiF, t1, dn, slope, velocity, wellId, pipeId, station }: SheetSource,
  names: { outlet: string; manhole: (number: number) => string },
): SheetRow[] {
  const end = wellId ?? `${pipeId ?? ''} +${(station ?? 0).toFixed(1)}`
  const sections = profile.slice(1)
  const fullFlow = dn === null || velocity === null ? null : (Math.PI * dn * dn * velocity) / 4000
  return sections.flatMap((below, i): SheetRow[] => {
    const above = profile[i]
    if (above === undefined) return []
    const length = below.distance - above.distance
    return [
      {
        kind: 'branch',
        pipe: String(i + 1),
        from: i === 0 ? names.outlet : names.manhole(i),
        to: i === sections.length - 1 ? end : names.manhole(i + 1),
        length,
        load: psiF ?? null,
        time: t1 ?? null,
        travel: velocity ? length / (60 * velocity) : null,
        // The branch is sized for the compound's flow at its inlet time all along.
        intensity: psiF && designFlow !== null ? designFlow / psiF : null,
        flow: designFlow,
        dn,
        slope,
        velocity,
        fullFlow,
        fall: above.invert - below.invert,
        groundStart: above.ground,
        groundEnd: below.ground,
        invertStart: above.invert,
        invertEnd: below.invert,
      },
    ]
  })
}

function mainRows({ capacity }: SheetSource): SheetRow[] {
  return capacity.map((main): SheetRow => {
    const { sheet } = main
    return {
      kind: 'main',
      pipe: main.pipeId,
      from: sheet?.from ?? '',
      to: sheet?.to ?? '',
      length: main.length,
      load: sheet?.load ?? null,
      time: sheet?.time ?? null,
      travel: sheet && sheet.velocity > 0 ? main.length / (60 * sheet.velocity) : null,
      intensity: sheet?.intensity ?? null,
      flow: sheet?.flow ?? null,
      dn: main.dn,
      slope: (main.invertStart - main.invertEnd) / main.length,
      velocity: sheet?.velocity ?? null,
      fullFlow: sheet?.fullFlow ?? null,
      fall: main.invertStart - main.invertEnd,
      groundStart: main.groundStart,
      groundEnd: main.groundEnd,
      invertStart: main.invertStart,
      invertEnd: main.invertEnd,
    }
  })
}
