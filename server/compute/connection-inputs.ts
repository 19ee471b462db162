import type { LineString, MultiPolygon, Polygon, Position } from 'geojson'
import type { LngLat } from '#core/compound/compound.ts'
import type { ConnectInput } from '#core/drainage/connect.ts'
import type { CompoundSite, DrainageSystem, Pipe, StandingConnection, Well } from '#core/drainage/model.ts'
import type { DrainageRules } from '#core/drainage/rules.ts'
import { toPlane, type Plane } from '#core/geo/projection.ts'
import type { BaseFeature } from '../store/base-features.ts'
import type { StoredCompound } from '../store/compounds.ts'
import type { StoredPipe, StoredWell } from '../store/network.ts'

/** What the store knows of the ground a plan is connected on. */
export interface ConnectionGround {
  readonly compounds: readonly StoredCompound[]
  /** Every building of the register: a branch keeps clear of them all. */
  readonly register: readonly StoredCompound[]
  readonly wells: readonly StoredWell[]
  readonly pipes: readonly StoredPipe[]
  readonly baseFeatures: readonly BaseFeature[]
  /** Places the centre has refused, by compound. */
  readonly ruledOut?: ReadonlyMap<string, readonly Plane[]>
  /** Connections that take their share of the mains first. */
  readonly standing?: readonly StandingConnection[]
}

/** A record the engine cannot take, since a level it needs was never surveyed. Nothing is put in its place. */
export interface LeftOut {
  readonly code: 'GROUND_MISSING'
  readonly compoundId?: string
  readonly wellId?: string
  readonly leftOut: true
}

/** Turns records in degrees into the engine's plane metres, and lists what had to stay out. */
export function connectionInput(
  ground: ConnectionGround,
  rules: DrainageRules,
  returnPeriod: number,
): { input: ConnectInput; leftOut: readonly LeftOut[] } {
  const leftOut: LeftOut[] = []
  const wells = ground.wells.flatMap((well) => toWell(well, leftOut))
  const surveyed = new Set(wells.map((well) => well.id))
  const unsurveyed = new Set(ground.wells.map((well) => well.id).filter((id) => !surveyed.has(id)))
  return {
    input: {
      wells,
      pipes: ground.pipes
        .filter((pipe) => !unsurveyed.has(pipe.from) && !unsurveyed.has(pipe.to))
        .map(toPipe),
      compounds: ground.compounds.flatMap((compound) => {
        const site = siteOf(compound)
        if (site !== null) return [{ ...site, ruledOut: ground.ruledOut?.get(compound.id) ?? [] }]
        leftOut.push({ code: 'GROUND_MISSING', compoundId: compound.id, leftOut: true })
        return []
      }),
      standing: ground.standing ?? [],
      roads: ground.baseFeatures.flatMap(centreLines),
      buildings: ground.register.flatMap((compound) =>
        compound.buildings.flatMap(({ footprint }) =>
          footprint === null ? [] : [ringOf(footprint.coordinates[0] ?? [])],
        ),
      ),
      rules,
      returnPeriod,
      together: true,
    },
    leftOut,
  }
}

function toWell(well: StoredWell, leftOut: LeftOut[]): Well[] {
  if (well.ground === null) {
    leftOut.push({ code: 'GROUND_MISSING', wellId: well.id, leftOut: true })
    return []
  }
  return [
    {
      id: well.id,
      position: toPlane(well.position),
      ground: well.ground,
      kind: well.kind === 'outfall' ? 'outfall' : 'manhole',
      system: systemOf(well.system),
      load: well.load,
      ...(well.t1 === null ? {} : { t1: well.t1 }),
      waterLevel: well.waterLevel,
    },
  ]
}

function toPipe(pipe: StoredPipe): Pipe {
  return {
    id: pipe.id,
    from: pipe.from,
    to: pipe.to,
    line: ringOf(pipe.line.coordinates),
    system: systemOf(pipe.system),
    dn: pipe.dn ?? 0,
    material: pipe.material ?? '',
    n: pipe.roughness,
    invertStart: pipe.invertStart,
    invertEnd: pipe.invertEnd,
    status: pipe.status === 'abandoned' ? 'abandoned' : 'in_use',
    length: pipe.length,
    suspect: pipe.dn === null ? 'DN_MISSING' : null,
  }
}

/** A compound as the engine takes it; null where its ground was never surveyed. */
export function siteOf(compound: StoredCompound): CompoundSite | null {
  const { drainage } = compound
  if (drainage.ground === null) return null
  return {
    id: compound.id,
    outline: outlineOf(compound.footprint),
    position: toPlane(compound.anchor),
    ground: drainage.ground,
    outlet: drainage.outlet === null ? null : toPlane(drainage.outlet),
    crownStart: drainage.crownStart,
    surfaces: drainage.surfaces,
    t1: drainage.t1,
    surfacesBefore: drainage.surfacesBefore,
    t1Before: drainage.t1Before,
    drainsTo: drainage.drainsTo,
  }
}

/** The engine takes one outline: of a compound in parts the one with the most corners stands for it. */
function outlineOf(area: Polygon | MultiPolygon): Plane[][] {
  const parts = area.type === 'Polygon' ? [area.coordinates] : area.coordinates
  const main = parts.reduce((best, part) => ((part[0]?.length ?? 0) > (best[0]?.length ?? 0) ? part : best))
  return main.map(ringOf)
}

function centreLines(feature: BaseFeature): Plane[][] {
  if (feature.class !== 'road') return []
  const { geometry } = feature
  if (geometry.type === 'LineString') return [ringOf((geometry as LineString).coordinates)]
  return geometry.type === 'MultiLineString' ? geometry.coordinates.map(ringOf) : []
}

function ringOf(positions: readonly Position[]): Plane[] {
  return positions.map(([longitude = 0, latitude = 0]) => toPlane([longitude, latitude] satisfies LngLat))
}

function systemOf(system: string): DrainageSystem {
  return system === 'YS' || system === 'WS' || system === 'HS' ? system : 'unknown'
}
